package org.tipstaff.demo.orders;

import static org.tipstaff.process.Verdict.LOOK;
import static org.tipstaff.process.Verdict.REFUSE;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.function.UnaryOperator;
import java.util.stream.IntStream;
import org.tipstaff.demo.orders.SampleOrder.Condition;
import org.tipstaff.process.Instrument;
import org.tipstaff.process.OrderSignature;
import org.tipstaff.process.Verdict;

/** The fictional orders of the demonstration: good ones, and those that a portal must see through. */
public final class SampleOrders {
    /** A light handle in the generated log. */
    public static final String LIGHT = "+12025550123";
    /** A handle without rows. */
    public static final String NO_ROWS = "+12025550188";
    /** A handle with at least fifty thousand rows. */
    public static final String HEAVY = "+12025550199";

    private static final Map<String, Verdict> UNSIGNED = Map.of("DOCUMENT_SIGNATURE", LOOK);

    private final SampleDockets courts;
    private final UnaryOperator<byte[]> courtSeal;
    private final Random random;
    private final List<SampleOrder> orders = new ArrayList<>();

    private SampleOrders(SampleDockets courts, UnaryOperator<byte[]> courtSeal, Random random) {
        this.courts = courts;
        this.courtSeal = courtSeal;
        this.random = random;
    }

    /**
     * Composes all of them. Their dates follow the clock; the same day, seed and seal give the same orders.
     *
     * @param courtSeal signs a document as a court does; the identity leaves the signed ones unsigned
     */
    public static List<SampleOrder> compose(Clock clock, long seed, UnaryOperator<byte[]> courtSeal)
            throws IOException {
        Random random = new Random(seed);
        SampleOrders orders = new SampleOrders(new SampleDockets(clock, random), courtSeal, random);
        orders.good();
        orders.documents();
        orders.refusedByLaw();
        orders.doubtful();
        return List.copyOf(orders.orders);
    }

    private void good() throws IOException {
        add(
                "01-good-san-francisco",
                "A § 2703(d) order of a district court in California",
                courts.cand(LIGHT),
                Map.of());
        add(
                "02-good-alexandria",
                "A § 2703(d) order for a phone and an address",
                courts.vaed(LIGHT, "d.marchetti@example.com")
                        .withAccounts(List.of("(202) 555-0123", "d.marchetti@example.com")),
                Map.of());
        add(
                "03-good-brooklyn",
                "An order with the caption and number of the Eastern District of New York",
                courts.nyed(LIGHT),
                Map.of());
        add(
                "04-good-nondisclosure",
                "An order with a nondisclosure that ends",
                SampleDockets.secretForAYear(courts.dcd(LIGHT)),
                Map.of());
        add("05-no-rows", "A good order for a handle that has no rows", courts.ilnd(NO_ROWS), Map.of());
        add(
                "06-heavy-handle",
                "A good order for a handle with very many rows: a second reviewer is due",
                courts.mad(HEAVY),
                Map.of());
        add("07-three-hundred-handles", "A good order for three hundred handles", courts.txsd(manyHandles()), Map.of());
    }

    private void documents() throws IOException {
        OrderDraft signed = courts.waed(LIGHT);
        byte[] sealed = courtSeal.apply(OrderComposer.compose(signed));
        add(
                named("08-signed", "An order that the court signed digitally"),
                signed,
                sealed,
                expect(Map.of(), OrderSignature.VALID_TRUSTED, Condition.READABLE));
        OrderDraft forged = courts.waed(HEAVY);
        byte[] before = courtSeal.apply(OrderComposer.compose(forged.withAccounts(List.of("+12025550177"))));
        add(
                named("09-altered-after-signing", "A signed order in which a number was changed"),
                forged,
                Tampering.replace(before, "+12025550177", HEAVY),
                expect(Map.of("DOCUMENT_SIGNATURE", REFUSE), OrderSignature.ALTERED, Condition.READABLE));
        OrderDraft scan = courts.nynd(LIGHT);
        add(
                named("10-scan", "A scan without text: everything is compared by a person"),
                scan,
                Tampering.scan(OrderComposer.compose(scan), random),
                expect(
                        looks(
                                "HANDLES_ON_ORDER",
                                "COURT_ON_ORDER",
                                "DOCKET_ON_ORDER",
                                "JUDGE_ON_ORDER",
                                "D_STANDARD_RECITED",
                                "STATUTE_ON_ORDER",
                                "NONDISCLOSURE_END",
                                "DOCUMENT_SIGNATURE"),
                        OrderSignature.UNSIGNED,
                        Condition.IMAGE_ONLY));
        OrderDraft encrypted = courts.cand(LIGHT);
        add(
                named("11-encrypted", "A document that needs a password: refused before it is shown"),
                encrypted,
                Tampering.encrypt(OrderComposer.compose(encrypted)),
                expect(UNSIGNED, OrderSignature.UNSIGNED, Condition.ENCRYPTED));
        OrderDraft script = courts.vaed(LIGHT);
        add(
                named("12-with-script", "A document that runs a script when opened: refused before it is shown"),
                script,
                Tampering.withScript(OrderComposer.compose(script)),
                expect(UNSIGNED, OrderSignature.UNSIGNED, Condition.ACTIVE_CONTENT));
    }

