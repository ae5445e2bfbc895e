package org.tipstaff.disclosure;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.text.PDFTextStripper;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.tipstaff.disclosure.contents.Absence;
import org.tipstaff.disclosure.contents.DisclosureContents;
import org.tipstaff.disclosure.contents.DisclosureContents.Handling;
import org.tipstaff.disclosure.contents.ProcessFacts;
import org.tipstaff.disclosure.contents.ProcessFacts.Issuer;
import org.tipstaff.disclosure.prepare.Bundle;
import org.tipstaff.invitation.Coverage;
import org.tipstaff.invitation.LogKind;
import org.tipstaff.invitation.TimeRange;
import org.tipstaff.process.Instrument;
import org.tipstaff.process.Terms;
import org.tipstaff.request.CaseReference;
import org.tipstaff.sealing.Sha256;

/** Every disclosure that there can be, read as whoever looks for a hole in a sworn paper reads it. */
class PaperWordsTest {
    private static final Terms TERMS = DisclosureFixtures.terms(DisclosureFixtures.PHONE, DisclosureFixtures.MAIL);
    private static final Issuer FEDERAL = new Issuer(
            "United States District Court for the Northern District of California", true, "3:26-mc-1", "Pat Sample");
    private static final Issuer STATE = new Issuer("California Superior Court", false, "SW-2026-1", "Dolores Quintana");
    private static final Issuer BARE = new Issuer("California Superior Court", false, "", "");

    @TempDir
    Path directory;

    private enum Result {
        ROWS,
        NONE_IN_THIS_TIME,
        NONE_IN_RETENTION,
        AGED_OUT,
        GAP,
        NEVER_HELD
    }

    private record Paper(
            Instrument instrument,
            @Nullable Issuer issuer,
            Result result,
            boolean narrowed,
            boolean corrected,
            boolean preserved) {
        DisclosureContents contents() {
            Terms granted = narrowed ? DisclosureFixtures.terms(DisclosureFixtures.PHONE) : TERMS;
            DisclosureContents plain = DisclosureFixtures.contents(TERMS, granted, coverage());
            Handling handling = plain.handling();
            DisclosureContents contents = new DisclosureContents(
                    plain.names(),
                    new ProcessFacts(
                            instrument,
                            issuer,
                            plain.process().issuedOn(),
                            plain.process().agency(),
                            narrowed ? "" : plain.process().agencyCaseNumber()),
                    new Handling(
                            handling.receivedAt(),
                            handling.heldAt(),
                            handling.approvedAt(),
                            handling.preparedAt(),
                            handling.decision(),
                            handling.snapshot(),
                            preserved ? letter() : null),
                    plain.answer(),
                    plain.certification());
            return corrected ? DisclosureFixtures.corrected(contents) : contents;
        }

        private DisclosureContents.Preserved letter() {
            return new DisclosureContents.Preserved(
                    new CaseReference("TS-26-004001"),
                    Instant.parse("2026-10-01T10:00:00Z"),
                    Instant.parse("2026-10-01T10:00:02Z"),
                    Sha256.of(new byte[] {9}),
                    corrected ? Instant.parse("2026-11-20T15:04:09Z") : null);
        }

        private Coverage coverage() {
            Coverage all = DisclosureFixtures.coverage();
            TimeRange range = DisclosureFixtures.RANGE;
            Instant cutoff = switch (result) {
                case AGED_OUT -> range.to();
                case NONE_IN_RETENTION -> range.from();
                case ROWS, NONE_IN_THIS_TIME, GAP, NEVER_HELD -> range.from().minusSeconds(1);
            };
            Instant asOf = result == Result.NONE_IN_RETENTION ? range.to() : all.asOf();
            return new Coverage(
                    range,
                    asOf,
                    result == Result.NEVER_HELD ? Map.of() : all.retention(),
                    result == Result.NEVER_HELD
                            ? Map.of()
                            : Map.of(LogKind.CAPABILITY_QUERY, cutoff, LogKind.FACETIME_INVITATION, cutoff),
                    all.daysHeld(),
                    result == Result.GAP ? List.of(range) : List.of());
        }

        String text(Path directory) throws IOException {
            DisclosureContents contents = contents();
            RowSource rows = result == Result.ROWS
                    ? DisclosureFixtures.generated(contents.answer().granted(), 2)
                    : visitor -> {};
            Bundle bundle = Bundle.compose(contents, rows, directory, DisclosureFixtures.ONE_VOLUME);
            try (PDDocument document =
                    Loader.loadPDF(bundle.file(bundle.document()).toFile())) {
                String title = document.getDocumentInformation().getTitle();
                return (title + "\n" + new PDFTextStripper().getText(document)).replaceAll(" *[\\r\\n]+", " ");
            }
        }
    }

