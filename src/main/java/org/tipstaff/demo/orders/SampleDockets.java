package org.tipstaff.demo.orders;

import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Random;
import java.util.Set;
import org.tipstaff.demo.orders.OrderDraft.Bench;
import org.tipstaff.demo.orders.OrderDraft.Style;
import org.tipstaff.identity.Agency;
import org.tipstaff.invitation.Direction;
import org.tipstaff.invitation.Handle;
import org.tipstaff.invitation.LogKind;
import org.tipstaff.invitation.TimeRange;
import org.tipstaff.process.Instrument;
import org.tipstaff.process.LegalProcess;
import org.tipstaff.process.Terms;

/** Courts with their captions, numbers and judges: each method drafts an order of one of them. Judges are fictional. */
final class SampleDockets {
    static final Agency FEDERAL =
            new Agency("bar-field-office", "Bureau of Records, Bar Field Office", Agency.Kind.FEDERAL, "US");
    static final Agency SHERIFF =
            new Agency("calder-county-sheriff", "Calder County Sheriff's Office", Agency.Kind.LOCAL, "CA");

    static final String SECRECY =
            "IT IS FURTHER ORDERED under 18 U.S.C. § 2705(b) that the provider shall not notify any person of the existence of this Order";

    private static final String FINDING =
            "This matter having come before the Court pursuant to an application under Title 18, United States Code, Section 2703, the Court finds that the applicant has offered specific and articulable facts showing that there are reasonable grounds to believe that the records sought are relevant and material to an ongoing criminal investigation of violations of 18 U.S.C. § 1343. This Court is a court of competent jurisdiction under 18 U.S.C. § 2711(3).";

    private static final String MAGISTRATE = "United States Magistrate Judge";

    private final Random random;
    private final LocalDate today;
    private final TimeRange lately;

    SampleDockets(Clock clock, Random random) {
        this.random = random;
        this.today = LocalDate.ofInstant(clock.instant(), ZoneOffset.UTC);
        this.lately = range(16, 3);
    }

    private TimeRange range(int fromDaysAgo, int toDaysAgo) {
        Instant midnight = today.atStartOfDay(ZoneOffset.UTC).toInstant();
        return new TimeRange(midnight.minus(fromDaysAgo, ChronoUnit.DAYS), midnight.minus(toDaysAgo, ChronoUnit.DAYS));
    }

    private String year() {
        return "%02d".formatted(today.getYear() % 100);
    }

    private int number(int digits) {
        int least = (int) Math.pow(10, digits - 1);
        return least + random.nextInt(9 * least);
    }

    SampleOrder.Filing filing(OrderDraft draft) {
        boolean sheriff = draft.process().court().equals("calsuperct");
        return new SampleOrder.Filing(
                sheriff ? "officer2" : "officer", sheriff ? SHERIFF : FEDERAL, draft.process(), draft.terms());
    }

    private Terms terms(List<String> handles, Direction direction, TimeRange range) {
        return new Terms(
                handles.stream().map(Handle::parse).toList(),
                Set.of(LogKind.CAPABILITY_QUERY, LogKind.FACETIME_INVITATION),
                direction,
                range);
    }

    /** What differs from court to court. */
    private record Chambers(String id, Style style, String judge, Bench bench, List<String> heading) {}

    private OrderDraft order(Chambers chambers, String docket, List<String> handles) {
        LegalProcess process = new LegalProcess(
                Instrument.ORDER_2703D, chambers.id(), chambers.judge(), docket, today.minusDays(2), null, false);
        return new OrderDraft(
                chambers.style(),
                chambers.heading(),
                process,
                terms(handles, Direction.BY_SOURCE, lately),
                chambers.bench(),
                FINDING,
                List.of(),
                handles);
    }

    private static OrderDraft with(OrderDraft draft, LegalProcess process, Terms terms) {
        return new OrderDraft(
                draft.style(),
                draft.heading(),
                process,
                terms,
                draft.bench(),
                process.instrument() == Instrument.ORDER_2703D ? draft.finding() : "",
                draft.further(),
                draft.accounts());
    }

