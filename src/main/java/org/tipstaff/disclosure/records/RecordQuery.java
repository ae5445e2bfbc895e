package org.tipstaff.disclosure.records;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.tipstaff.process.Instrument;
import org.tipstaff.request.RequestQuery;
import org.tipstaff.request.Status;
import org.tipstaff.web.Problem;
import org.tipstaff.web.form.FormView;
import org.tipstaff.web.form.TypedTime;

/**
 * What an auditor filters the records by, as it stands in the address; blank means any. There is no handle among it:
 * a handle never stands in an address.
 *
 * @param text part of a reference, docket, court or agency
 * @param from first UTC day of receipt, {@code YYYY-MM-DD}
 * @param to last UTC day of receipt, {@code YYYY-MM-DD}
 * @param page from 1
 */
record RecordQuery(String text, String status, String instrument, String from, String to, int page) {
    static final int ROWS = 25;
    static final int MOST_IN_FILE = 10_000;
    private static final int LAST_PAGE = 100_000;

    RecordQuery {
        page = Math.max(1, Math.min(LAST_PAGE, page));
    }

    static RecordQuery of(Map<String, @Nullable String> asked, int page) {
        return new RecordQuery(
                value(asked, "q"),
                value(asked, "status"),
                value(asked, "instrument"),
                value(asked, "from"),
                value(asked, "to"),
                page);
    }

    private static String value(Map<String, @Nullable String> asked, String name) {
        String value = asked.get(name);
        return value == null ? "" : value.strip();
    }

    Map<String, String> filters() {
        return Map.of("q", text, "status", status, "instrument", instrument, "from", from, "to", to);
    }

    FormView form(List<Problem.Detail> errors) {
        return new FormView(filters(), errors);
    }

    /** Whether somebody typed a handle where it would stay in the address. */
    boolean namesHandle() {
        return text.contains("@") || text.matches("\\+[0-9 ().-]{6,}");
    }

    /** What is written to the audit log: never what was typed freely. */
    Map<String, String> audited() {
        return Map.of(
                "text", text.isEmpty() ? "no" : "yes",
                "status", status,
                "instrument", instrument,
                "from", from,
                "to", to);
    }

    /** @throws Problem of kind INVALID */
    RequestQuery toRequests(int rows) {
        List<Problem.Detail> wrong = new ArrayList<>();
        Set<Status> statuses =
                named(Status.class, "status", status, wrong).map(Set::of).orElse(Set.of());
        Instrument kind =
                named(Instrument.class, "instrument", instrument, wrong).orElse(null);
        Instant begins = day("from", from, 0, wrong);
        Instant ends = day("to", to, 1, wrong);
        if (begins != null && ends != null && !begins.isBefore(ends)) {
            wrong.add(new Problem.Detail("to", "The last day must not be before the first"));
        }
        if (!wrong.isEmpty()) {
            throw Problem.invalid("The filter cannot be read", wrong);
        }
        return RequestQuery.ALL
                .in(statuses)
                .of(kind)
                .with(text)
                .received(begins, ends)
                .page(rows == ROWS ? page - 1 : 0, rows);
    }

    private static <E extends Enum<E>> Optional<E> named(
            Class<E> type, String field, String name, List<Problem.Detail> wrong) {
        if (name.isEmpty()) {
            return Optional.empty();
        }
        Optional<E> found = Arrays.stream(type.getEnumConstants())
                .filter(value -> value.name().equals(name))
                .findFirst();
        if (found.isEmpty()) {
            wrong.add(new Problem.Detail(field, "Choose one of the list"));
        }
        return found;
    }

    private static @Nullable Instant day(String field, String typed, int later, List<Problem.Detail> wrong) {
        if (typed.isEmpty()) {
            return null;
        }
        Optional<LocalDate> day = TypedTime.date(typed);
        if (day.isEmpty()) {
            wrong.add(new Problem.Detail(field, "Write the date as YYYY-MM-DD"));
        }
        return day.map(one -> one.plusDays(later).atStartOfDay(ZoneOffset.UTC).toInstant())
                .orElse(null);
    }

    /** Never the text: an auditor may have typed anything. */
    @Override
    public String toString() {
        return "record query";
    }
}
