package org.tipstaff.disclosure.deliver;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.tipstaff.audit.AuditAction;
import org.tipstaff.audit.AuditLog;
import org.tipstaff.disclosure.Disclosure;
import org.tipstaff.disclosure.DisclosureConfig;
import org.tipstaff.disclosure.DisclosureObjects;
import org.tipstaff.disclosure.DisclosureTable;
import org.tipstaff.disclosure.Disclosures;
import org.tipstaff.disclosure.FileKind;
import org.tipstaff.disclosure.ManifestEntry;
import org.tipstaff.disclosure.ReceiptTable;
import org.tipstaff.disclosure.verify.DisclosureProof;
import org.tipstaff.encryption.AgencyKeys;
import org.tipstaff.encryption.RecipientKey;
import org.tipstaff.identity.Actor;
import org.tipstaff.identity.FreshSignIn;
import org.tipstaff.identity.Role;
import org.tipstaff.request.CaseReference;
import org.tipstaff.request.Request;
import org.tipstaff.request.Requests;
import org.tipstaff.request.Status;
import org.tipstaff.web.Problem;

/** Hands out the files of disclosures: to whom, how long, encrypted or plain; each is audited before a byte leaves. */
@ApplicationScoped
public class Downloads {
    private final Disclosures disclosures;
    private final Requests requests;
    private final DisclosureTable table;
    private final ReceiptTable receipts;
    private final DisclosureObjects objects;
    private final AgencyKeys keys;
    private final DisclosureProof.Maker proofs;
    private final DisclosureConfig config;
    private final FreshSignIn fresh;
    private final AuditLog audit;

    Downloads(
            Disclosures disclosures,
            Requests requests,
            DisclosureTable table,
            ReceiptTable receipts,
            DisclosureObjects objects,
            AgencyKeys keys,
            DisclosureProof.Maker proofs,
            DisclosureConfig config,
            FreshSignIn fresh,
            AuditLog audit) {
        this.disclosures = disclosures;
        this.requests = requests;
        this.table = table;
        this.receipts = receipts;
        this.objects = objects;
        this.keys = keys;
        this.proofs = proofs;
        this.config = config;
        this.fresh = fresh;
        this.audit = audit;
    }

    /** A file to be handed out. */
    public record Download(ManifestEntry entry, InputStream content) {}

    /**
     * Opens a file for download and notes the receipt. The note is committed before the first byte leaves.
     *
     * @throws org.tipstaff.identity.FreshSignInRequired where the sign-in is not of just now
     * @throws Problem GONE where the time for downloading is over
     */
    @Transactional
    public Download download(CaseReference reference, FileKind kind, Actor actor) throws IOException {
        return download(reference, kind, actor, null);
    }

    /** @param to the agency's key that the file is encrypted to; null for a plain file */
    @Transactional
    Download download(CaseReference reference, FileKind kind, Actor actor, @Nullable RecipientKey to)
            throws IOException {
        Disclosure disclosure = downloadable(reference, actor);
        mayBePlain(disclosure, actor, to);
        Disclosure.File file = disclosure.file(kind).orElseThrow(Problem::notFound);
        handOut(disclosure, file, actor, encryptedTo(to));
        return new Download(file.entry(), objects.open(disclosure.edition(), file.object()));
    }

    /**
     * The file as it stands, for whoever may have it already: under the rules of {@link #download}. Nothing is handed out,
     * so nothing is noted as received.
     */
    @Transactional
    ManifestEntry entry(CaseReference reference, FileKind kind, Actor actor) {
        Disclosure disclosure = downloadable(reference, actor);
        mayBePlain(disclosure, actor, null);
        return disclosure.file(kind).orElseThrow(Problem::notFound).entry();
    }

    /** Opens all files in one bag, under the rules of {@link #download}: each file is noted as received. */
    @Transactional
    Bag bag(CaseReference reference, Actor actor) throws IOException {
        return bag(reference, actor, null);
    }

