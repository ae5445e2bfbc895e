package org.tipstaff.request.receipt;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;
import org.tipstaff.identity.Actor;
import org.tipstaff.invitation.LogKind;
import org.tipstaff.request.CaseReference;
import org.tipstaff.request.Request;
import org.tipstaff.request.Requests;
import org.tipstaff.request.Status;
import org.tipstaff.request.draft.Draft;
import org.tipstaff.request.draft.DraftReading;
import org.tipstaff.request.draft.Drafts;
import org.tipstaff.request.draft.FilingCheck;
import org.tipstaff.web.Problem;

/** Correcting what was sent back: a draft with everything that the request has. */
@ApplicationScoped
public class Corrections {
    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("HH:mm:ss");

    private final Requests requests;
    private final Drafts drafts;

    Corrections(Requests requests, Drafts drafts) {
        this.requests = requests;
        this.drafts = drafts;
    }

    /** @return the draft; the one begun before where there is one */
    @Transactional
    public UUID begin(CaseReference reference, Actor officer) {
        // Locked, so that a button that is pressed twice begins one draft.
        Request request = requests.lock(reference);
        if (request.status() != Status.RETURNED) {
            throw Problem.conflict("Only a request that was sent back can be corrected; this one is now “"
                    + request.status().title() + "”.");
        }
        return drafts.of(officer).stream()
                .filter(draft -> request.reference().equals(draft.corrects()))
                .map(Draft::id)
                .findFirst()
                .orElseGet(() -> {
                    UUID id = drafts.start(officer, fields(request), request.reference())
                            .id();
                    drafts.attach(id, officer, request.documentId());
                    return id;
                });
    }

    static Map<String, String> fields(Request request) {
        Map<String, String> fields = new HashMap<>();
        var process = request.process();
        fields.put(FilingCheck.INSTRUMENT, process.instrument().name());
        fields.put(FilingCheck.COURT, process.legal().court());
        fields.put(FilingCheck.JUDGE, process.judge());
        fields.put(FilingCheck.DOCKET, process.docket());
        date(fields, FilingCheck.ISSUED_ON, process.issuedOn());
        fields.put(FilingCheck.AGENCY_CASE_NUMBER, process.agencyCaseNumber());
        LocalDate until = process.legal().nondisclosureUntil();
        fields.put(DraftReading.NONDISCLOSURE, until == null ? "no" : "yes");
        if (until != null) {
            date(fields, FilingCheck.NONDISCLOSURE_UNTIL, until);
        }
        fields.put("attested", process.legal().attested() ? "yes" : "no");
        CaseReference preservation = request.succession().preservation();
        fields.put(FilingCheck.PRESERVATION, preservation == null ? "" : preservation.value());
        var terms = request.terms();
        fields.put(
                FilingCheck.HANDLES,
                terms.handles().stream().map(handle -> handle.today().typed()).collect(Collectors.joining("\n")));
        for (LogKind log : terms.logs()) {
            fields.put("log." + log.name(), "yes");
        }
        fields.put(FilingCheck.DIRECTION, terms.direction().name());
        instant(fields, FilingCheck.FROM, terms.range().from());
        instant(fields, FilingCheck.TO, terms.range().to());
        fields.put("zone", "UTC");
        return fields;
    }

    private static void date(Map<String, String> fields, String name, LocalDate date) {
        fields.put(name + ".month", String.valueOf(date.getMonthValue()));
        fields.put(name + ".day", String.valueOf(date.getDayOfMonth()));
        fields.put(name + ".year", String.valueOf(date.getYear()));
    }

    private static void instant(Map<String, String> fields, String name, Instant at) {
        ZonedDateTime utc = at.atZone(ZoneOffset.UTC);
        date(fields, name, utc.toLocalDate());
        fields.put(name + ".time", TIME.format(utc));
    }
}
