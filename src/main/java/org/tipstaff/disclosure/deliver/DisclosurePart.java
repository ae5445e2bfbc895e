package org.tipstaff.disclosure.deliver;

import io.quarkus.qute.CheckedTemplate;
import io.quarkus.qute.TemplateInstance;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.tipstaff.disclosure.Disclosure;
import org.tipstaff.disclosure.Disclosures;
import org.tipstaff.disclosure.FileKind;
import org.tipstaff.disclosure.Receipt;
import org.tipstaff.disclosure.StampTable;
import org.tipstaff.encryption.AgencyKeys;
import org.tipstaff.identity.Actor;
import org.tipstaff.identity.FreshSignIn;
import org.tipstaff.request.CasePart;
import org.tipstaff.request.Request;
import org.tipstaff.request.Status;

/** The disclosure on the officer's page: files, hashes, until when, and who downloaded what. */
@ApplicationScoped
class DisclosurePart implements CasePart {
    private final Disclosures disclosures;
    private final Downloads downloads;
    private final FreshSignIn fresh;

    DisclosurePart(Disclosures disclosures, Downloads downloads, FreshSignIn fresh) {
        this.disclosures = disclosures;
        this.downloads = downloads;
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
     * @param correcting whether a corrected disclosure is being made of a recalled one
     * @param fresh whether a download can begin at once
     * @param former those that were recalled before, the first one first
     * @param receipts of all of them
     */
    public record View(
            Request request,
            Disclosure disclosure,
            boolean expired,
            boolean correcting,
            boolean fresh,
            List<Disclosure> former,
            AgencyKeys.Encryption encryption,
            List<StampTable.Revision> revisions,
            List<Receipt> receipts) {
        /** Whether files may leave as they are. */
        public boolean plain() {
            return !encryption.required();
        }

        public boolean recalled() {
            return disclosure.recalled();
        }

        /** Recalled ones, each with what took its place. */
        public List<Past> past() {
            List<Past> past = new ArrayList<>();
            for (int i = 0; i < former.size(); i++) {
                Disclosure next = i + 1 < former.size() ? former.get(i + 1) : disclosure;
                past.add(new Past(former.get(i), next.number()));
            }
            return past;
        }
    }

    /** A recalled disclosure and the number of the one that corrects it. */
    public record Past(Disclosure disclosure, String successor) {
        public String sha256() {
            return disclosure
                    .file(FileKind.PDF)
                    .map(file -> file.entry().sha256().hex())
                    .orElse("");
        }
    }

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
        List<Disclosure> signed = disclosures.signed(request.reference());
        return signed.isEmpty() ? null : DisclosureApi.DisclosureJson.of(signed, actor);
    }

    @Override
    public Optional<TemplateInstance> panel(Request request, Actor actor) {
        List<Disclosure> signed = disclosures.signed(request.reference());
        return signed.isEmpty()
                ? Optional.of(disclosures.waits(request.reference()))
                        .filter(sentence -> !sentence.isEmpty())
                        .map(Templates::waiting)
                : Optional.of(Templates.panel(view(request, actor, signed)));
    }

    private View view(Request request, Actor actor, List<Disclosure> signed) {
        Disclosure newest = signed.get(signed.size() - 1);
        return new View(
                request,
                newest,
                newest.expired(disclosures.now()),
                newest.recalled() && (request.status().isOpen() || request.status() == Status.SUSPENDED),
                fresh.isFresh(actor),
                signed.subList(0, signed.size() - 1),
                downloads.encryption(request.reference()),
                disclosures.revisions(newest.edition()),
                disclosures.receipts(request.reference()));
    }
}
