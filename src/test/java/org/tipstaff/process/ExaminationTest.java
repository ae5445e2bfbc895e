package org.tipstaff.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.tipstaff.process.Verdict.LOOK;
import static org.tipstaff.process.Verdict.PASS;
import static org.tipstaff.process.Verdict.REFUSE;

import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.tipstaff.identity.Agency;
import org.tipstaff.invitation.Direction;
import org.tipstaff.invitation.LogKind;

class ExaminationTest {
    private final Fixtures order = new Fixtures();

    @Test
    void a_plain_federal_order_is_not_refused_and_only_its_missing_signature_needs_a_look() {
        assertThat(order.findings())
                .filteredOn(finding -> finding.verdict() != PASS)
                .extracting(Finding::code)
                .containsExactly("DOCUMENT_SIGNATURE");
        assertThat(Examination.worst(order.findings())).isEqualTo(LOOK);
    }

    @Test
    void findings_come_in_the_order_of_the_rules_and_each_names_its_statute_and_the_cure_of_what_does_not_pass() {
        order.agency = Fixtures.SHERIFF;
        order.text = "";
        order.handles = List.of("+12025550188");
        List<Finding> findings = order.findings();

        assertThat(Examination.codes())
                .containsSubsequence(findings.stream().map(Finding::code).toList());
        assertThat(Examination.codes()).doesNotHaveDuplicates();
        assertThat(findings).isEqualTo(order.findings()).allSatisfy(finding -> {
            assertThat(finding.statute()).isNotBlank();
            assertThat(finding.reason()).isNotBlank().doesNotContain("5550188");
            assertThat(finding.cure().isEmpty()).isEqualTo(finding.verdict() == PASS);
        });
    }

    @Nested
    class Instruments {
        @Test
        void a_subpoena_that_asks_only_for_logs_is_refused() {
            order.instrument = Instrument.SUBPOENA;
            assertThat(order.verdict("INSTRUMENT_FITS_DATA")).isEqualTo(REFUSE);
        }

        @Test
        void a_subpoena_that_asks_for_sign_ins_and_a_log_can_be_narrowed() {
            order.instrument = Instrument.SUBPOENA;
            order.logs = Set.of(LogKind.SIGN_IN, LogKind.CAPABILITY_QUERY);
            assertThat(order.verdict("INSTRUMENT_FITS_DATA")).isEqualTo(LOOK);
            order.logs = Set.of(LogKind.SIGN_IN);
            assertThat(order.verdict("INSTRUMENT_FITS_DATA")).isEqualTo(PASS);
        }

        @Test
        void a_reverse_request_is_escalated_and_its_cap_is_named() {
            order.direction = Direction.BY_TARGET;
            assertThat(order.verdict("INSTRUMENT_FITS_DATA")).isEqualTo(LOOK);
            assertThat(order.finding("REVERSE_REQUEST").reason()).contains("1000 rows");
            order.instrument = Instrument.SEARCH_WARRANT;
            assertThat(order.verdict("INSTRUMENT_FITS_DATA")).isEqualTo(PASS);
            assertThat(order.verdict("REVERSE_REQUEST")).isEqualTo(LOOK);
        }

        @Test
        void content_that_is_asked_for_is_flagged_and_content_that_is_left_out_is_not() {
            order.text += "\nThe provider shall disclose the contents of all\nmessages and records.";
            assertThat(order.verdict("CONTENT_ASKED")).isEqualTo(LOOK);
            order.text = Fixtures.orderText() + "\nRecords, not including the contents of communications.";
            assertThat(order.verdict("CONTENT_ASKED")).isEqualTo(PASS);
        }
    }

    @Nested
    class TheCourt {
        @Test
        void a_court_that_nobody_knows_needs_a_look() {
            order.court = "nowhere";
            assertThat(order.verdict("COURT_KNOWN")).isEqualTo(LOOK);
            assertThat(order.findings()).extracting(Finding::code).doesNotContain("COURT_COMPETENT");
        }

        @Test
        void a_municipal_court_is_checked_by_a_person() {
            order.court = "colmunict";
            assertThat(order.verdict("COURT_COMPETENT")).isEqualTo(LOOK);
        }

        @Test
        void a_military_court_is_checked_by_a_person() {
            order.court = "afcca";
            assertThat(order.verdict("COURT_COMPETENT")).isEqualTo(LOOK);
        }

        @Test
        void a_docket_number_of_another_pattern_is_flagged() {
            order.docket = "A/12345/B";
            assertThat(order.verdict("DOCKET_PATTERN")).isEqualTo(LOOK);
            for (String good : List.of(
                    "1:11-dm-00003-TCB",
                    "15-MC-1902 (JO)",
                    "Misc. No. 1:26-mc-00417",
                    "22-sc-2144",
                    "26-mj-70412-EJD")) {
                order.docket = good;
                assertThat(order.verdict("DOCKET_PATTERN")).as(good).isEqualTo(PASS);
            }
        }

