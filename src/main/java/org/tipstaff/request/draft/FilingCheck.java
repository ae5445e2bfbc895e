package org.tipstaff.request.draft;

import jakarta.enterprise.context.ApplicationScoped;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.tipstaff.invitation.Direction;
import org.tipstaff.invitation.Handle;
import org.tipstaff.invitation.LogKind;
import org.tipstaff.invitation.Search;
import org.tipstaff.invitation.TimeRange;
import org.tipstaff.process.Court;
import org.tipstaff.process.Courts;
import org.tipstaff.process.Instrument;
import org.tipstaff.process.LegalProcess;
import org.tipstaff.process.Terms;
import org.tipstaff.request.CaseReference;
import org.tipstaff.request.Filing;
import org.tipstaff.request.Preservations;
import org.tipstaff.request.ServedProcess;
import org.tipstaff.web.Problem;
import org.tipstaff.web.form.TypedText;

/**
 * The one door from what was typed to a {@link Filing}: lists everything that is missing or wrong at once, in the words
 * that stand in the summary and at the field.
 */
@ApplicationScoped
public class FilingCheck {
    public static final int LONGEST = 200;

    private final Courts courts;

    public FilingCheck(Courts courts) {
        this.courts = courts;
    }

    /** Fields of the form, and properties of the API's filing. */
    public static final String INSTRUMENT = "instrument";

    public static final String ORDER = "order";
    public static final String COURT = "court";
    public static final String JUDGE = "judge";
    public static final String DOCKET = "docket";
    public static final String ISSUED_ON = "issuedOn";
    public static final String AGENCY_CASE_NUMBER = "agencyCaseNumber";
    public static final String NONDISCLOSURE_UNTIL = "nondisclosureUntil";
    public static final String PRESERVATION = Preservations.FIELD;
    public static final String HANDLES = "handles";
    /** A file with handles; of the form only. */
    public static final String LIST = "list";

    public static final String LOGS = "logs";
    public static final String DIRECTION = "direction";
    public static final String FROM = "from";
    public static final String TO = "to";

    /** @throws Problem of kind INVALID with everything that is missing or wrong */
    public Filing complete(FilingParts parts) {
        List<Problem.Detail> wrong = new ArrayList<>();
        Optional<ServedProcess> process = process(parts, wrong);
        Optional<Terms> terms = terms(parts, wrong);
        CaseReference preservation = preservation(parts, wrong);
        if (parts.documentId() == null) {
            wrong.add(new Problem.Detail(ORDER, "Upload the document as a PDF"));
        }
        if (!wrong.isEmpty() || process.isEmpty() || terms.isEmpty() || parts.documentId() == null) {
            throw Problem.invalid("There is a problem with what was filed", wrong);
        }
        return new Filing(process.get(), terms.get(), parts.documentId(), preservation);
    }

    /** The process, where all of it is there; what is not is added to the list. */
    public Optional<ServedProcess> process(FilingParts parts, List<Problem.Detail> wrong) {
        int before = wrong.size();
        Instrument instrument = parts.instrument();
        if (instrument == null) {
            wrong.add(new Problem.Detail(INSTRUMENT, "Choose the kind of legal process"));
        }
        boolean byACourt = instrument == null || instrument.byACourt();
        Optional<Court> court = court(parts.court(), byACourt, wrong);
        need(byACourt, JUDGE, parts.judge(), "Enter the judge as printed under the signature", wrong);
        need(byACourt, DOCKET, parts.docket(), "Enter the docket number as printed on the first page", wrong);
        need(false, AGENCY_CASE_NUMBER, parts.agencyCaseNumber(), "", wrong);
        if (parts.issuedOn() == null
                && wrong.stream().noneMatch(detail -> detail.field().equals(ISSUED_ON))) {
            wrong.add(new Problem.Detail(ISSUED_ON, "Enter the date beside the signature"));
        }
        if (wrong.size() > before || instrument == null || parts.issuedOn() == null) {
            return Optional.empty();
        }
        LegalProcess legal = new LegalProcess(
                instrument,
                court.map(Court::id).orElse(""),
                parts.judge().strip(),
                parts.docket().strip(),
                parts.issuedOn(),
                parts.nondisclosureUntil(),
                parts.attested());
        return Optional.of(new ServedProcess(
                legal,
                court.map(Court::name).orElse(""),
                parts.agencyCaseNumber().strip()));
    }

    /** Whether a text holds what no field of a filing may hold, so that it is not even kept in a draft. */
    public static boolean unfit(String typed) {
        return TypedText.faultOfHandles(typed).isPresent();
    }

