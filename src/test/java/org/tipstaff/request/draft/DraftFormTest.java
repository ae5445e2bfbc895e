package org.tipstaff.request.draft;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.tipstaff.process.Court;
import org.tipstaff.process.Courts;
import org.tipstaff.request.Filing;
import org.tipstaff.web.Problem;

class DraftFormTest {
    private static final FilingCheck CHECK = new FilingCheck(new Courts(List.of(new Court(
            "cand",
            "United States District Court for the Northern District of California",
            Court.Level.FEDERAL_DISTRICT,
            "CA"))));

    @Test
    void a_complete_draft_becomes_a_filing_in_the_zone_that_was_chosen() {
        DraftReading reading = read(complete());
        assertThat(reading.complete()).isTrue();
        Filing filing = reading.filing().orElseThrow();
        assertThat(filing.terms().range().from()).isEqualTo(Instant.parse("2026-11-01T04:00:00Z"));
        assertThat(filing.terms().range().to()).isEqualTo(Instant.parse("2026-11-20T19:30:00Z"));
        assertThat(filing.process().courtName()).startsWith("United States District Court");
    }

    @Test
    void an_empty_draft_lists_everything_that_is_missing_at_once() {
        DraftReading reading = DraftReading.of(draft(Map.of(), null), CHECK);
        assertThat(fields(reading))
                .containsExactlyInAnyOrder(
                        "instrument",
                        "order",
                        "court",
                        "judge",
                        "docket",
                        "issuedOn",
                        "handles",
                        "logs",
                        "direction",
                        "from",
                        "to");
        assertThat(reading.filing()).isEmpty();
        assertThat(reading.firstOpen()).isEqualTo(FilingStep.INSTRUMENT);
    }

    @Test
    void every_error_belongs_to_a_step() {
        Map<String, String> typed = new HashMap<>(complete());
        typed.put("issuedOn.day", "31");
        typed.put("docket", " ");
        typed.put("handles", "nonsense");
        DraftReading reading = read(typed);
        assertThat(reading.wrongIn(FilingStep.COURT))
                .extracting(Problem.Detail::field)
                .containsExactlyInAnyOrder("issuedOn", "docket");
        assertThat(reading.wrongIn(FilingStep.TERMS))
                .extracting(Problem.Detail::field)
                .containsExactly("handles");
        assertThat(reading.firstOpen()).isEqualTo(FilingStep.COURT);
    }

    @Test
    void a_date_that_does_not_exist_is_said_once_and_not_also_as_missing() {
        Map<String, String> typed = new HashMap<>(complete());
        typed.put("issuedOn.month", "2");
        typed.put("issuedOn.day", "30");
        assertThat(read(typed).wrongIn(FilingStep.COURT))
                .singleElement()
                .extracting(Problem.Detail::message)
                .asString()
                .startsWith("Enter a date that exists");
    }

    @Test
    void a_nondisclosure_order_needs_its_end_and_without_one_its_date_is_ignored() {
        Map<String, String> typed = new HashMap<>(complete());
        typed.put("nondisclosure", "yes");
        assertThat(fields(read(typed))).containsExactly("nondisclosureUntil");
        typed.put("nondisclosure", "no");
        typed.put("nondisclosureUntil.month", "99");
        assertThat(read(typed).complete()).isTrue();
    }

    @Test
    void handles_come_from_lines_from_csv_and_from_a_spreadsheet_with_a_header() {
        assertThat(HandleList.of("Handle\r\n+12025550123\r\n\"kestrel@example.com\",\n+12025550124; dsid:123456789\t"))
                .containsExactly("+12025550123", "kestrel@example.com", "+12025550124", "dsid:123456789");
        assertThat(HandleList.of(" \n ")).isEmpty();
    }

    @Test
    void an_hour_that_the_clocks_leave_out_is_told_and_not_moved() {
        Map<String, String> typed = new HashMap<>(complete());
        typed.put("from.month", "3");
        typed.put("from.day", "8");
        typed.put("from.time", "02:30");
        assertThat(read(typed).wrongIn(FilingStep.TERMS))
                .containsExactly(new Problem.Detail(
                        "from",
                        "02:30 does not exist: on 03/08/2026 the clocks of America/New_York go from 02:00 to"
                                + " 03:00. Enter 03:00, or a time before 02:00"));
        typed.put("from.time", "03:00");
        assertThat(from(typed)).isEqualTo("2026-03-08T07:00:00Z");
    }