    private static OrderDraft issued(OrderDraft draft, Instrument instrument, LocalDate issuedOn) {
        LegalProcess process = draft.process();
        return with(
                draft,
                new LegalProcess(
                        instrument,
                        process.court(),
                        process.judge(),
                        process.docket(),
                        issuedOn,
                        process.nondisclosureUntil(),
                        process.attested()),
                draft.terms());
    }

    OrderDraft cand(String... handles) {
        return order(
                new Chambers(
                        "cand",
                        Style.BRACKETS,
                        "Maria T. Ellison",
                        new Bench(MAGISTRATE, "San Francisco, California"),
                        List.of(
                                "UNITED STATES DISTRICT COURT",
                                "NORTHERN DISTRICT OF CALIFORNIA",
                                "SAN FRANCISCO DIVISION")),
                "3:" + year() + "-mc-" + number(5),
                List.of(handles));
    }

    OrderDraft vaed(String... handles) {
        return order(
                new Chambers(
                        "vaed",
                        Style.BRACKETS,
                        "Theodore C. Brandt",
                        new Bench(MAGISTRATE, "Alexandria, Virginia"),
                        List.of(
                                "IN THE UNITED STATES DISTRICT COURT",
                                "FOR THE EASTERN DISTRICT OF VIRGINIA",
                                "Alexandria Division")),
                "1:" + year() + "-dm-000" + number(2) + "-TCB",
                List.of(handles));
    }

    OrderDraft nyed(String... handles) {
        return order(
                new Chambers(
                        "nyed",
                        Style.DASHES,
                        "Joanna Ostrander",
                        new Bench(MAGISTRATE, "Brooklyn, New York"),
                        List.of("UNITED STATES DISTRICT COURT", "EASTERN DISTRICT OF NEW YORK")),
                year() + "-MC-" + number(4) + " (JO)",
                List.of(handles));
    }

    OrderDraft nynd(String... handles) {
        return order(
                new Chambers(
                        "nynd",
                        Style.DASHES,
                        "Peter Lindqvist",
                        new Bench(MAGISTRATE, "Albany, New York"),
                        List.of("UNITED STATES DISTRICT COURT", "NORTHERN DISTRICT OF NEW YORK")),
                "1:" + year() + "-mj-" + number(5) + "-PJL",
                List.of(handles));
    }

    OrderDraft dcd(String... handles) {
        return order(
                new Chambers(
                        "dcd",
                        Style.BRACKETS,
                        "Ruth Okafor",
                        new Bench(MAGISTRATE, "Washington, D.C."),
                        List.of("UNITED STATES DISTRICT COURT", "FOR THE DISTRICT OF COLUMBIA")),
                "Misc. No. 1:" + year() + "-mc-00" + number(3),
                List.of(handles));
    }

    OrderDraft ilnd(String... handles) {
        return order(
                new Chambers(
                        "ilnd",
                        Style.BRACKETS,
                        "Grace Adeyemi",
                        new Bench(MAGISTRATE, "Chicago, Illinois"),
                        List.of(
                                "UNITED STATES DISTRICT COURT",
                                "FOR THE NORTHERN DISTRICT OF ILLINOIS",
                                "EASTERN DIVISION")),
                year() + " GJ " + number(4),
                List.of(handles));
    }

    OrderDraft mad(String... handles) {
        return order(
                new Chambers(
                        "mad",
                        Style.BRACKETS,
                        "Samuel Whitcomb",
                        new Bench(MAGISTRATE, "Boston, Massachusetts"),
                        List.of("UNITED STATES DISTRICT COURT", "DISTRICT OF MASSACHUSETTS")),
                year() + "-mc-9" + number(4) + "-SW",
                List.of(handles));
    }