    /** @param to the agency's key that the bag is encrypted to; null for a plain one */
    @Transactional
    Bag bag(CaseReference reference, Actor actor, @Nullable RecipientKey to) throws IOException {
        Disclosure disclosure = downloadable(reference, actor);
        mayBePlain(disclosure, actor, to);
        Map<String, String> details = new HashMap<>(encryptedTo(to));
        details.put("in", "ZIP");
        String proof = proofs.of(disclosure).json();
        List<Bag.Payload> payload = new ArrayList<>();
        for (Disclosure.File file : disclosure.files()) {
            handOut(disclosure, file, actor, details);
            payload.add(new Bag.Payload(file.entry(), objects.open(disclosure.edition(), file.object())));
        }
        return new Bag(
                disclosure.number(), config.provider(), Objects.requireNonNull(disclosure.signedAt()), proof, payload);
    }

    /** The proof that the signed document stands in the audit log, under the rules of {@link #download}. */
    @Transactional
    public DisclosureProof proof(CaseReference reference, Actor actor) {
        DisclosureProof proof = proofs.of(downloadable(reference, actor));
        audit.record(
                AuditAction.DOWNLOADED, actor, reference.value(), Map.of("file", "PROOF", "sha256", proof.sha256()));
        return proof;
    }

    private Disclosure downloadable(CaseReference reference, Actor actor) {
        Disclosure disclosure = disclosures.released(reference, actor);
        fresh.require(actor, "/requests/" + reference);
        if (actor.is(Role.OFFICER)) {
            mayDownload(disclosure);
        }
        return disclosure;
    }

    private void handOut(Disclosure disclosure, Disclosure.File file, Actor actor, Map<String, String> more) {
        if (actor.is(Role.OFFICER)) {
            Request.Person person = new Request.Person(actor.id(), actor.name(), "");
            receipts.add(disclosure.edition(), file.kind(), person, disclosures.now());
        }
        Map<String, String> details = new HashMap<>(more);
        details.put("file", file.kind().name());
        details.put("sha256", file.entry().sha256().hex());
        audit.record(AuditAction.DOWNLOADED, actor, disclosure.reference().value(), details);
    }

    private static Map<String, String> encryptedTo(@Nullable RecipientKey to) {
        return to == null ? Map.of() : Map.of("encryptedTo", to.fingerprint());
    }

    /** An agency may have it that its officers get encrypted files only. */
    private void mayBePlain(Disclosure disclosure, Actor actor, @Nullable RecipientKey to) {
        if (to == null
                && actor.is(Role.OFFICER)
                && encryption(disclosure.reference()).required()) {
            audit.recordRefusal(actor, disclosure.reference().value(), Map.of("rule", "encrypted only"));
            throw Problem.notAllowed(
                    "Your agency takes encrypted files only. Download the file encrypted to your agency's key.");
        }
    }

    /** What the agency of a request wants its downloads encrypted to. */
    @Transactional
    AgencyKeys.Encryption encryption(CaseReference reference) {
        return keys.of(requests.get(reference).agency().id());
    }

    private void mayDownload(Disclosure disclosure) {
        if (disclosure.recalled()) {
            throw Problem.of(
                    Problem.Kind.GONE,
                    "This disclosure was recalled: do not rely on it. Write to the legal staff if you need to know"
                            + " more.");
        }
        if (disclosure.expired(disclosures.now())) {
            throw Problem.of(
                    Problem.Kind.GONE,
                    "The time for downloading is over. Ask for the files again on the request's page: they are the"
                            + " same bytes.");
        }
    }

    /** The officer asks for the files again: the same bytes, for another while. */
    @Transactional
    public void reissue(CaseReference reference, Actor officer) {
        Request request = requests.get(reference, officer);
        if (request.status() != Status.DISCLOSED) {
            throw Problem.conflict("There is no disclosure that could be offered again.");
        }
        table.expires(
                disclosures.released(reference, officer).edition(),
                disclosures.now().plus(config.downloadable()));
        audit.record(AuditAction.REISSUED, officer, reference.value(), Map.of());
    }
}