    @Test
    void an_hour_that_comes_twice_is_asked_back_until_it_is_said_which() {
        Map<String, String> typed = new HashMap<>(complete());
        typed.put("from.time", "01:30");
        assertThat(read(typed).wrongIn(FilingStep.TERMS))
                .singleElement()
                .extracting(Problem.Detail::message)
                .asString()
                .contains("01:30 EDT for the first time")
                .contains("01:30 EST for the second");
        typed.put("from.time", "1:30 edt");
        assertThat(from(typed)).isEqualTo("2026-11-01T05:30:00Z");
        typed.put("from.time", "01:30 EST");
        assertThat(from(typed)).isEqualTo("2026-11-01T06:30:00Z");
        typed.put("from.time", "01:30 -05:00");
        assertThat(from(typed)).isEqualTo("2026-11-01T06:30:00Z");
        typed.put("from.time", "03:30 EDT");
        assertThat(read(typed).wrongIn(FilingStep.TERMS))
                .as("these clocks show EST by then")
                .extracting(Problem.Detail::field)
                .containsExactly("from");
    }

    private static String from(Map<String, String> typed) {
        return read(typed).filing().orElseThrow().terms().range().from().toString();
    }

    @Test
    void a_list_that_cannot_be_read_is_told_and_costs_nothing_that_was_typed() {
        Map<String, String> typed = new HashMap<>(complete());
        typed.put(DraftReading.LIST_PROBLEM, "The list is a PDF.");
        assertThat(read(typed).wrongIn(FilingStep.TERMS))
                .containsExactly(new Problem.Detail("list", "The list is a PDF."));
    }

    @Test
    void three_hundred_handles_are_taken_and_one_more_is_not() {
        Map<String, String> typed = new HashMap<>(complete());
        typed.put("handles", handles(300));
        assertThat(read(typed).complete()).isTrue();
        typed.put("handles", handles(301));
        assertThat(read(typed).wrongIn(FilingStep.TERMS))
                .singleElement()
                .extracting(Problem.Detail::message)
                .asString()
                .contains("at most 300");
    }

    @Test
    void an_unreadable_handle_is_named_by_its_number_and_never_repeated() {
        Map<String, String> typed = new HashMap<>(complete());
        typed.put("handles", "+12025550123\nsecret-thing");
        assertThat(read(typed).wrongIn(FilingStep.TERMS))
                .singleElement()
                .extracting(Problem.Detail::message)
                .asString()
                .startsWith("Handle 2:")
                .doesNotContain("secret-thing");
    }

    @Test
    void the_reason_for_which_a_document_was_not_taken_stays_until_another_is_there() {
        Map<String, String> typed = new HashMap<>(complete());
        typed.put(DraftReading.UPLOAD_PROBLEM, "The PDF is encrypted.");
        assertThat(DraftReading.of(draft(typed, null), CHECK).wrongIn(FilingStep.DOCUMENT))
                .extracting(Problem.Detail::message)
                .containsExactly("The PDF is encrypted.");
        assertThat(read(typed).complete()).isTrue();
    }

    private static DraftReading read(Map<String, String> typed) {
        return DraftReading.of(draft(typed, UUID.fromString("00000000-0000-4000-8000-000000000001")), CHECK);
    }

    private static Draft draft(Map<String, String> typed, @Nullable UUID document) {
        return new Draft(UUID.randomUUID(), null, document, 0, typed, Instant.EPOCH, Instant.EPOCH);
    }

    private static List<String> fields(DraftReading reading) {
        return reading.wrong().values().stream()
                .flatMap(List::stream)
                .map(Problem.Detail::field)
                .toList();
    }

    private static String handles(int number) {
        return IntStream.range(0, number)
                .mapToObj(i -> "kestrel." + i + "@example.com")
                .collect(Collectors.joining("\n"));
    }

    private static Map<String, String> complete() {
        return Map.ofEntries(
                Map.entry("instrument", "ORDER_2703D"),
                Map.entry("court", "cand"),
                Map.entry("judge", "Hon. P. Whitcombe"),
                Map.entry("docket", "3:26-mc-80123"),
                Map.entry("issuedOn.month", "11"),
                Map.entry("issuedOn.day", "20"),
                Map.entry("issuedOn.year", "2026"),
                Map.entry("handles", "+1 202 555 0123"),
                Map.entry("log.CAPABILITY_QUERY", "yes"),
                Map.entry("direction", "BY_SOURCE"),
                Map.entry("from.month", "11"),
                Map.entry("from.day", "1"),
                Map.entry("from.year", "2026"),
                Map.entry("from.time", "0:00"),
                Map.entry("to.month", "11"),
                Map.entry("to.day", "20"),
                Map.entry("to.year", "2026"),
                Map.entry("to.time", "14:30"),
                Map.entry("zone", "America/New_York"));
    }
}