    OrderDraft waed(String... handles) {
        return order(
                new Chambers(
                        "waed",
                        Style.BRACKETS,
                        "Helen Sandoval",
                        new Bench(MAGISTRATE, "Spokane, Washington"),
                        List.of("UNITED STATES DISTRICT COURT", "EASTERN DISTRICT OF WASHINGTON")),
                "2:" + year() + "-mc-00" + number(3) + "-HES",
                List.of(handles));
    }

    OrderDraft txsd(List<String> handles) {
        return order(
                new Chambers(
                        "txsd",
                        Style.BRACKETS,
                        "Luis Barragan",
                        new Bench(MAGISTRATE, "Houston, Texas"),
                        List.of("UNITED STATES DISTRICT COURT", "SOUTHERN DISTRICT OF TEXAS", "HOUSTON DIVISION")),
                "4:" + year() + "-mc-" + number(4),
                handles);
    }

    OrderDraft subpoena(String handle) {
        return issued(form(nynd(handle)), Instrument.SUBPOENA, today.minusDays(2));
    }

    OrderDraft calder(Instrument instrument, String handle) {
        OrderDraft draft = order(
                new Chambers(
                        "calsuperct",
                        Style.PLEADING,
                        "Daniel Reyes-Holt",
                        new Bench("Judge of the Superior Court", "Calder, California"),
                        List.of("SUPERIOR COURT OF THE STATE OF CALIFORNIA", "COUNTY OF CALDER")),
                "SW-" + today.getYear() + "-" + number(6),
                List.of(handle));
        return issued(draft, instrument, today.minusDays(2));
    }

    OrderDraft staleWarrant(String handle) {
        return issued(form(txsd(List.of(handle))), Instrument.SEARCH_WARRANT, today.minusDays(40));
    }

    OrderDraft oldRange(String handle) {
        OrderDraft draft = ilnd(handle);
        return with(draft, draft.process(), terms(List.of(handle), Direction.BY_SOURCE, range(90, 60)));
    }

    OrderDraft future(String handle) {
        return issued(mad(handle), Instrument.ORDER_2703D, today.plusDays(7));
    }

    OrderDraft reverse(String handle) {
        OrderDraft draft = vaed(handle);
        return with(draft, draft.process(), terms(List.of(handle), Direction.BY_TARGET, lately));
    }

    OrderDraft nevada(String handle) {
        OrderDraft draft = order(
                new Chambers(
                        "nevdistct",
                        Style.FORM,
                        "Alma Prentiss",
                        new Bench("District Judge", "Reno, Nevada"),
                        List.of(
                                "SECOND JUDICIAL DISTRICT COURT",
                                "STATE OF NEVADA, COUNTY OF WASHOE",
                                "DISTRICT COURTS OF NEVADA")),
                "CR" + year() + "-" + number(4),
                List.of(handle));
        return issued(draft, Instrument.SEARCH_WARRANT, today.minusDays(2));
    }

    OrderDraft municipal(String handle) {
        return order(
                new Chambers(
                        "colmunict",
                        Style.BRACKETS,
                        "Owen Tran",
                        new Bench("Municipal Judge", "Arroyo, Colorado"),
                        List.of("MUNICIPAL COURT", "CITY OF ARROYO, STATE OF COLORADO")),
                today.getYear() + "-MO-" + number(4),
                List.of(handle));
    }

    /** The same with a nondisclosure that ends a year after issue. */
    static OrderDraft secretForAYear(OrderDraft draft) {
        LegalProcess process = draft.process();
        LegalProcess secret = new LegalProcess(
                process.instrument(),
                process.court(),
                process.judge(),
                process.docket(),
                process.issuedOn(),
                process.issuedOn().plusYears(1).minusDays(1),
                process.attested());
        return with(draft.withFurther(SECRECY + " for one year from the date of this Order."), secret, draft.terms());
    }

    private static OrderDraft form(OrderDraft draft) {
        return new OrderDraft(
                Style.FORM,
                draft.heading(),
                draft.process(),
                draft.terms(),
                draft.bench(),
                draft.finding(),
                draft.further(),
                draft.accounts());
    }
}
