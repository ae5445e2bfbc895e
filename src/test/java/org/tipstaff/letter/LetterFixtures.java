package org.tipstaff.letter;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.tipstaff.disclosure.DisclosureConfig;
import org.tipstaff.hold.DestructionCertificate;
import org.tipstaff.identity.Agency;
import org.tipstaff.invitation.Coverage;
import org.tipstaff.invitation.Direction;
import org.tipstaff.invitation.Handle;
import org.tipstaff.invitation.LogKind;
import org.tipstaff.invitation.Retention;
import org.tipstaff.invitation.TimeRange;
import org.tipstaff.process.Finding;
import org.tipstaff.process.Instrument;
import org.tipstaff.process.LegalProcess;
import org.tipstaff.process.Terms;
import org.tipstaff.process.Verdict;
import org.tipstaff.request.CaseReference;
import org.tipstaff.request.Request;
import org.tipstaff.request.ServedProcess;
import org.tipstaff.request.Status;
import org.tipstaff.review.Cut;
import org.tipstaff.sealing.ObjectName;
import org.tipstaff.sealing.Sha256;

/** Letters of a fictional case, one of each make. */
final class LetterFixtures {
    static final CaseReference REFERENCE = new CaseReference("TS-26-004182");
    static final Instant RECEIVED = Instant.parse("2026-11-20T15:04:05.123456Z");
    static final Sha256 SEALED = Sha256.of(new byte[] {1});
    static final Handle PHONE = new Handle(Handle.Kind.PHONE, "+12025550123");
    static final Handle MAIL = new Handle(Handle.Kind.EMAIL, "robin@example.com");
    static final Handle FOREIGN = new Handle(Handle.Kind.EMAIL, "שלום@example.com");
    static final TimeRange RANGE =
            new TimeRange(Instant.parse("2026-10-15T00:00:00Z"), Instant.parse("2026-11-20T00:00:00Z"));
    static final Terms ASKED = new Terms(
            List.of(PHONE, MAIL, FOREIGN),
            Set.of(LogKind.CAPABILITY_QUERY, LogKind.FACETIME_INVITATION),
            Direction.BY_SOURCE,
            RANGE);

    static final DisclosureConfig CONFIG = new DisclosureConfig() {
        @Override
        public Duration downloadable() {
            return Duration.ofDays(14);
        }

        @Override
        public String portal() {
            return "https://portal.example.com";
        }

        @Override
        public String provider() {
            return "Example Messaging, Inc.";
        }

        @Override
        public String custodianTitle() {
            return "Custodian of Records";
        }

        @Override
        public String custodianBasis() {
            return "my work";
        }

        @Override
        public String place() {
            return "Wilmington, Delaware";
        }

        @Override
        public int signedRows() {
            return 5_000;
        }

        @Override
        public int volumeRows() {
            return 50_000;
        }
    };

    private LetterFixtures() {}

    /** Every make of a letter that there is. */
    enum Sample {
        REFUSED_BY_RULE(LetterKind.REFUSAL, Instrument.SUBPOENA),
        REFUSED_BY_A_REVIEWER(LetterKind.REFUSAL, Instrument.ORDER_2703D),
        NARROWED_BY_TWO(LetterKind.PARTIAL_GRANT, Instrument.SEARCH_WARRANT),
        PRESERVED(LetterKind.PRESERVATION_CONFIRMATION, Instrument.PRESERVATION),
        RENEWED(LetterKind.PRESERVATION_CONFIRMATION, Instrument.PRESERVATION),
        RECALLED(LetterKind.RECALL, Instrument.ORDER_2703D),
        EXPIRED(LetterKind.DESTRUCTION_CERTIFICATE, Instrument.PRESERVATION),
        NEVER_SEALED(LetterKind.DESTRUCTION_CERTIFICATE, Instrument.ORDER_2703D);

        private final LetterKind kind;
        private final Instrument instrument;

        Sample(LetterKind kind, Instrument instrument) {
            this.kind = kind;
            this.instrument = instrument;
        }

        LetterKind kind() {
            return kind;
        }

        LetterDocument document() {
            return document(instrument);
        }

        /** The same in answer to another instrument. */
        LetterDocument document(Instrument instrument) {
            Letter letter = new Letter(
                    REFERENCE, kind, "A-1", REFERENCE + "-L1", RECEIVED.plus(Duration.ofHours(26)), null, null);
            return new LetterDocument(letter, request(instrument), body(instrument), CONFIG);
        }

