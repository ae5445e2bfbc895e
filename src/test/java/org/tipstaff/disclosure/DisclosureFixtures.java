package org.tipstaff.disclosure;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.tipstaff.disclosure.contents.DisclosureContents;
import org.tipstaff.disclosure.contents.DisclosureContents.Answer;
import org.tipstaff.disclosure.contents.DisclosureContents.Certification;
import org.tipstaff.disclosure.contents.DisclosureContents.Handling;
import org.tipstaff.disclosure.contents.DisclosureContents.Names;
import org.tipstaff.disclosure.contents.ProcessFacts;
import org.tipstaff.disclosure.document.Volumes;
import org.tipstaff.invitation.Coverage;
import org.tipstaff.invitation.Direction;
import org.tipstaff.invitation.Handle;
import org.tipstaff.invitation.LogDetails;
import org.tipstaff.invitation.LogKind;
import org.tipstaff.invitation.LogRecord;
import org.tipstaff.invitation.Retention;
import org.tipstaff.invitation.TimeRange;
import org.tipstaff.process.Instrument;
import org.tipstaff.process.Terms;
import org.tipstaff.request.CaseReference;
import org.tipstaff.review.Cut;
import org.tipstaff.sealing.Sha256;

/** Valid values of a fictional case; a test overrides only what it is about. */
public final class DisclosureFixtures {
    public static final String SALT = "00112233445566778899aabbccddeeff";

    public static final Instant AS_OF = Instant.parse("2026-11-20T15:04:05.123456Z");
    public static final TimeRange RANGE =
            new TimeRange(Instant.parse("2026-11-01T00:00:00Z"), Instant.parse("2026-11-20T00:00:00Z"));
    public static final Handle PHONE = new Handle(Handle.Kind.PHONE, "+12025550123");
    public static final Handle MAIL = new Handle(Handle.Kind.EMAIL, "robin@example.com");

    /** More rows than a test of one document has. */
    public static final Volumes.Sizes ONE_VOLUME = new Volumes.Sizes(10_000, 50_000);

    private DisclosureFixtures() {}

    public static Terms terms(Handle... handles) {
        return new Terms(
                List.of(handles),
                Set.of(LogKind.CAPABILITY_QUERY, LogKind.FACETIME_INVITATION),
                Direction.BY_SOURCE,
                RANGE);
    }

    public static Coverage coverage() {
        Retention queries = new Retention(LogKind.CAPABILITY_QUERY, Retention.DEFAULT, Instant.EPOCH);
        Retention calls = new Retention(LogKind.FACETIME_INVITATION, Retention.DEFAULT, Instant.EPOCH);
        return new Coverage(
                RANGE,
                AS_OF,
                Map.of(LogKind.CAPABILITY_QUERY, queries, LogKind.FACETIME_INVITATION, calls),
                Map.of(
                        LogKind.CAPABILITY_QUERY, queries.cutoff(AS_OF),
                        LogKind.FACETIME_INVITATION, calls.cutoff(AS_OF)),
                List.of(LocalDate.parse("2026-11-01")),
                List.of());
    }

    public static DisclosureContents contents(Terms asked, Terms granted, Coverage coverage) {
        return contents(
                new Answer(asked, granted, cuts(asked, granted), coverage),
                new Certification(
                        "Jordan Example",
                        "Custodian of Records",
                        "Example Messaging, Inc.",
                        "my work with the invitation log since 2021 and my review of the snapshot named below",
                        LocalDate.parse("2026-11-23")));
    }

    /** Each part that is left out, with one reason. */
    private static List<Cut> cuts(Terms asked, Terms granted) {
        String why = "The order names one handle in Attachment A; the cover letter's are not the order's terms.";
        List<Cut> cuts = new ArrayList<>();
        asked.handles().stream()
                .filter(handle -> !granted.handles().contains(handle))
                .forEach(handle -> cuts.add(new Cut(handle, null, why)));
        asked.logs().stream()
                .filter(log -> !granted.logs().contains(log))
                .forEach(log -> cuts.add(new Cut(null, log, why)));
        if (!asked.range().equals(granted.range())) {
            cuts.add(new Cut(null, null, why));
        }
        return cuts;
    }

    /** The same, had the key of the salts been another. */
    public static DisclosureContents salted(DisclosureContents contents, String salt) {
        Names names = contents.names();
        return new DisclosureContents(
                new Names(
                        names.provider(),
                        names.reference(),
                        names.number(),
                        names.portal(),
                        names.softwareVersion(),
                        salt),
                contents.process(),
                contents.handling(),
                contents.answer(),
                contents.certification(),
                contents.replaced());
    }

    /** As the second edition, which names the first. */
    public static DisclosureContents corrected(DisclosureContents contents) {
        Names names = contents.names();
        return new DisclosureContents(
                new Names(
                        names.provider(),
                        names.reference(),
                        names.reference() + "-D2",
                        names.portal(),
                        names.softwareVersion(),
                        names.salt()),
                contents.process(),
                contents.handling(),
                contents.answer(),
                contents.certification(),
                new DisclosureContents.Replaced(
                        names.number(),
                        Instant.parse("2026-11-21T18:00:00Z"),
                        Sha256.of(new byte[] {2}),
                        Instant.parse("2026-11-22T09:30:00Z"),
                        "It shows a log that Attachment A of the order does not name, because the terms were copied"
                                + " from the cover letter."));
    }

