package org.tipstaff.disclosure.verify;

import static org.assertj.core.api.Assertions.assertThat;
import static org.tipstaff.disclosure.DisclosureFixtures.MAIL;
import static org.tipstaff.disclosure.DisclosureFixtures.PHONE;
import static org.tipstaff.disclosure.DisclosureFixtures.RANGE;
import static org.tipstaff.disclosure.DisclosureFixtures.contents;
import static org.tipstaff.disclosure.DisclosureFixtures.coverage;
import static org.tipstaff.disclosure.DisclosureFixtures.hostile;
import static org.tipstaff.disclosure.DisclosureFixtures.source;
import static org.tipstaff.disclosure.DisclosureFixtures.terms;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.tipstaff.disclosure.DisclosureFixtures;
import org.tipstaff.disclosure.DisclosureFixtures.Row;
import org.tipstaff.disclosure.prepare.Bundle;
import org.tipstaff.disclosure.twin.SpreadsheetText;
import org.tipstaff.disclosure.twin.TwinReader;
import org.tipstaff.disclosure.twin.XlsxTwin;
import org.tipstaff.invitation.Direction;
import org.tipstaff.invitation.LogKind;
import org.tipstaff.invitation.LogRecord;
import org.tipstaff.process.Terms;

/** Whichever file somebody reads, it says the same. */
class SameRowsTest {
    private static final Terms TERMS =
            new Terms(List.of(PHONE, MAIL), EnumSet.allOf(LogKind.class), Direction.BY_SOURCE, RANGE);

    @TempDir
    Path directory;

    @Test
    void csv_json_spreadsheet_and_document_have_the_same_rows_of_every_log() throws IOException {
        List<Row> rows = everyLog();
        Bundle bundle = Bundle.compose(
                contents(TERMS, TERMS, coverage()), source(rows), directory, DisclosureFixtures.ONE_VOLUME);

        List<List<String>> csv = TwinReader.csv(bundle);
        assertThat(csv).hasSize(rows.size());
        assertThat(TwinReader.json(bundle)).isEqualTo(csv);
        assertThat(TwinReader.pdfRows(bundle))
                .isEqualTo(csv.stream().map(TwinReader::asPrinted).toList());
        Path xlsx = bundle.file(bundle.twins().get(2));
        assertThat(SpreadsheetText.sheets(xlsx)).containsExactly("LOG", "FACETIME", "SIGN-IN");
        for (LogKind log : LogKind.values()) {
            SpreadsheetText sheet = SpreadsheetText.of(xlsx, log.ordinal() + 1);
            assertThat(sheet.get("A3")).isEqualTo("2 handles, see columns D and E");
            assertThat(sheet.row(9)).isEqualTo(XlsxTwin.header(log));
            assertThat(sheet.rows())
                    .as("%s", log)
                    .isEqualTo(csv.stream()
                            .filter(row -> row.get(2).equals(log.name()))
                            .map(SameRowsTest::asReturned)
                            .toList())
                    .isNotEmpty();
        }
    }

    @Test
    void a_call_invitation_is_under_its_own_names_and_never_in_the_sheet_that_tools_parse() throws IOException {
        Terms both = terms(PHONE);
        Terms.Item calls = both.items().get(1);
        LogRecord call = new LogRecord(
                LogKind.FACETIME_INVITATION, RANGE.from(), PHONE, MAIL, DisclosureFixtures.details("agent"));
        Bundle bundle = Bundle.compose(
                contents(both, both, coverage()),
                visitor -> visitor.row(call, calls),
                directory,
                DisclosureFixtures.ONE_VOLUME);
        Path xlsx = bundle.file(bundle.twins().get(2));

        assertThat(SpreadsheetText.of(xlsx, 1).rows()).isEmpty();
        SpreadsheetText sheet = SpreadsheetText.of(xlsx, 2);
        assertThat(sheet.get("A3")).isEqualTo(PHONE.value());
        assertThat(sheet.row(9)).contains("Caller Handle", "Invited Handle").hasSize(9);
        assertThat(sheet.row(10)).isEqualTo(XlsxTwin.cells(call));
    }

    @Test
    void where_only_queries_are_granted_the_workbook_is_the_return_of_one_sheet() throws IOException {
        Terms queries = new Terms(List.of(PHONE), EnumSet.of(LogKind.CAPABILITY_QUERY), Direction.BY_SOURCE, RANGE);
        Bundle bundle = Bundle.compose(
                contents(queries, queries, coverage()),
                source(hostile(queries)),
                directory,
                DisclosureFixtures.ONE_VOLUME);
        assertThat(SpreadsheetText.sheets(bundle.file(bundle.twins().get(2)))).containsExactly("LOG");
    }

    /** The hostile rows in each item of the terms. */
    private static List<Row> everyLog() {
        List<Row> rows = new ArrayList<>();
        for (Terms.Item item : TERMS.items()) {
            for (Row row : hostile(TERMS)) {
                LogRecord query = row.row();
                rows.add(new Row(
                        new LogRecord(
                                item.log(),
                                query.occurredAt(),
                                item.handle(),
                                item.log() == LogKind.SIGN_IN ? null : query.target(),
                                query.details()),
                        item));
            }
        }
        return rows;
    }

    /** A row of the CSV file as the provider's return has it: no number, no term, no log, seconds. */
    private static List<String> asReturned(List<String> row) {
        return List.of(
                row.get(7),
                row.get(3).substring(0, 19).replace('T', ' ') + " UTC",
                row.get(6),
                row.get(4),
                row.get(5),
                row.get(8),
                row.get(9),
                row.get(10),
                row.get(11));
    }
}
