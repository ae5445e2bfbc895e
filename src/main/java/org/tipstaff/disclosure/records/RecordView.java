package org.tipstaff.disclosure.records;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.tipstaff.audit.AuditReader;
import org.tipstaff.disclosure.Disclosure;
import org.tipstaff.disclosure.OtherDocuments;
import org.tipstaff.disclosure.Receipt;
import org.tipstaff.hold.DestructionCertificate;
import org.tipstaff.hold.Snapshot;
import org.tipstaff.process.Finding;
import org.tipstaff.process.Instrument;
import org.tipstaff.process.Terms;
import org.tipstaff.request.CaseReference;
import org.tipstaff.request.Moved;
import org.tipstaff.request.Nondisclosure;
import org.tipstaff.request.Request;
import org.tipstaff.request.RequestPage;
import org.tipstaff.request.Status;
import org.tipstaff.review.Decision;
import org.tipstaff.web.Pages;
import org.tipstaff.web.form.FormView;

/** What the auditors' pages on records show. */
public final class RecordView {
    private RecordView() {}

    /**
     * A list of records.
     *
     * @param form of the filters in the address
     * @param handleForm of the search by handle, which stands in no address
     * @param byHandle whether it is the answer to that search
     * @param total in all pages
     * @param csv address of the same list as a file; empty where there is none
     */
    public record Listing(
            FormView form,
            FormView handleForm,
            boolean byHandle,
            boolean handleTyped,
            List<Row> rows,
            long total,
            String csv,
            Pages pages) {
        public List<Status> statuses() {
            return Arrays.stream(Status.values())
                    .filter(status -> status != Status.DRAFT)
                    .toList();
        }

        public List<Instrument> instruments() {
            return Arrays.asList(Instrument.values());
        }

        public boolean filtered() {
            return form.values().values().stream().anyMatch(value -> !value.isEmpty());
        }

        /** Errors of whichever form was sent. */
        public FormView wrong() {
            return form.valid() ? handleForm : form;
        }
    }

    /** A record in the list. */
    public record Row(Request request, String number, long rows, String sha256, int recalled) {
        static Row of(Request request, RecordDisclosures.@Nullable Summary summary) {
            return summary == null
                    ? new Row(request, "", 0, "", 0)
                    : new Row(request, summary.number(), summary.rows(), summary.sha256(), summary.recalled());
        }

        public String reference() {
            return request.reference().value();
        }

        public boolean disclosed() {
            return !number.isEmpty();
        }

        public int accounts() {
            return request.terms().handles().size();
        }

        public String colour() {
            return RecordView.colour(request.status());
        }

        List<String> cells() {
            return List.of(
                    reference(),
                    request.receivedAt().toString(),
                    request.agency().name(),
                    request.process().instrument().name(),
                    request.process().courtName(),
                    request.process().docket(),
                    request.status().name(),
                    request.dueAt().toString(),
                    Integer.toString(accounts()),
                    number,
                    disclosed() ? Long.toString(rows) : "",
                    sha256,
                    Integer.toString(recalled));
        }

        static List<String> header() {
            return List.of(
                    "reference",
                    "receivedAt",
                    "agency",
                    "instrument",
                    "court",
                    "docket",
                    "status",
                    "dueAt",
                    "accounts",
                    "disclosure",
                    "rows",
                    "sha256",
                    "recalledDisclosures");
        }
    }

    static List<Row> rows(RequestPage found, Map<CaseReference, RecordDisclosures.Summary> summaries) {
        return found.requests().stream()
                .map(request -> Row.of(request, summaries.get(request.reference())))
                .toList();
    }

    /**
     * One record.
     *
     * @param disclosures every one that was signed, the first one first
     * @param receipts of all of them
     * @param letters and other signed documents that are no disclosure
     * @param entries of the audit log about it, newest first
     */
    public record Details(
            Request request,
            List<Finding> findings,
            Optional<String> examinedUnder,
            List<Moved> timeline,
            List<Decision> decisions,
            @Nullable Snapshot hold,
            @Nullable DestructionCertificate destruction,
            List<Disclosure> disclosures,
            List<Receipt> receipts,
            List<OtherDocuments.Signed> letters,
            List<AuditReader.Numbered> entries) {
        public String reference() {
            return request.reference().value();
        }

        public String nondisclosure() {
            return Nondisclosure.words(request.process(), findings);
        }

        public List<Terms.Item> items() {
            return request.terms().items();
        }

        /** What the agency downloaded of one of them. */
        public List<Receipt> receipts(Disclosure disclosure) {
            return receipts.stream()
                    .filter(receipt -> receipt.edition().equals(disclosure.edition()))
                    .toList();
        }

        /** Number of the one that took a recalled one's place; empty where none did. */
        public String successor(Disclosure recalled) {
            return disclosures.stream()
                    .filter(each -> each.edition().equals(recalled.edition().next()))
                    .map(Disclosure::number)
                    .findFirst()
                    .orElse("");
        }

        public String colour() {
            return RecordView.colour(request.status());
        }

        public String verdictColour(Finding finding) {
            return switch (finding.verdict()) {
                case PASS -> "green";
                case LOOK -> "yellow";
                case REFUSE -> "red";
            };
        }
    }

    private static String colour(Status status) {
        return switch (status) {
            case DISCLOSED, PRESERVED, EXTENDED -> "green";
            case SUBMITTED, IN_REVIEW, SECOND_REVIEW, APPROVED, PREPARED -> "blue";
            case RETURNED -> "turquoise";
            case SUSPENDED -> "orange";
            case REFUSED, RECALLED -> "red";
            case DRAFT, WITHDRAWN, EXPIRED, CONVERTED, CLOSED -> "grey";
        };
    }
}