        private LetterBody body(Instrument instrument) {
            return switch (this) {
                case REFUSED_BY_RULE ->
                    new RefusalBody(
                            List.of(),
                            "",
                            List.of(INSTRUMENT, STATE_LAW),
                            List.of(NO_END),
                            false,
                            "2026-11-24",
                            "https://portal.example.com");
                case REFUSED_BY_A_REVIEWER ->
                    new RefusalBody(
                            List.of("Ruth Ferris"),
                            "The order in the file is for another case: its caption names a docket that is not yours.\n"
                                    + "Please file the order that the court signed on November 19.",
                            List.of(NO_END),
                            List.of(),
                            true,
                            "2026-11-24",
                            "https://portal.example.com");
                case NARROWED_BY_TWO ->
                    new PartialGrantBody(
                            List.of("Ruth Ferris", "Sam Ortega"),
                            ASKED,
                            new Terms(
                                    List.of(PHONE, FOREIGN),
                                    Set.of(LogKind.CAPABILITY_QUERY),
                                    Direction.BY_SOURCE,
                                    new TimeRange(Instant.parse("2026-11-01T00:00:00Z"), RANGE.to())),
                            List.of(
                                    new Cut(MAIL, null, "The third handle stands in the cover letter only."),
                                    new Cut(
                                            null,
                                            LogKind.FACETIME_INVITATION,
                                            "Attachment A names the capability query log alone."),
                                    new Cut(null, null, "The warrant begins on November 1.")),
                            instrument == Instrument.EMERGENCY);
                case PRESERVED, RENEWED ->
                    new PreservationBody(
                            REFERENCE,
                            ASKED,
                            new PreservationBody.Sealed(RECEIVED.plusSeconds(2), SEALED, coverage()),
                            RECEIVED.plus(Duration.ofDays(this == RENEWED ? 180 : 90)),
                            this == RENEWED);
                case RECALLED ->
                    new RecallBody(
                            REFERENCE + "-D1",
                            SEALED,
                            RECEIVED.plusSeconds(86_400),
                            RECEIVED.plusSeconds(172_800),
                            "It shows a log that the order does not name.");
                case EXPIRED ->
                    new DestructionBody(
                            certificate(true),
                            ASKED,
                            "The preservation ended 90 days after its receipt, and no process had followed (18 U.S.C."
                                    + " § 2703(f)(2)).");
                case NEVER_SEALED -> new DestructionBody(certificate(false), ASKED, "The agency withdrew the request.");
            };
        }
    }

    private static final Finding INSTRUMENT = new Finding(
            "INSTRUMENT_FITS_DATA",
            Finding.Axis.INSTRUMENT,
            Verdict.REFUSE,
            "18 U.S.C. § 2703(c)(2), (d)",
            "A subpoena does not compel the capability query log.",
            "File a court order under § 2703(d) or a search warrant.");
    private static final Finding STATE_LAW = new Finding(
            "STATE_OVERLAY",
            Finding.Axis.STATE_LAW,
            Verdict.REFUSE,
            "Cal. Penal Code § 1546.1 (CalECPA)",
            "State and local agencies in California need a search warrant for these records.",
            "File a search warrant of a California court.");
    private static final Finding NO_END = new Finding(
            "NONDISCLOSURE_END",
            Finding.Axis.TIME,
            Verdict.LOOK,
            "18 U.S.C. § 2705(b)",
            "The nondisclosure order names no end.",
            "Ask the court for an end, at most one year ahead.");

    private static DestructionCertificate certificate(boolean sealed) {
        return new DestructionCertificate(
                REFERENCE,
                new ObjectName("hold/" + REFERENCE + "/snapshot"),
                sealed ? SEALED : null,
                4711,
                sealed ? "EXPIRED" : "WITHDRAWN",
                RECEIVED.plus(Duration.ofDays(90)));
    }

    private static Coverage coverage() {
        Retention queries = new Retention(LogKind.CAPABILITY_QUERY, Retention.DEFAULT, Instant.EPOCH);
        Retention calls = new Retention(LogKind.FACETIME_INVITATION, Retention.DEFAULT, Instant.EPOCH);
        return new Coverage(
                RANGE,
                RECEIVED,
                Map.of(LogKind.CAPABILITY_QUERY, queries, LogKind.FACETIME_INVITATION, calls),
                Map.of(
                        LogKind.CAPABILITY_QUERY, queries.cutoff(RECEIVED),
                        LogKind.FACETIME_INVITATION, calls.cutoff(RECEIVED)),
                List.of(LocalDate.parse("2026-11-01")),
                List.of(new TimeRange(Instant.parse("2026-11-03T02:00:00Z"), Instant.parse("2026-11-03T02:41:30.5Z"))));
    }

    private static Request request(Instrument instrument) {
        boolean ofACourt = instrument != Instrument.PRESERVATION && instrument != Instrument.EMERGENCY;
        return new Request(
                REFERENCE,
                1,
                new Agency("fbx", "Federal Bureau of Examples, San Francisco Field Office", Agency.Kind.FEDERAL, "US"),
                new Request.Person("officer", "Rosa Alvarez", ""),
                new ServedProcess(
                        new LegalProcess(
                                instrument,
                                ofACourt ? "cand" : "",
                                ofACourt ? "Magistrate Judge Pat Sample" : "",
                                ofACourt ? "3:26-mc-00417-XYZ" : "",
                                LocalDate.parse("2026-11-19"),
                                null,
                                false),
                        ofACourt ? "United States District Court for the Northern District of California" : "",
                        "FBX-2026-7731"),
                ASKED,
                Sha256.of(new byte[] {2}),
                new UUID(0, 1),
                Sha256.of(new byte[] {3}),
                RECEIVED,
                RECEIVED.plus(Duration.ofDays(10)),
                Status.SUBMITTED,
                null,
                Request.Succession.NONE);
    }
}