    private Optional<Court> court(String typed, boolean needed, List<Problem.Detail> wrong) {
        if (typed.isBlank()) {
            if (needed) {
                wrong.add(new Problem.Detail(COURT, "Enter the court that issued it"));
            }
            return Optional.empty();
        }
        Optional<Court> found = find(typed.strip());
        if (found.isEmpty()) {
            wrong.add(new Problem.Detail(
                    COURT, "This court is not in the list. Type a part of its name and choose it from the list"));
        }
        return found;
    }

    private Optional<Court> find(String typed) {
        Optional<Court> byId = courts.find(typed.toLowerCase(java.util.Locale.ROOT));
        if (byId.isPresent()) {
            return byId;
        }
        List<Court> byName = courts.search(typed, 50).stream()
                .filter(court -> court.name().equalsIgnoreCase(typed))
                .toList();
        return byName.isEmpty() ? Optional.empty() : Optional.of(byName.get(0));
    }

    private static void need(boolean needed, String field, String value, String message, List<Problem.Detail> wrong) {
        Optional<String> fault = TypedText.faultOfLine(value.strip());
        if (needed && value.isBlank()) {
            wrong.add(new Problem.Detail(field, message));
        } else if (fault.isPresent()) {
            wrong.add(new Problem.Detail(field, fault.get()));
        } else if (value.length() > LONGEST) {
            wrong.add(new Problem.Detail(field, "Use at most " + LONGEST + " characters"));
        }
    }

    /** The terms, where all of them are there; what is not is added to the list. */
    public Optional<Terms> terms(FilingParts parts, List<Problem.Detail> wrong) {
        int before = wrong.size();
        Set<Handle> handles = handles(parts.handles(), wrong);
        if (parts.logs().isEmpty()) {
            wrong.add(new Problem.Detail(LOGS, "Choose at least one log"));
        }
        Direction direction = parts.direction();
        if (direction == null) {
            wrong.add(new Problem.Detail(DIRECTION, "Choose whose rows the document names"));
        } else if (direction == Direction.BY_TARGET && !parts.logs().stream().allMatch(LogKind::hasTarget)) {
            wrong.add(
                    new Problem.Detail(LOGS, "The sign-in log has no handle looked up: take it out, or file it apart"));
        }
        TimeRange range = range(parts, wrong);
        if (wrong.size() > before || direction == null || range == null) {
            return Optional.empty();
        }
        return Optional.of(new Terms(List.copyOf(handles), parts.logs(), direction, range));
    }

    /**
     * The preservation letter that came before, if one is named. Whether there is one of this agency is found out when
     * the request is born, under its lock.
     */
    public @Nullable CaseReference preservation(FilingParts parts, List<Problem.Detail> wrong) {
        String typed = parts.preservation().strip();
        if (typed.isEmpty()) {
            return null;
        }
        if (parts.instrument() == Instrument.PRESERVATION) {
            wrong.add(new Problem.Detail(
                    PRESERVATION, "A preservation letter follows no other. Renew the earlier one instead"));
            return null;
        }
        try {
            return new CaseReference(typed);
        } catch (IllegalArgumentException e) {
            wrong.add(new Problem.Detail(PRESERVATION, Preservations.NONE_SUCH));
            return null;
        }
    }

    private static Set<Handle> handles(List<String> typed, List<Problem.Detail> wrong) {
        Set<Handle> handles = new TreeSet<>();
        int number = 0;
        int bad = 0;
        for (String one : typed) {
            number++;
            try {
                handles.add(Handle.parse(one));
            } catch (Handle.Unreadable e) {
                if (bad++ < 5) {
                    wrong.add(new Problem.Detail(HANDLES, "Handle " + number + ": " + e.question()));
                }
            }
        }
        if (bad > 5) {
            wrong.add(new Problem.Detail(HANDLES, (bad - 5) + " more handles cannot be read"));
        }
        if (typed.isEmpty()) {
            wrong.add(new Problem.Detail(HANDLES, "Enter at least one handle that the document names"));
        } else if (handles.size() > Search.MAX_HANDLES) {
            wrong.add(new Problem.Detail(
                    HANDLES,
                    "A request names at most %d handles; these are %d".formatted(Search.MAX_HANDLES, handles.size())));
        }
        return handles;
    }

    private static @Nullable TimeRange range(FilingParts parts, List<Problem.Detail> wrong) {
        if (parts.from() == null
                && wrong.stream().noneMatch(detail -> detail.field().equals(FROM))) {
            wrong.add(new Problem.Detail(FROM, "Enter when the range begins"));
        }
        if (parts.to() == null
                && wrong.stream().noneMatch(detail -> detail.field().equals(TO))) {
            wrong.add(new Problem.Detail(TO, "Enter when the range ends"));
        }
        if (parts.from() == null || parts.to() == null) {
            return null;
        }
        if (!parts.from().isBefore(parts.to())) {
            wrong.add(new Problem.Detail(TO, "The range must end after it begins"));
            return null;
        }
        return new TimeRange(parts.from(), parts.to());
    }
}
