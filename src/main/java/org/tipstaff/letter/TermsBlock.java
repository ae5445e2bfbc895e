package org.tipstaff.letter;

import java.io.IOException;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import org.tipstaff.invitation.Direction;
import org.tipstaff.invitation.LogKind;
import org.tipstaff.pdf.Column;
import org.tipstaff.pdf.Fact;
import org.tipstaff.pdf.PdfTable;
import org.tipstaff.pdf.PdfWriter;
import org.tipstaff.process.Terms;
import org.tipstaff.web.Display;

/** What was asked for, item by item, and how letters spell times. */
final class TermsBlock {
    private static final DateTimeFormatter MICROS = DateTimeFormatter.ofPattern(
                    "uuuu-MM-dd HH:mm:ss.SSSSSS 'UTC'", Locale.ROOT)
            .withZone(ZoneOffset.UTC);

    private TermsBlock() {}

    /** To the second, or exactly where it does not end on one. */
    static String utc(Instant at) {
        return at.getNano() == 0 ? Display.utc(at) : MICROS.format(at);
    }

    static String logs(Terms terms) {
        return terms.logs().stream().map(LogKind::title).collect(Collectors.joining(", "));
    }

    static String direction(Terms terms) {
        return terms.direction() == Direction.BY_SOURCE
                ? "Rows that a handle caused: it asked, invited or signed in"
                : "Rows about a handle: others looked it up or invited it";
    }

    /** Direction and time, then a table of the items. */
    static void write(PdfWriter pdf, Terms terms) throws IOException {
        pdf.facts(List.of(
                new Fact("Which rows", direction(terms)),
                new Fact("From", utc(terms.range().from())),
                new Fact("To, not including", utc(terms.range().to()))));
        try (PdfTable table =
                pdf.table(List.of(new Column("Item", 10), new Column("Log", 40), Column.exact("Handle", 50)))) {
            for (Terms.Item item : terms.items()) {
                table.row(
                        List.of(item.label(), item.log().title(), item.handle().value()));
            }
        }
    }
}
