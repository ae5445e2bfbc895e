package org.tipstaff.audit;

import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.tipstaff.web.Pages;
import org.tipstaff.web.Problem;
import org.tipstaff.web.form.FormView;

/** What the audit log's pages show. */
public final class AuditView {
    private AuditView() {}

    /**
     * The way in.
     *
     * @param hash over all entries
     * @param firstBroken number of the first entry that does not fit, 0 where all fit; null where nobody checked now
     * @param at when the page was made
     */
    public record Overview(long size, String hash, @Nullable Long firstBroken, Instant at) {
        public boolean checked() {
            return firstBroken != null;
        }

        public boolean intact() {
            return firstBroken != null && firstBroken == 0;
        }
    }

    /** What was typed into the filter. */
    public record Filter(String request, String actor, String action) {
        static Filter of(@Nullable String request, @Nullable String actor, @Nullable String action) {
            return new Filter(
                    request == null ? "" : request.strip(),
                    actor == null ? "" : actor.strip(),
                    action == null ? "" : action);
        }

        Map<String, String> values() {
            return Map.of("request", request, "actor", actor, "action", action);
        }

        public boolean used() {
            return values().values().stream().anyMatch(value -> !value.isEmpty());
        }
    }

    /**
     * A page of the log.
     *
     * @param older address of the page with older entries; empty on the last
     * @param newest address of the first page; empty on it
     */
    public record Log(Filter filter, FormView form, List<Row> rows, String older, String newest) {
        static Log of(Filter filter, List<AuditReader.Numbered> found, int most, boolean later) {
            List<Row> rows = found.stream().limit(most).map(Row::of).toList();
            String address = Pages.address("/audit/log", filter.values());
            String older = found.size() > most
                    ? address + (filter.used() ? "&" : "?") + "before="
                            + rows.get(most - 1).seq()
                    : "";
            return new Log(filter, new FormView(filter.values(), List.of()), rows, older, later ? address : "");
        }

        static Log wrong(Filter filter, List<Problem.Detail> errors) {
            return new Log(filter, new FormView(filter.values(), errors), List.of(), "", "");
        }

        public String csv() {
            return Pages.address("/audit/log.csv", filter.values());
        }

        public List<String> actions() {
            return Arrays.stream(AuditAction.values()).map(AuditAction::name).toList();
        }
    }

    /** An entry in the list. */
    public record Row(
            long seq, Instant at, String action, String actor, String actorName, String subject, String details) {
        static Row of(AuditReader.Numbered numbered) {
            AuditEntry entry = numbered.entry();
            return new Row(
                    numbered.seq(),
                    entry.occurredAt(),
                    title(entry.action()),
                    entry.actor(),
                    entry.actorName(),
                    entry.subject(),
                    words(entry));
        }

        public boolean refusal() {
            return action.equals(title(AuditAction.ACCESS_REFUSED));
        }

        /** Whether the entry is about a request. */
        public boolean about() {
            return !subject.equals("-");
        }
    }

    /**
     * One entry.
     *
     * @param canonical the bytes as text: UTF-8 JSON
     */
    public record Details(
            Row row, String roles, Map<String, String> details, String canonical, String hash, String chain) {
        static Details of(AuditReader.Numbered numbered) {
            return new Details(
                    Row.of(numbered),
                    numbered.entry().roles(),
                    numbered.entry().details(),
                    numbered.entry().json(),
                    numbered.hash().hex(),
                    numbered.chainHash().hex());
        }
    }

    /** {@code REQUEST_VIEWED} as “Request viewed”. */
    static String title(AuditAction action) {
        String words = action.name().replace('_', ' ').toLowerCase(Locale.ROOT);
        return Character.toUpperCase(words.charAt(0)) + words.substring(1);
    }

    static String words(AuditEntry entry) {
        return entry.details().entrySet().stream()
                .map(detail -> detail.getKey() + ": " + detail.getValue())
                .collect(Collectors.joining("; "));
    }
}