    private void refusedByLaw() throws IOException {
        add(
                "13-subpoena-for-logs",
                "A grand jury subpoena that asks for logs: refused, with what is needed instead",
                courts.subpoena(LIGHT),
                Map.of("INSTRUMENT_FITS_DATA", REFUSE));
        add(
                "14-california-sheriff",
                "A California sheriff's § 2703(d) order: State law asks for a warrant (file as officer2)",
                courts.calder(Instrument.ORDER_2703D, LIGHT),
                Map.of("STATE_OVERLAY", REFUSE));
        add(
                "15-warrant-past-its-window",
                "A federal warrant served forty days after issue: refused",
                courts.staleWarrant(LIGHT),
                Map.of("NOT_STALE", REFUSE));
        add(
                "16-range-too-old",
                "An order for a range that retention has destroyed: refused",
                courts.oldRange(LIGHT),
                Map.of("RANGE_IN_RETENTION", REFUSE));
        add("17-future-date", "An order dated next week: refused", courts.future(LIGHT), Map.of("NOT_FUTURE", REFUSE));
    }

    private void doubtful() throws IOException {
        add(
                "18-reverse-request",
                "Who asked about this handle? On a § 2703(d) order: escalated",
                courts.reverse(LIGHT),
                looks("INSTRUMENT_FITS_DATA", "REVERSE_REQUEST"));
        add(
                "19-prospective",
                "An order that also asks for rows to come",
                courts.cand(LIGHT)
                        .withFurther(
                                "IT IS FURTHER ORDERED that the provider shall, going forward, disclose all such records as they are created for thirty days."),
                looks("PROSPECTIVE_LANGUAGE"));
        add(
                "20-nevada-without-attestation",
                "A Nevada warrant without the attestation that California asks for",
                courts.nevada(LIGHT),
                looks("ATTESTATION"));
        add(
                "21-nevada-with-attestation",
                "The same with the attestation",
                courts.nevada(LIGHT)
                        .withFurther(
                                "The applicant attests under penalty of perjury that the evidence sought does not relate to an abortion or other conduct protected by California Penal Code section 1546.5."),
                Map.of());
        add(
                "22-municipal-court",
                "An order of a municipal court: a person checks whether it may",
                courts.municipal(LIGHT),
                looks("COURT_COMPETENT", "ATTESTATION"));
        add(
                "23-misspelt-court",
                "The court's name is misspelt: a tell-tale of a forgery",
                courts.cand(LIGHT).withHeading("UNITED STATES DISTRICT COURT", "NORHTERN DISTRICT OF CALIFORNIA"),
                looks("COURT_ON_ORDER"));
        add(
                "24-no-finding",
                "An order that recites no finding",
                courts.vaed(LIGHT)
                        .withFinding("This matter having come before the Court upon an application for records,"),
                looks("D_STANDARD_RECITED"));
        add(
                "25-nondisclosure-without-end",
                "An order that forbids to notify, without end",
                courts.dcd(LIGHT).withFurther(SampleDockets.SECRECY + " until further order."),
                looks("NONDISCLOSURE_END"));
        add(
                "26-content-asked",
                "An order that asks for content too",
                courts.cand(LIGHT)
                        .withFurther(
                                "The provider shall also disclose the contents of all messages sent or received by the accounts."),
                looks("CONTENT_ASKED"));
        add(
                "27-california-warrant",
                "A good warrant of a California sheriff, due in 72 hours (file as officer2)",
                courts.calder(Instrument.SEARCH_WARRANT, LIGHT),
                Map.of());
    }

    private static List<String> manyHandles() {
        List<String> handles = new ArrayList<>(List.of(LIGHT));
        IntStream.range(1, 300).forEach(i -> handles.add("subject%03d@example.com".formatted(i)));
        return handles;
    }

    private static Map<String, Verdict> looks(String... codes) {
        Map<String, Verdict> looks = new HashMap<>();
        for (String code : codes) {
            looks.put(code, LOOK);
        }
        return looks;
    }

    private static Map.Entry<String, String> named(String slug, String title) {
        return Map.entry(slug, title);
    }

    private static SampleOrder.Expectation expect(
            Map<String, Verdict> findings, OrderSignature signature, Condition condition) {
        return new SampleOrder.Expectation(findings, signature, condition);
    }

    private void add(String slug, String title, OrderDraft draft, Map<String, Verdict> findings) throws IOException {
        Map<String, Verdict> all = new HashMap<>(UNSIGNED);
        all.putAll(findings);
        add(
                named(slug, title),
                draft,
                OrderComposer.compose(draft),
                expect(all, OrderSignature.UNSIGNED, Condition.READABLE));
    }

    private void add(Map.Entry<String, String> name, OrderDraft draft, byte[] pdf, SampleOrder.Expectation expected) {
        orders.add(new SampleOrder(name.getKey(), name.getValue(), courts.filing(draft), expected, new OrderFile(pdf)));
    }

    /** Writes every order as a PDF, and {@code README.txt} that says what to type for each and what should happen. */
    public static void writeTo(Path directory, List<SampleOrder> orders) throws IOException {
        Files.createDirectories(directory);
        StringBuilder index =
                new StringBuilder("Fictional orders for the demonstration. All persons and numbers are invented.\n");
        for (SampleOrder order : orders) {
            Files.write(directory.resolve(order.slug() + ".pdf"), order.pdf());
            index.append('\n').append(OrderIndex.entry(order));
        }
        Files.writeString(directory.resolve("README.txt"), index, StandardCharsets.UTF_8);
    }
}