        @Test
        void an_instrument_that_needs_no_court_is_not_asked_for_one() {
            order.instrument = Instrument.PRESERVATION;
            order.court = "";
            order.docket = "";
            order.judge = "";
            assertThat(order.findings())
                    .extracting(Finding::code)
                    .doesNotContain("COURT_KNOWN", "COURT_COMPETENT", "COURT_ON_ORDER", "DOCKET_ON_ORDER");
        }
    }

    @Nested
    class WhoAsks {
        @Test
        void a_foreign_agency_and_a_private_party_are_refused() {
            order.agency = new Agency("f", "Police of elsewhere", Agency.Kind.FOREIGN, "XX");
            assertThat(order.verdict("GOVERNMENTAL_ENTITY")).isEqualTo(REFUSE);
            assertThat(order.finding("GOVERNMENTAL_ENTITY").cure()).contains("mutual legal assistance");
            order.agency = new Agency("p", "Example LLP", Agency.Kind.PRIVATE, "CA");
            assertThat(order.verdict("GOVERNMENTAL_ENTITY")).isEqualTo(REFUSE);
        }

        @Test
        void a_californian_sheriff_needs_a_warrant() {
            order.agency = Fixtures.SHERIFF;
            assertThat(order.verdict("STATE_OVERLAY")).isEqualTo(REFUSE);
            assertThat(order.finding("STATE_OVERLAY").statute()).contains("1546.1");
            order.instrument = Instrument.SEARCH_WARRANT;
            assertThat(order.verdict("STATE_OVERLAY")).isEqualTo(PASS);
        }

        @Test
        void a_federal_agency_in_california_does_not() {
            assertThat(order.findings()).extracting(Finding::code).doesNotContain("STATE_OVERLAY", "ATTESTATION");
        }

        @Test
        void process_of_another_state_needs_the_attestation() {
            order.agency = Fixtures.NEVADA;
            assertThat(order.verdict("ATTESTATION")).isEqualTo(LOOK);
            assertThat(order.verdict("STATE_OVERLAY")).isEqualTo(PASS);
            order.text += "\nThe applicant attests that the evidence sought is not related to an abortion.";
            assertThat(order.verdict("ATTESTATION")).isEqualTo(PASS);
        }

        @Test
        void the_word_of_the_officer_is_no_attestation() {
            order.agency = Fixtures.NEVADA;
            order.attested = true;
            assertThat(order.verdict("ATTESTATION")).isEqualTo(LOOK);
        }
    }

    @Nested
    class Dates {
        @Test
        void a_federal_warrant_past_its_window_is_refused() {
            order.instrument = Instrument.SEARCH_WARRANT;
            order.issuedOn = LocalDate.parse("2026-11-10");
            assertThat(order.verdict("NOT_STALE")).isEqualTo(PASS);
            order.issuedOn = LocalDate.parse("2026-11-09");
            assertThat(order.verdict("NOT_STALE")).isEqualTo(REFUSE);
        }

        @Test
        void a_state_warrant_past_ten_days_and_an_old_order_need_a_look() {
            order.issuedOn = LocalDate.parse("2026-07-01");
            assertThat(order.verdict("NOT_STALE")).isEqualTo(LOOK);
            order.instrument = Instrument.SEARCH_WARRANT;
            order.court = "calsuperct";
            assertThat(order.verdict("NOT_STALE")).isEqualTo(LOOK);
        }

        @Test
        void a_date_that_has_begun_nowhere_is_refused() {
            order.issuedOn = LocalDate.parse("2026-11-25");
            assertThat(order.verdict("NOT_FUTURE")).isEqualTo(PASS);
            order.issuedOn = LocalDate.parse("2026-11-26");
            assertThat(order.verdict("NOT_FUTURE")).isEqualTo(REFUSE);
        }

        @Test
        void a_range_that_has_aged_out_is_refused_at_the_very_cutoff() {
            order.from = Fixtures.NOW.minus(60, ChronoUnit.DAYS);
            order.to = Fixtures.NOW.minus(30, ChronoUnit.DAYS);
            assertThat(order.verdict("RANGE_IN_RETENTION")).isEqualTo(REFUSE);
            order.to = order.to.plusSeconds(1);
            assertThat(order.verdict("RANGE_IN_RETENTION")).isEqualTo(LOOK);
        }

        @Test
        void a_range_that_has_aged_out_in_part_says_how_many_days_can_exist() {
            order.from = Fixtures.NOW.minus(40, ChronoUnit.DAYS);
            assertThat(order.finding("RANGE_IN_RETENTION").reason()).contains("29 of the 39 days");
        }

