package org.tipstaff.review;

import jakarta.ws.rs.core.MultivaluedMap;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.tipstaff.invitation.Handle;
import org.tipstaff.invitation.LogKind;
import org.tipstaff.invitation.TimeRange;
import org.tipstaff.process.Terms;
import org.tipstaff.request.CutReasons;
import org.tipstaff.request.Particulars;
import org.tipstaff.request.Request;
import org.tipstaff.request.correspondence.Messages;
import org.tipstaff.web.Problem;

/**
 * What a reviewer typed and chose at the workbench. Handles come as their place in the request's terms, never as
 * themselves.
 *
 * @param round of the request that was looked at; 0 where the form does not say
 * @param shown position of the decision that a second reviewer looked at; 0 where there is none
 * @param narrowing whether the form had the controls that narrow the terms
 * @param handles places in {@code Terms.handles()}, from 0, that are granted
 * @param logs names of the logs that are granted
 * @param from as typed, UTC
 * @param to as typed, UTC
 */
public record DecisionForm(
        int round,
        int shown,
        boolean narrowing,
        Set<Integer> handles,
        Set<String> logs,
        String from,
        String to,
        Words words) {
    static final String ANSWER = "answer.";
    static final String NOTE = "note";
    private static final int LONGEST_ANSWER = 40;

    public DecisionForm {
        handles = Set.copyOf(handles);
        logs = Set.copyOf(logs);
    }

    /**
     * What was written and answered.
     *
     * @param reason for the officer
     * @param note for the provider's staff
     * @param message to the officer that was not sent yet
     * @param answers code of a finding → answer
     * @param overrides code of a finding → why it is accepted though it says Refuse
     * @param cuts name of a field → why this part is not granted
     */
    public record Words(
            String reason,
            String note,
            String message,
            Map<String, String> answers,
            Map<String, String> overrides,
            Map<String, String> cuts) {
        static final Words NONE = new Words("", "", "", Map.of(), Map.of(), Map.of());

        public Words {
            answers = Map.copyOf(answers);
            overrides = Map.copyOf(overrides);
            cuts = Map.copyOf(cuts);
        }

        static Words of(MultivaluedMap<String, String> posted) {
            Map<String, String> answers = below(ANSWER, posted);
            answers.values().removeIf(answer -> answer.length() > LONGEST_ANSWER);
            Map<String, String> cuts = new TreeMap<>();
            below(Cut.FIELD, posted).forEach((part, reason) -> cuts.put(Cut.FIELD + part, reason));
            return new Words(
                    first(posted, "reason"),
                    first(posted, NOTE),
                    first(posted, Messages.FIELD),
                    answers,
                    below(Answers.OVERRIDE_FIELD, posted),
                    cuts);
        }

        /** Never what was typed: people write names into reasons. */
        @Override
        public String toString() {
            return "words";
        }
    }

    public String reason() {
        return words.reason();
    }

    public Map<String, String> answers() {
        return words.answers();
    }

    /** Before anything was typed: the terms as asked. */
    static DecisionForm of(Request request) {
        Terms terms = request.terms();
        Set<Integer> all = new TreeSet<>();
        for (int place = 0; place < terms.handles().size(); place++) {
            all.add(place);
        }
        Set<String> logs = new TreeSet<>();
        terms.logs().forEach(log -> logs.add(log.name()));
        return new DecisionForm(
                request.round(),
                0,
                false,
                all,
                logs,
                terms.range().from().toString(),
                terms.range().to().toString(),
                Words.NONE);
    }

    /** After a correction the places of the handles may be others: only the words are kept then. */
    DecisionForm onPresent(Request request) {
        return round == request.round() ? this : onNew(request);
    }

    private DecisionForm onNew(Request request) {
        DecisionForm fresh = of(request);
        return new DecisionForm(fresh.round, 0, false, fresh.handles, fresh.logs, fresh.from, fresh.to, words);
    }

    /** The message was sent; the rest stays as typed. */
    DecisionForm withoutMessage() {
        return new DecisionForm(
                round,
                shown,
                narrowing,
                handles,
                logs,
                from,
                to,
                new Words(words.reason, words.note, "", words.answers, words.overrides, words.cuts));
    }

    /** What was posted to the page of a request. */
    static DecisionForm of(MultivaluedMap<String, String> posted, Request request) {
        DecisionForm asked = of(request);
        boolean narrowing = posted.containsKey("narrowing");
        Set<Integer> handles = new TreeSet<>();
        posted.getOrDefault("handle", List.of()).forEach(place -> handles.add(number(place)));
        return new DecisionForm(
                number(first(posted, "round")),
                Math.max(0, number(first(posted, "shown"))),
                narrowing,
                narrowing ? handles : asked.handles(),
                narrowing ? new TreeSet<>(posted.getOrDefault("log", List.of())) : asked.logs(),
                narrowing ? first(posted, "from") : asked.from(),
                narrowing ? first(posted, "to") : asked.to(),
                Words.of(posted));
    }

    private static Map<String, String> below(String prefix, MultivaluedMap<String, String> posted) {
        Map<String, String> found = new TreeMap<>();
        posted.forEach((name, values) -> {
            if (name.startsWith(prefix) && !values.isEmpty() && !values.get(0).isBlank()) {
                found.put(name.substring(prefix.length()), values.get(0).strip());
            }
        });
        return found;
    }

    /** What the form says beside the move and its reason. */
    Particulars particulars(Request request) {
        Terms terms = terms(request);
        return new Particulars(
                terms.equals(request.terms()) ? null : terms,
                cutReasons(request),
                words.answers(),
                words.overrides(),
                words.note(),
                shown,
                false);
    }

    /** A part without a reason of its own goes by the one reason for the officer. */
    private CutReasons cutReasons(Request request) {
        Map<Handle, String> ofHandles = new HashMap<>();
        List<Handle> asked = request.terms().handles();
        for (int place = 0; place < asked.size(); place++) {
            ofHandles.put(asked.get(place), cut(".handle." + place));
        }
        Map<LogKind, String> ofLogs = new EnumMap<>(LogKind.class);
        request.terms().logs().forEach(log -> ofLogs.put(log, cut(".log." + log.name())));
        String all = cut("");
        return new CutReasons(all.isEmpty() ? words.reason() : all, ofHandles, ofLogs, cut(".range"));
    }

    private String cut(String part) {
        return words.cuts().getOrDefault(Cut.FIELD + part, "");
    }

    private static String first(MultivaluedMap<String, String> posted, String name) {
        String value = posted.getFirst(name);
        return value == null ? "" : value.strip();
    }

    private static int number(String text) {
        try {
            return Integer.parseInt(text);
        } catch (NumberFormatException e) {
            return -1;
        }
    }

    /**
     * The terms as narrowed; those asked for where nothing was changed.
     *
     * @throws Problem of kind INVALID that names every field to mend
     */
    Terms terms(Request request) {
        Terms asked = request.terms();
        if (!narrowing) {
            return asked;
        }
        List<Problem.Detail> wrong = new ArrayList<>();
        List<Handle> granted = new ArrayList<>();
        for (int place = 0; place < asked.handles().size(); place++) {
            if (handles.contains(place)) {
                granted.add(asked.handles().get(place));
            }
        }
        if (granted.isEmpty()) {
            wrong.add(new Problem.Detail("handle", "Keep at least one handle, or refuse the request"));
        }
        Set<LogKind> kept = EnumSet.noneOf(LogKind.class);
        asked.logs().stream().filter(log -> logs.contains(log.name())).forEach(kept::add);
        if (kept.isEmpty()) {
            wrong.add(new Problem.Detail("log", "Keep at least one log, or refuse the request"));
        }
        TimeRange range = range(asked.range(), wrong);
        if (!wrong.isEmpty()) {
            throw Problem.invalid("The terms cannot be narrowed like this", wrong);
        }
        return new Terms(granted, kept, asked.direction(), range);
    }

    private TimeRange range(TimeRange asked, List<Problem.Detail> wrong) {
        Instant begins = instant("from", from, wrong);
        Instant ends = instant("to", to, wrong);
        if (!wrong.isEmpty()) {
            return asked;
        }
        if (!begins.isBefore(ends)) {
            wrong.add(new Problem.Detail("to", "The end must be after the beginning"));
            return asked;
        }
        TimeRange range = new TimeRange(begins, ends);
        if (begins.isBefore(asked.from())) {
            wrong.add(new Problem.Detail("from", "The request begins at " + asked.from() + ": begin then or later"));
        }
        if (ends.isAfter(asked.to())) {
            wrong.add(new Problem.Detail("to", "The request ends at " + asked.to() + ": end then or earlier"));
        }
        return range;
    }

    private static Instant instant(String field, String typed, List<Problem.Detail> wrong) {
        String text = typed.strip().replace(' ', 'T');
        try {
            return LocalDateTime.parse(text.endsWith("Z") ? text.substring(0, text.length() - 1) : text)
                    .toInstant(ZoneOffset.UTC);
        } catch (DateTimeException e) {
            wrong.add(new Problem.Detail(field, "Write the time in UTC, for example 2026-11-01 00:00:00"));
            return Instant.EPOCH;
        }
    }

    /** Never what was typed: people write names into reasons. */
    @Override
    public String toString() {
        return "decision form";
    }
}