    public static DisclosureContents under(Instrument instrument, DisclosureContents contents) {
        ProcessFacts facts = contents.process();
        return new DisclosureContents(
                contents.names(),
                new ProcessFacts(
                        instrument,
                        switch (instrument) {
                            case ORDER_2703D, SEARCH_WARRANT, SUBPOENA -> facts.issuer();
                            case PRESERVATION, EMERGENCY -> null;
                        },
                        facts.issuedOn(),
                        facts.agency(),
                        facts.agencyCaseNumber()),
                contents.handling(),
                contents.answer(),
                contents.certification());
    }

    public static DisclosureContents contents(Answer answer, @Nullable Certification certification) {
        return new DisclosureContents(
                new Names(
                        "Example Messaging, Inc.",
                        new CaseReference("TS-26-004182"),
                        "TS-26-004182-D1",
                        "https://portal.example.com",
                        "0.1.0",
                        SALT),
                new ProcessFacts(
                        Instrument.ORDER_2703D,
                        new ProcessFacts.Issuer(
                                "United States District Court for the Northern District of California",
                                true,
                                "3:26-mc-00417-XYZ",
                                "Magistrate Judge Pat Sample"),
                        LocalDate.parse("2026-11-19"),
                        "Federal Bureau of Examples, San Francisco Field Office",
                        "FBX-2026-7731"),
                new Handling(
                        Instant.parse("2026-11-20T15:04:01Z"),
                        Instant.parse("2026-11-20T15:04:06.500001Z"),
                        Instant.parse("2026-11-21T17:30:00Z"),
                        Instant.parse("2026-11-21T17:30:09Z"),
                        "Approved: the order recites the finding of § 2703(d), names the court and the handles.",
                        Sha256.of(new byte[] {1}),
                        null),
                answer,
                certification);
    }

    public static LogRecord query(Handle source, Instant at, Handle target, LogDetails details) {
        return new LogRecord(LogKind.CAPABILITY_QUERY, at, source, target, details);
    }

    public static LogDetails details(String userAgent) {
        return new LogDetails(
                "2001:db8:85a3:1234:5678:8a2e:370:7334", "com.apple.madrid", 2, userAgent, "iPhone17,1", "26.1");
    }

    public record Row(LogRecord row, Terms.Item item) {}

    public static RowSource source(List<Row> rows) {
        return visitor -> {
            for (Row row : rows) {
                visitor.row(row.row(), row.item());
            }
        };
    }

    /** Rows for the first item of terms, a minute apart. */
    public static RowSource generated(Terms terms, int count) {
        Terms.Item item = terms.items().get(0);
        return visitor -> {
            for (int i = 0; i < count; i++) {
                Instant at =
                        RANGE.from().plus(Duration.ofMillis(15_003L * i + 7)).plusNanos(1_000L * (i % 1_000));
                visitor.row(
                        query(
                                item.handle(),
                                at,
                                new Handle(Handle.Kind.PHONE, "+1202555" + String.format("%04d", 100 + i % 100)),
                                new LogDetails(
                                        "203.0.113." + i % 256,
                                        "com.apple.madrid",
                                        i % 4,
                                        "[iOS,26.1,23B85,iPhone17,1]",
                                        "iPhone17,1",
                                        "26.1")),
                        item);
            }
        };
    }

    /** As {@link #generated}, each a second later. */
    public static RowSource shifted(Terms terms, int count) {
        return visitor -> generated(terms, count)
                .forEach((row, item) -> visitor.row(
                        query(
                                row.source(),
                                row.occurredAt().plusSeconds(1),
                                java.util.Objects.requireNonNull(row.target()),
                                row.details()),
                        item));
    }

    /** Handles and user agents that want to break a page, a spreadsheet or a parser. */
    public static List<Row> hostile(Terms terms) {
        List<Handle> targets = List.of(
                new Handle(Handle.Kind.EMAIL, "abc\u202Egnp.exe@example.com"),
                new Handle(Handle.Kind.EMAIL, "e\u0301\u0323\u200Bz@example.com"),
                new Handle(Handle.Kind.EMAIL, "é‹u+0301›@example.com"),
                new Handle(Handle.Kind.EMAIL, "=cmd|'/c'!a1@example.com"),
                new Handle(
                        Handle.Kind.EMAIL, "@sum(1+1)@example.com".substring(1).replace("sum", "-sum")),
                new Handle(Handle.Kind.EMAIL, "'already,\"quoted\"@example.com"),
                new Handle(Handle.Kind.EMAIL, "שלום\u05B0@example.com"),
                new Handle(Handle.Kind.EMAIL, "漢字\uD83D\uDE00@example.com"),
                new Handle(Handle.Kind.EMAIL, "m".repeat(64) + "@" + "w".repeat(100) + "." + "i".repeat(80) + ".com"),
                new Handle(Handle.Kind.PHONE, "+12025550199"));
        List<String> agents = List.of(
                "plain",
                "\"quoted\", with\r\nline break and, commas",
                "\t=1+1",
                "\u0000\u0001\u001B[31m nul and escape _x0041_",
                "lone \uD800 surrogate",
                "",
                "'",
                "＝full width",
                "a  b   spaces at the end ",
                "very long " + "Mozilla/5.0 (compatible) ".repeat(400));
        List<Row> rows = new ArrayList<>();
        Terms.Item item = terms.items().get(0);
        for (int i = 0; i < targets.size(); i++) {
            Instant at = RANGE.from().plusSeconds(60L * i).plusNanos(1_000L * i);
            rows.add(new Row(query(item.handle(), at, targets.get(i), details(agents.get(i))), item));
        }
        return rows;
    }
}
