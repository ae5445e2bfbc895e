package org.tipstaff.process;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.tipstaff.invitation.LogKind;
import org.tipstaff.invitation.Retention;
import org.tipstaff.invitation.TimeRange;
import org.tipstaff.process.Rule.Answer;

/** Axis 6: not stale, nothing post-dated, and a range for which rows can exist. */
final class TimeRules {
    static final Rule NOT_STALE = new Rule(
            "NOT_STALE", Finding.Axis.TIME, "Fed. R. Crim. P. 41(e)(2)(A)(i)", request -> true, TimeRules::stale);

    static final Rule NOT_FUTURE =
            new Rule("NOT_FUTURE", Finding.Axis.TIME, "policy: nothing post-dated", request -> true, TimeRules::future);

    static final Rule RANGE_IN_RETENTION = new Rule(
            "RANGE_IN_RETENTION",
            Finding.Axis.TIME,
            "18 U.S.C. § 2703(e); policy: retention",
            request -> true,
            TimeRules::range);

    static final Rule PROSPECTIVE_LANGUAGE = new Rule(
            "PROSPECTIVE_LANGUAGE",
            Finding.Axis.TIME,
            "18 U.S.C. §§ 2703(c), 3123",
            RuleContext::isReadable,
            TimeRules::prospective);

    static final Rule NONDISCLOSURE_END = new Rule(
            "NONDISCLOSURE_END",
            Finding.Axis.TIME,
            "18 U.S.C. § 2705(b)",
            request -> true,
            request -> nondisclosure(request, request.facts().process().nondisclosureUntil()));

    static final List<Rule> ALL =
            List.of(NOT_STALE, NOT_FUTURE, RANGE_IN_RETENTION, PROSPECTIVE_LANGUAGE, NONDISCLOSURE_END);

    /** The place on Earth where a day begins first: a date that has not begun there has begun nowhere. */
    private static final ZoneOffset EARLIEST_DAY = ZoneOffset.ofHours(14);

    private static final Pattern PROSPECTIVE = Pattern.compile(
            "going\\s+forward|prospective(?:ly)?\\b|on\\s+a\\s+(?:continuing|rolling|daily)\\s+basis|as\\s+(?:they|it)\\s+(?:are|is)\\s+(?:created|generated)"
                    + "|from\\s+the\\s+date\\s+of\\s+this\\s+order\\s+(?:forward|onwards?|through|until|and\\s+for)|for\\s+(?:a\\s+period\\s+of\\s+)?\\w+\\s+(?:\\(\\d+\\)\\s+)?days\\s+(?:from|after|following)\\s+the\\s+date\\s+of\\s+(?:this|the)\\s+order,?\\s+all\\b"
                    + "|in\\s+real[\\s-]+time");

    private static final Pattern SECRECY = Pattern.compile(
            "2705\\s*\\(\\s*b\\s*\\)|shall\\s+not\\s+(?:disclose|notify)|not\\s+to\\s+(?:disclose|notify)");

    private TimeRules() {}

    private static Answer stale(RuleContext request) {
        LocalDate issued = request.facts().process().issuedOn();
        long age = ChronoUnit.DAYS.between(issued, request.receivedOn());
        Optional<Policy.Staleness> rule = request.policy().staleness().stream()
                .filter(found -> found.instruments().contains(request.instrument())
                        && found.system().fits(request.court()))
                .findFirst();
        if (rule.isEmpty()) {
            return Answer.look(
                    "The policy does not say when this instrument is stale; it was issued " + age
                            + " days before it was filed.",
                    "Obtain process that is dated closer to its service.");
        }
        Policy.Staleness limit = rule.get();
        if (age <= limit.days()) {
            return Answer.pass("Filed within " + limit.days() + " days of issue.")
                    .by(limit.statute());
        }
        return Answer.of(
                        limit.verdict(),
                        "Filed " + age + " days after issue; the limit is " + limit.days() + " days.",
                        "Obtain process that is dated closer to its service, and file that.")
                .by(limit.statute());
    }

    private static Answer future(RuleContext request) {
        LocalDate today = LocalDate.ofInstant(request.now(), EARLIEST_DAY);
        return request.facts().process().issuedOn().isAfter(today)
                ? Answer.refuse(
                        "The date of issue has not come yet.",
                        "Check the date: month and day may have changed places. File again with the date that the document bears.")
                : Answer.pass("The date of issue is not in the future.");
    }

