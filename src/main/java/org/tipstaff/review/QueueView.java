package org.tipstaff.review;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.tipstaff.process.Instrument;
import org.tipstaff.process.Verdict;
import org.tipstaff.request.CaseReference;
import org.tipstaff.request.Request;
import org.tipstaff.request.RequestPage;
import org.tipstaff.request.Status;
import org.tipstaff.web.Pages;
import org.tipstaff.web.form.FormView;

/**
 * The reviewers' list.
 *
 * @param queue whether it shows what waits, by due date, and not everything
 * @param total in all pages
 * @param next what nobody has taken yet and is due first; empty where there is none on this page
 */
public record QueueView(
        boolean queue, boolean filtered, FormView form, List<Group> groups, long total, String next, Pages pages) {
    /**
     * Requests that are due at about the same time.
     *
     * @param title empty where the list is not by due date
     */
    public record Group(String title, List<Row> rows) {}

    /** A request in the list. */
    public record Row(Request request, long look, long refuse) {
        public boolean clean() {
            return look == 0 && refuse == 0;
        }

        public String link() {
            return "/review/" + request.reference();
        }

        public String reference() {
            return request.reference().value();
        }

        public String claim() {
            return request.claim().map(Request.Person::name).orElse("");
        }

        /** Only what is still to be answered can be late. */
        public boolean pending() {
            return request.status().isOpen();
        }

        public String colour() {
            return StatusColour.of(request.status());
        }
    }

    /** What a page is made of. */
    record Source(QueueQuery query, RequestPage found, Map<CaseReference, Map<Verdict, Long>> counts, Instant now) {}

    static QueueView of(Source source) {
        List<Row> rows = source.found().requests().stream()
                .map(request -> row(request, source.counts()))
                .toList();
        Optional<Row> next = rows.stream()
                .filter(row -> row.request().status() == Status.SUBMITTED)
                .findFirst();
        QueueQuery query = source.query();
        return new QueueView(
                query.isQueue(),
                query.filters().values().stream().anyMatch(value -> !value.isEmpty()),
                query.form(),
                query.isQueue() ? grouped(rows, source.now()) : List.of(new Group("", rows)),
                source.found().total(),
                next.map(Row::link).orElse(""),
                new Pages(
                        "/review",
                        query.filters(),
                        source.found().page() + 1,
                        source.found().pages()));
    }

    private static Row row(Request request, Map<CaseReference, Map<Verdict, Long>> counts) {
        Map<Verdict, Long> own = counts.getOrDefault(request.reference(), Map.of());
        return new Row(request, own.getOrDefault(Verdict.LOOK, 0L), own.getOrDefault(Verdict.REFUSE, 0L));
    }

    private static List<Group> grouped(List<Row> rows, Instant now) {
        List<Group> groups = new ArrayList<>();
        for (Row row : rows) {
            String title = title(Duration.between(now, row.request().dueAt()));
            if (groups.isEmpty() || !groups.get(groups.size() - 1).title().equals(title)) {
                groups.add(new Group(title, new ArrayList<>()));
            }
            groups.get(groups.size() - 1).rows().add(row);
        }
        return groups;
    }

    static String title(Duration left) {
        if (left.isNegative()) {
            return "Overdue";
        }
        if (left.compareTo(Duration.ofDays(1)) <= 0) {
            return "Due within 24 hours";
        }
        return left.compareTo(Duration.ofDays(7)) <= 0 ? "Due within a week" : "Later";
    }

    public boolean empty() {
        return groups.stream().allMatch(group -> group.rows().isEmpty());
    }

    public List<Instrument> instruments() {
        return Arrays.asList(Instrument.values());
    }

    public List<Status> statuses() {
        return Arrays.stream(Status.values())
                .filter(status -> status != Status.DRAFT)
                .toList();
    }

    public String section() {
        return queue ? "queue" : "all";
    }
}
