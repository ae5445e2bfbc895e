package org.tipstaff.hold;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.quarkus.qute.CheckedTemplate;
import io.quarkus.qute.TemplateInstance;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.Optional;
import org.eclipse.microprofile.openapi.annotations.extensions.Extension;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;
import org.tipstaff.identity.Actor;
import org.tipstaff.identity.Role;
import org.tipstaff.request.CasePart;
import org.tipstaff.request.Request;
import org.tipstaff.sealing.Sha256;

/** How far the freezing at receipt is. Says that rows are there or not, never which. */
@ApplicationScoped
class HoldPart implements CasePart {
    private final Holds holds;

    HoldPart(Holds holds) {
        this.holds = holds;
    }

    @CheckedTemplate
    static class Templates {
        private Templates() {}

        static native TemplateInstance panel(HoldNotice notice);
    }

    @Override
    public String name() {
        return "hold";
    }

    @Override
    public int position() {
        return 10;
    }

    /**
     * {@code hold} in the request's JSON.
     *
     * @param expectedRows about how many there will be; to reviewers, while the hold is being made
     */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    @Schema(
            name = "Hold",
            description = "How far the freezing at receipt is.",
            extensions = @Extension(name = "x-part-of-request", value = "hold"))
    record HoldJson(
            HoldState state,

            @Schema(pattern = Sha256.FORM, description = "Of the sealed rows.") @Nullable
            String sealedSha256,

            @Nullable Instant heldAt,

            @Schema(description = "About how many rows there will be; to reviewers, while they are being frozen.")
            @Nullable
            Long expectedRows) {}

    @Override
    public @Nullable Object json(Request request, Actor actor) {
        return holds.find(request.reference())
                .map(hold -> new HoldJson(
                        hold.state(),
                        hold.sealedSha256() == null ? null : hold.sealedSha256().hex(),
                        hold.heldAt(),
                        actor.is(Role.REVIEWER)
                                ? holds.expected(request.reference(), request.terms())
                                        .orElse(null)
                                : null))
                .orElse(null);
    }

    @Override
    public Optional<TemplateInstance> panel(Request request, Actor actor) {
        return holds.find(request.reference())
                .map(hold -> HoldNotice.of(request, hold))
                .map(Templates::panel);
    }
}