    private static Answer range(RuleContext request) {
        Facts facts = request.facts();
        TimeRange range = facts.terms().range();
        Instant received = facts.receivedAt();
        if (!range.from().isBefore(received)) {
            return Answer.refuse(
                    "Every instant asked for is in the future. Only rows that exist at receipt can be disclosed.",
                    "File again once the range has passed.");
        }
        List<LogKind> gone = new ArrayList<>();
        List<String> part = new ArrayList<>();
        for (LogKind log : facts.terms().logs()) {
            Retention retention = facts.retentionOf(log);
            RetentionPreview preview = RetentionPreview.of(range, retention, received);
            if (preview.available() == 0) {
                gone.add(log);
            } else if (!range.from().isAfter(retention.cutoff(received))) {
                part.add(log.title() + ": " + preview.available() + " of the " + preview.asked()
                        + " days asked for can still exist");
            }
        }
        return inRetention(request, gone, part);
    }

    private static Answer inRetention(RuleContext request, List<LogKind> gone, List<String> part) {
        String shorter =
                "A preservation letter under 18 U.S.C. § 2703(f), sent at once, stops the clock in a later case.";
        Instant preservedAt = request.facts().preservedAt();
        if (preservedAt != null && !(gone.isEmpty() && part.isEmpty())) {
            return Answer.look(
                    "The log no longer holds the whole range. Rows that were preserved on "
                            + LocalDate.ofInstant(preservedAt, ZoneOffset.UTC) + " are taken over from the letter.",
                    "Only what the letter named can have been preserved; ask for no more than that of the earlier time.");
        }
        if (gone.size() == request.facts().terms().logs().size()) {
            return Answer.refuse(
                    "The range is older than anything that the log still holds: every row was destroyed on schedule.",
                    shorter);
        }
        List<String> said = new ArrayList<>(part);
        gone.forEach(log -> said.add(log.title() + ": nothing of the range can still exist"));
        if (request.facts().terms().range().to().isAfter(request.facts().receivedAt())) {
            said.add("the range ends after the request was received, and rows after that are not disclosed");
        }
        if (said.isEmpty()) {
            return Answer.pass("The whole range is within retention.");
        }
        return Answer.look(
                capital(String.join("; ", said)) + ".",
                "Only what the log still holds at receipt can be frozen and disclosed. " + shorter);
    }

    private static String capital(String text) {
        return Character.toUpperCase(text.charAt(0)) + text.substring(1);
    }

    private static Answer prospective(RuleContext request) {
        return request.text().has(PROSPECTIVE)
                ? Answer.look(
                        "The document also asks for rows that do not exist yet. Only rows that exist at receipt can be disclosed.",
                        "File again for a later range once it has passed; interception and pen registers need other process.")
                : Answer.pass("The document does not ask for future rows.");
    }

    private static Answer nondisclosure(RuleContext request, @Nullable LocalDate until) {
        Policy.Nondisclosure rule = request.policy().nondisclosure();
        if (until == null && !request.isReadable()) {
            return Answer.look(
                    "The document has no text, so whether it forbids the provider to notify could not be looked for.",
                    "A reviewer reads the page; enter the date on which the nondisclosure ends, if there is one.");
        }
        if (until == null) {
            return request.text().has(SECRECY)
                    ? Answer.look(
                            "The document forbids the provider to notify, and no end date was given.",
                            "Enter the date on which the nondisclosure ends, as the order says it.")
                    : Answer.pass("No nondisclosure is asked for.");
        }
        if (until.isBefore(request.receivedOn())) {
            return Answer.look(
                    "The nondisclosure ended before the request was filed.", "Check the date, or obtain a new order.");
        }
        long days = ChronoUnit.DAYS.between(request.facts().process().issuedOn(), until);
        return days > rule.longestDays()
                ? Answer.look(
                                "The nondisclosure lasts " + days + " days; more than " + rule.longestDays()
                                        + " need a reason.",
                                "Check the end date against the order.")
                        .by(rule.statute())
                : Answer.pass("The nondisclosure has an end.");
    }
}