        @Test
        void future_rows_are_cut_off_or_refused() {
            order.to = Fixtures.NOW.plus(5, ChronoUnit.DAYS);
            assertThat(order.verdict("RANGE_IN_RETENTION")).isEqualTo(LOOK);
            order.from = Fixtures.NOW;
            assertThat(order.verdict("RANGE_IN_RETENTION")).isEqualTo(REFUSE);
        }

        @Test
        void prospective_language_is_flagged() {
            assertThat(order.verdict("PROSPECTIVE_LANGUAGE")).isEqualTo(PASS);
            order.text += "\nand, going\nforward, all such records as they are created.";
            assertThat(order.verdict("PROSPECTIVE_LANGUAGE")).isEqualTo(LOOK);
        }

        @Test
        void a_nondisclosure_without_end_is_flagged() {
            order.text += "\nUnder 18 U.S.C. § 2705(b) the provider shall not notify any person.";
            assertThat(order.verdict("NONDISCLOSURE_END")).isEqualTo(LOOK);
            order.nondisclosureUntil = LocalDate.parse("2027-11-23");
            assertThat(order.verdict("NONDISCLOSURE_END")).isEqualTo(PASS);
            order.nondisclosureUntil = LocalDate.parse("2027-11-24");
            assertThat(order.verdict("NONDISCLOSURE_END")).isEqualTo(LOOK);
            order.nondisclosureUntil = LocalDate.parse("2026-11-23");
            assertThat(order.verdict("NONDISCLOSURE_END")).isEqualTo(LOOK);
        }
    }

    @Nested
    class TheDocument {
        @Test
        void a_handle_that_the_order_does_not_name_is_counted_and_not_repeated() {
            order.handles = List.of("+12025550123", "+12025550188");
            assertThat(order.verdict("HANDLES_ON_ORDER")).isEqualTo(LOOK);
            assertThat(order.finding("HANDLES_ON_ORDER").reason())
                    .contains("1 of the 2")
                    .doesNotContain("555");
        }

        @Test
        void three_hundred_handles_are_found() {
            order.handles = IntStream.range(0, 300)
                    .mapToObj(i -> "person" + i + "@example.com")
                    .toList();
            order.text += "\n" + String.join("\n", order.handles);
            assertThat(order.verdict("HANDLES_ON_ORDER")).isEqualTo(PASS);
        }

        @Test
        void a_scan_is_looked_at_by_a_person() {
            order.text = "";
            order.imageOnly = true;
            assertThat(order.findings()).extracting(Finding::verdict).doesNotContain(REFUSE);
            for (String code : List.of(
                    "HANDLES_ON_ORDER",
                    "COURT_ON_ORDER",
                    "DOCKET_ON_ORDER",
                    "JUDGE_ON_ORDER",
                    "D_STANDARD_RECITED",
                    "STATUTE_ON_ORDER")) {
                assertThat(order.verdict(code)).as(code).isEqualTo(LOOK);
            }
        }

        @Test
        void a_misspelt_or_other_court_is_flagged() {
            order.text = order.text.replace("NORTHERN DISTRICT", "NORHTERN DISTRICT");
            assertThat(order.verdict("COURT_ON_ORDER")).isEqualTo(LOOK);
            order.text = Fixtures.orderText();
            order.court = "cacd";
            assertThat(order.verdict("COURT_ON_ORDER")).isEqualTo(LOOK);
        }

        @Test
        void another_docket_number_and_another_judge_are_flagged() {
            order.docket = "3:26-mc-54321";
            order.judge = "Robert Quill";
            assertThat(order.verdict("DOCKET_ON_ORDER")).isEqualTo(LOOK);
            assertThat(order.verdict("JUDGE_ON_ORDER")).isEqualTo(LOOK);
            order.judge = "Hon. Maria Ellison";
            assertThat(order.verdict("JUDGE_ON_ORDER")).isEqualTo(PASS);
        }

        @Test
        void an_order_without_the_finding_is_flagged() {
            order.text = order.text.replace("specific and articulable", "good");
            assertThat(order.verdict("D_STANDARD_RECITED")).isEqualTo(LOOK);
        }

        /** In the margin of pleading paper; one of them stands within the phrase that is looked for. */
        @Test
        void the_numbers_of_the_lines_are_no_words_of_the_order() {
            String[] lines = order.text
                    .replace("specific and articulable", "specific and\narticulable")
                    .split("\n");
            for (int i = 0; i < lines.length; i++) {
                lines[i] = (i + 1) + " " + lines[i];
            }
            order.text = String.join("\n", lines);
            assertThat(order.verdict("D_STANDARD_RECITED")).isEqualTo(PASS);
        }

