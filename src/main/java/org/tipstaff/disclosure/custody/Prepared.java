package org.tipstaff.disclosure.custody;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.io.IOException;
import java.io.InputStream;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Map;
import java.util.Set;
import org.tipstaff.audit.AuditAction;
import org.tipstaff.audit.AuditLog;
import org.tipstaff.disclosure.Disclosure;
import org.tipstaff.disclosure.DisclosureObjects;
import org.tipstaff.disclosure.DisclosureTable;
import org.tipstaff.disclosure.FileKind;
import org.tipstaff.disclosure.MediaTypes;
import org.tipstaff.identity.Actor;
import org.tipstaff.identity.FreshSignIn;
import org.tipstaff.request.CaseReference;
import org.tipstaff.request.Requests;
import org.tipstaff.web.Problem;

/** What was prepared, for the custodian who is to swear to it: every file, and which of them they opened. */
@ApplicationScoped
public class Prepared {
    private final Requests requests;
    private final DisclosureTable table;
    private final OpeningTable openings;
    private final DisclosureObjects objects;
    private final FreshSignIn fresh;
    private final AuditLog audit;
    private final Clock clock;

    Prepared(
            Requests requests,
            DisclosureTable table,
            OpeningTable openings,
            DisclosureObjects objects,
            FreshSignIn fresh,
            AuditLog audit,
            Clock clock) {
        this.requests = requests;
        this.table = table;
        this.openings = openings;
        this.objects = objects;
        this.fresh = fresh;
        this.audit = audit;
        this.clock = clock;
    }

    /** @param type media type of the content */
    public record Content(String fileName, String type, InputStream bytes) {}

    /**
     * Opens a file, and notes it before the first byte leaves. Once the disclosure is signed the document is the signed
     * one.
     *
     * @throws org.tipstaff.identity.FreshSignInRequired where the sign-in is not of just now: these are people's rows
     */
    @Transactional
    public Content open(CaseReference reference, FileKind kind, Actor custodian) throws IOException {
        requests.get(reference, custodian);
        Disclosure disclosure = table.find(reference).orElseThrow(Problem::notFound);
        fresh.require(custodian, "/custody/" + reference);
        boolean preview = kind.equals(FileKind.PDF) && !disclosure.signed();
        Disclosure.File file = preview ? null : disclosure.file(kind).orElseThrow(Problem::notFound);
        if (!disclosure.signed()) {
            openings.add(disclosure, kind, custodian, Instant.now(clock).truncatedTo(ChronoUnit.MICROS));
        }
        audit.record(
                AuditAction.PREVIEW_VIEWED,
                custodian,
                reference.value(),
                Map.of(
                        "file",
                        kind.name(),
                        "sha256",
                        file == null
                                ? disclosure.previewHash().hex()
                                : file.entry().sha256().hex()));
        return file == null
                ? new Content(
                        disclosure.number() + "-prepared.pdf",
                        MediaTypes.PDF,
                        objects.open(disclosure.edition(), DisclosureObjects.PREVIEW))
                : new Content(
                        file.entry().fileName(),
                        file.entry().mediaType(),
                        objects.open(disclosure.edition(), file.object()));
    }

    /** The same for programs, until it is certified: after that there is the disclosure. */
    @Transactional
    Content openUnsigned(CaseReference reference, FileKind kind, Actor custodian) throws IOException {
        requests.get(reference, custodian);
        if (table.find(reference).orElseThrow(Problem::notFound).signed()) {
            throw Problem.of(Problem.Kind.GONE, "It is certified and signed: take the file from the disclosure.");
        }
        return open(reference, kind, custodian);
    }

    @Transactional
    Set<FileKind> opened(Disclosure disclosure, Actor custodian) {
        return openings.of(disclosure, custodian);
    }

    /** @throws Problem CONFLICT where the custodian would swear to a document that they never opened */
    void requireOpened(Disclosure disclosure, Actor custodian) {
        if (!openings.of(disclosure, custodian).contains(FileKind.PDF)) {
            audit.recordRefusal(
                    custodian,
                    disclosure.reference().value(),
                    Map.of("move", "CERTIFY", "rule", "document not opened"));
            throw Problem.conflict(
                    "You have not opened the document as it is prepared now. Read it, and then certify it.");
        }
    }
}
