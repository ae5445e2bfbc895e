package org.tipstaff.disclosure;

import io.quarkus.qute.CheckedTemplate;
import io.quarkus.qute.TemplateInstance;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.tipstaff.identity.Actor;
import org.tipstaff.identity.FreshSignIn;
import org.tipstaff.request.CasePart;
import org.tipstaff.request.Request;
import org.tipstaff.request.Status;

/** The disclosure on the officer's page: files, hashes, until when, and who downloaded what. */
@ApplicationScoped
class DisclosurePart implements CasePart {
    private final Disclosures disclosures;
    private final FreshSignIn fresh;

    DisclosurePart(Disclosures disclosures, FreshSignIn fresh) {
        this.disclosures = disclosures;
        this.fresh = fresh;
    }

    @CheckedTemplate
    static class Templates {
        private Templates() {}

        static native TemplateInstance panel(View view);

        static native TemplateInstance waiting(String sentence);
    }

    /**
     * What the officer sees.
     *
     * @param fresh whether a download can begin at once
     */
    public record View(
            Request request,
            Disclosure disclosure,
            boolean expired,
            boolean recalled,
            boolean fresh,
            List<StampTable.Revision> revisions,
            List<Receipt> receipts) {}

    @Override
    public String name() {
        return "disclosure";
    }

    @Override
    public int position() {
        return 5;
    }

    @Override
    public @Nullable Object json(Request request, Actor actor) {
        return disclosures
                .find(request.reference())
                .filter(Disclosure::signed)
                .map(DisclosureApi.DisclosureJson::of)
                .orElse(null);
    }

    @Override
    public Optional<TemplateInstance> panel(Request request, Actor actor) {
        return disclosures
                .find(request.reference())
                .filter(Disclosure::signed)
                .map(disclosure -> Templates.panel(new View(
                        request,
                        disclosure,
                        disclosure.expired(disclosures.now()),
                        request.status() == Status.RECALLED,
                        fresh.isFresh(actor),
                        disclosures.revisions(request.reference()),
                        disclosures.receipts(request.reference()))))
                .or(() -> Optional.of(disclosures.waits(request.reference()))
                        .filter(sentence -> !sentence.isEmpty())
                        .map(Templates::waiting));
    }
}