        @Test
        void an_order_under_another_statute_is_flagged() {
            order.text = order.text.replace("2703(d)", "3123(a)");
            assertThat(order.verdict("STATUTE_ON_ORDER")).isEqualTo(LOOK);
        }

        @Test
        void the_signature_decides() {
            order.signature = OrderSignature.ALTERED;
            assertThat(order.verdict("DOCUMENT_SIGNATURE")).isEqualTo(REFUSE);
            order.signature = OrderSignature.VALID_TRUSTED;
            assertThat(order.verdict("DOCUMENT_SIGNATURE")).isEqualTo(PASS);
            order.signature = OrderSignature.VALID_UNKNOWN_SIGNER;
            assertThat(order.verdict("DOCUMENT_SIGNATURE")).isEqualTo(LOOK);
            order.signature = OrderSignature.INDETERMINATE;
            assertThat(order.verdict("DOCUMENT_SIGNATURE")).isEqualTo(LOOK);
            order.signature = OrderSignature.REWRITTEN;
            assertThat(order.verdict("DOCUMENT_SIGNATURE")).isEqualTo(LOOK);
            order.signature = OrderSignature.SIGNED_AFTER_CHANGE;
            assertThat(order.verdict("DOCUMENT_SIGNATURE")).isEqualTo(LOOK);
        }

        @Test
        void only_of_a_changed_document_is_it_said_that_it_was_changed_after_it_was_signed() {
            for (OrderSignature signature : OrderSignature.values()) {
                order.signature = signature;
                assertThat(order.finding("DOCUMENT_SIGNATURE").reason().contains("was changed after it was signed"))
                        .as(signature.name())
                        .isEqualTo(signature == OrderSignature.ALTERED);
            }
        }

        @Test
        void the_same_document_twice_names_only_the_own_agencys_reference() {
            order.earlier = List.of(new Facts.Earlier("TS-26-000001", true), new Facts.Earlier("TS-26-000002", false));
            assertThat(order.verdict("DUPLICATE_DOCUMENT")).isEqualTo(LOOK);
            assertThat(order.finding("DUPLICATE_DOCUMENT").reason())
                    .contains("TS-26-000001")
                    .doesNotContain("000002", "agency");
        }

        @Test
        void that_another_agency_filed_the_document_is_for_staff_alone() {
            List<Finding> alone = Finding.forAgency(order.findings());
            order.earlier = List.of(new Facts.Earlier("TS-26-000002", false));

            assertThat(Finding.forAgency(order.findings())).isEqualTo(alone);
            assertThat(order.verdict("DOCUMENT_ELSEWHERE")).isEqualTo(LOOK);
            assertThat(order.finding("DOCUMENT_ELSEWHERE").reason()).contains("TS-26-000002");
        }

        @ParameterizedTest
        @EnumSource(Instrument.class)
        void words_of_a_scan_that_nobody_read_pass_no_check(Instrument instrument) {
            order.instrument = instrument;
            order.imageOnly = true;
            order.text = "";
            List<String> withText = List.of(
                    "NOT_STALE",
                    "NOT_FUTURE",
                    "RANGE_IN_RETENTION",
                    "INSTRUMENT_FITS_DATA",
                    "COURT_KNOWN",
                    "COURT_COMPETENT",
                    "DOCKET_PATTERN",
                    "GOVERNMENTAL_ENTITY",
                    "STATE_OVERLAY",
                    "DUPLICATE_DOCUMENT",
                    "DOCUMENT_SIGNATURE");
            assertThat(order.findings())
                    .filteredOn(finding -> finding.verdict() == Verdict.PASS)
                    .extracting(Finding::code)
                    .isSubsetOf(withText);
            assertThat(order.verdict("NONDISCLOSURE_END")).isEqualTo(LOOK);
        }

        @ParameterizedTest
        @EnumSource(Instrument.class)
        void a_letter_that_has_no_docket_is_not_checked_with_one(Instrument instrument) {
            order.instrument = instrument;
            boolean ofACourt = instrument == Instrument.ORDER_2703D || instrument == Instrument.SEARCH_WARRANT;
            assertThat(order.finding("DOCUMENT_SIGNATURE").cure().contains("docket"))
                    .isEqualTo(ofACourt);
        }

        @Test
        void no_cure_says_that_nothing_needs_to_be_done() {
            order.text += " the contents of messages going forward";
            order.from = Fixtures.NOW.minus(60, ChronoUnit.DAYS);
            assertThat(order.findings())
                    .filteredOn(finding -> finding.verdict() != Verdict.PASS)
                    .hasSizeGreaterThan(3)
                    .allSatisfy(
                            finding -> assertThat(finding.cure()).isNotBlank().doesNotContain("Nothing needs"));
        }
    }
}