    static Stream<Paper> papers() {
        List<Paper> papers = new ArrayList<>();
        for (Result result : Result.values()) {
            for (boolean narrowed : new boolean[] {false, true}) {
                for (boolean corrected : new boolean[] {false, true}) {
                    papers.add(new Paper(Instrument.EMERGENCY, null, result, narrowed, corrected, narrowed));
                    papers.add(new Paper(Instrument.SUBPOENA, null, result, narrowed, corrected, false));
                    for (Issuer issuer : List.of(FEDERAL, STATE, BARE)) {
                        papers.add(new Paper(Instrument.ORDER_2703D, issuer, result, narrowed, corrected, corrected));
                        papers.add(new Paper(Instrument.SEARCH_WARRANT, issuer, result, narrowed, corrected, true));
                        papers.add(new Paper(Instrument.SUBPOENA, issuer, result, narrowed, corrected, false));
                    }
                }
            }
        }
        return papers.stream();
    }

    @ParameterizedTest
    @MethodSource("papers")
    void a_paper_has_no_hole_and_no_sentence_of_another(Paper paper) throws IOException {
        String text = paper.text(directory);
        assertThat(text)
                .doesNotContain(
                        "  ", "null", "()", "( ", " )", ",,", ", ,", " ,", " .", "..", "of the ,", "docket ,", " by ,")
                .doesNotContain("Docket Issued", "No such handle", "complete answer");
        instrument(paper, text);
        result(paper, text);
        assertThat(text.contains("TS-26-004001")).isEqualTo(paper.preserved());
        if (paper.preserved()) {
            assertThat(text)
                    .contains(
                            "2026-10-01 10:00:02",
                            Sha256.of(new byte[] {9}).hex().substring(0, 16));
        }
        assertThat(text.contains("This disclosure replaces")).isEqualTo(paper.corrected());
    }

    private static void instrument(Paper paper, String text) {
        assertThat(text.contains("Criminal Procedure 41"))
                .isEqualTo(paper.instrument() == Instrument.SEARCH_WARRANT && paper.issuer() == FEDERAL);
        assertThat(text.contains("Inventory for the return"))
                .isEqualTo(paper.instrument() == Instrument.SEARCH_WARRANT);
        boolean emergency = paper.instrument() == Instrument.EMERGENCY;
        assertThat(text.contains("in good faith")).isEqualTo(emergency);
        if (emergency) {
            assertThat(text)
                    .contains(
                            "voluntary",
                            "information relating to the emergency",
                            "2702(c)(4)",
                            "is to follow",
                            "of Federal Bureau of Examples")
                    .doesNotContain("docket", "Docket", "judge", "Judge", "District Court", "served by", "arrant");
        }
        Issuer issuer = paper.issuer();
        if (issuer != null) {
            assertThat(text).contains("of the " + issuer.court());
        }
        assertThat(text.contains(", docket "))
                .isEqualTo(issuer != null && !issuer.docket().isBlank());
    }

    private static void result(Paper paper, String text) {
        boolean rows = paper.result() == Result.ROWS;
        assertThat(text.contains("Disclosure of log records")).isEqualTo(rows);
        boolean searched = switch (paper.result()) {
            case NONE_IN_THIS_TIME, NONE_IN_RETENTION -> true;
            case ROWS, AGED_OUT, GAP, NEVER_HELD -> false;
        };
        assertThat(text.contains("FRE 803(7)")).isEqualTo(searched);
        if (!rows) {
            assertThat(text.contains("was searched for")).isEqualTo(searched);
            assertThat(text).contains(Absence.valueOf(paper.result().name()).sentence());
        }
    }
}
