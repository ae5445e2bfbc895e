package org.tipstaff.process;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.tipstaff.document.TextFinder;
import org.tipstaff.document.TypedPage;
import org.tipstaff.identity.Agency;
import org.tipstaff.invitation.Direction;
import org.tipstaff.invitation.Handle;
import org.tipstaff.invitation.LogKind;
import org.tipstaff.invitation.TimeRange;

/** A good d-order; each test changes only what it is about. */
final class Fixtures {
    static final Instant NOW = Instant.parse("2026-11-24T15:00:00Z");
    static final Agency FEDERAL = new Agency("bar", "Bureau of Records, Bar Field Office", Agency.Kind.FEDERAL, "US");
    static final Agency SHERIFF = new Agency("sheriff", "Calder County Sheriff", Agency.Kind.LOCAL, "CA");
    static final Agency NEVADA = new Agency("nv", "Nevada State Investigators", Agency.Kind.STATE, "NV");

    static final Policy POLICY;
    static final Courts COURTS;

    static {
        try {
            RuleFiles files = new RuleFiles(Path.of("config"));
            POLICY = files.policy();
            COURTS = files.courts();
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    Instrument instrument = Instrument.ORDER_2703D;
    String court = "cand";
    String judge = "Maria T. Ellison";
    String docket = "3:26-mc-12345";
    LocalDate issuedOn = LocalDate.parse("2026-11-23");

    @Nullable
    LocalDate nondisclosureUntil;

    boolean attested;
    List<String> handles = List.of("+12025550123");
    Set<LogKind> logs = Set.of(LogKind.CAPABILITY_QUERY, LogKind.FACETIME_INVITATION);
    Direction direction = Direction.BY_SOURCE;
    Instant from = NOW.minus(12, ChronoUnit.DAYS);
    Instant to = NOW.minus(2, ChronoUnit.DAYS);
    Agency agency = FEDERAL;
    String text = orderText();
    boolean imageOnly;
    OrderSignature signature = OrderSignature.UNSIGNED;
    List<Facts.Earlier> earlier = new ArrayList<>();

    /** As the outside check of the contract composes it. */
    static String orderText() {
        return String.join(
                "\n",
                "IN THE UNITED STATES DISTRICT COURT FOR THE NORTHERN DISTRICT OF CALIFORNIA",
                "IN THE MATTER OF THE APPLICATION OF THE UNITED STATES OF AMERICA",
                "FOR AN ORDER PURSUANT TO 18 U.S.C. § 2703(d)        No. 3:26-mc-12345",
                "ORDER",
                "The United States has offered specific and articulable facts showing that there are reasonable",
                "grounds to believe that the records sought are relevant and material to an ongoing criminal",
                "investigation. This Court is a court of competent jurisdiction, 18 U.S.C. § 2711(3).",
                "IT IS ORDERED, pursuant to 18 U.S.C. § 2703(d), that the provider shall within ten days disclose",
                "the records described in Attachment A for the period",
                "2026-11-12T00:00:00Z to 2026-11-22T00:00:00Z (UTC).",
                "Dated: 2026-11-23",
                "/s/ Maria T. Ellison",
                "Maria T. Ellison",
                "United States Magistrate Judge",
                "ATTACHMENT A",
                "Part I. Accounts:",
                "+12025550123",
                "Part II. Records: capability query logs; FaceTime call invitation logs.");
    }

    Facts facts() {
        return new Facts(
                new LegalProcess(instrument, court, judge, docket, issuedOn, nondisclosureUntil, attested),
                new Terms(handles.stream().map(Handle::parse).toList(), logs, direction, new TimeRange(from, to)),
                agency,
                NOW,
                Map.of(),
                new Facts.Document(List.of(text), imageOnly, signature, found()),
                earlier);
    }

    private Set<Handle> found() {
        TextFinder finder = new TextFinder(List.of(TypedPage.of(1, text)));
        return handles.stream()
                .map(Handle::parse)
                .filter(handle -> !finder.findAny(handle.spellings()).isEmpty())
                .collect(Collectors.toSet());
    }

    List<Finding> findings() {
        return new Examination(POLICY, COURTS).examine(facts(), NOW);
    }

    Finding finding(String code) {
        return findings().stream()
                .filter(finding -> finding.code().equals(code))
                .findFirst()
                .orElseThrow(() -> new AssertionError("No finding " + code));
    }

    Verdict verdict(String code) {
        return finding(code).verdict();
    }
}
