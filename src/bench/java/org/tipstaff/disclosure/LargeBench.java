package org.tipstaff.disclosure;

import org.tipstaff.disclosure.deliver.Bag;
import org.tipstaff.disclosure.document.DisclosureDocument;
import org.tipstaff.disclosure.document.Volumes;
import org.tipstaff.disclosure.prepare.Bundle;
import org.tipstaff.disclosure.verify.OfflineVerification;


import java.io.IOException;
import java.io.OutputStream;
import java.lang.management.ManagementFactory;
import java.lang.management.MemoryPoolMXBean;
import java.lang.management.MemoryType;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.tipstaff.invitation.Handle;
import org.tipstaff.invitation.LogDetails;
import org.tipstaff.invitation.LogRecord;
import org.tipstaff.process.Terms;
import org.tipstaff.signing.demonstration.DemonstrationAuthority;
import org.tipstaff.signing.sign.DocumentSigner;
import org.tipstaff.signing.validation.SignatureValidator;
import org.tipstaff.signing.SignerStatement;

/**
 * P4, memory: a disclosure of very many rows is composed with its twins, signed, validated, put into a bag and verified
 * as its holder would, all in the heap that this process has. Argument: how many rows.
 */
public final class LargeBench {
    private LargeBench() {}

    private interface Step {
        String run() throws Exception;
    }

    public static void main(String[] arguments) throws Exception {
        int rows = Integer.parseInt(arguments[0]);
        Path directory = Files.createTempDirectory("tipstaff-large");
        Terms terms = DisclosureFixtures.terms(DisclosureFixtures.PHONE);
        Clock clock = Clock.systemUTC();
        DemonstrationAuthority authority =
                DemonstrationAuthority.open(directory.resolve("keys"), "Jordan Example", clock);
        System.out.printf(
                Locale.US, "%,d rows, heap limit %d MB%n", rows, Runtime.getRuntime().maxMemory() >> 20);
        Bundle[] bundle = new Bundle[1];
        step("compose with twins", () -> {
            bundle[0] = Bundle.compose(
                    DisclosureFixtures.contents(terms, terms, DisclosureFixtures.coverage()),
                    rows(terms, rows),
                    directory,
                    new Volumes.Sizes(5_000, 20_000));
            return bundle[0].volumes().size() + 1 + " volumes";
        });
        Path document = bundle[0].file(bundle[0].document());
        step("sign B-LTA", () -> {
            new DocumentSigner(authority.custodianKey(), authority.evidence(), clock)
                    .sign(
                            document,
                            document,
                            SignerStatement.inField(
                                    "Jordan Example",
                                    "Certificate of the custodian of records",
                                    "Wilmington, Delaware",
                                    DisclosureDocument.SIGNATURE_FIELD));
            return size(Files.size(document));
        });
        step("validate", () -> new SignatureValidator(authority.anchors(), clock)
                .validate(document)
                .verdict()
                .name());
        step("bag of all files", () -> {
            List<Bag.Payload> payload = new ArrayList<>();
            List<ManifestEntry> files = new ArrayList<>(bundle[0].manifest());
            files.add(0, ManifestEntry.of(document, MediaTypes.PDF, bundle[0].document().rows()));
            long bytes = 0;
            for (ManifestEntry file : files) {
                bytes += file.bytes();
                payload.add(new Bag.Payload(file, Files.newInputStream(bundle[0].file(file))));
            }
            new Bag("TS-26-004182-D1", "Example Messaging, Inc.", clock.instant(), "{}", payload)
                    .writeTo(OutputStream.nullOutputStream());
            return size(bytes) + " in " + files.size() + " files";
        });
        step("verify offline", () -> new OfflineVerification(authority.anchors(), clock)
                .of(document)
                .verdict()
                .name());
        remove(directory);
    }

    /** Evenly through the time of the terms. */
    private static RowSource rows(Terms terms, int count) {
        Duration apart = Duration.between(terms.range().from(), terms.range().to()).dividedBy(count);
        Terms.Item item = terms.items().get(0);
        return visitor -> {
            for (int i = 0; i < count; i++) {
                visitor.row(
                        new LogRecord(
                                item.log(),
                                terms.range().from().plus(apart.multipliedBy(i)).truncatedTo(ChronoUnit.MICROS),
                                item.handle(),
                                new Handle(Handle.Kind.PHONE, "+1202555" + (1000 + i % 9000)),
                                new LogDetails(
                                        "203.0.113." + i % 256,
                                        "com.apple.madrid",
                                        i % 4,
                                        i % 3 == 0 ? "[iOS,26.1,23B85,iPhone17,1]" : "[iOS,18.7.2,22H124,iPhone14,5]",
                                        "iPhone17,1",
                                        "26.1")),
                        item);
            }
        };
    }

    private static void remove(Path directory) throws IOException {
        try (Stream<Path> files = Files.walk(directory)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        }
    }

    private static void step(String name, Step step) {
        pools().forEach(MemoryPoolMXBean::resetPeakUsage);
        long wall = System.nanoTime();
        long cpu = cpu();
        String result;
        try {
            result = step.run();
        } catch (Exception | OutOfMemoryError e) {
            result = "FAILED: " + e.getClass().getSimpleName();
        }
        System.out.printf(
                Locale.US,
                "%-20s %8.1f s wall %8.1f s CPU %6d MB peak heap   %s%n",
                name,
                (System.nanoTime() - wall) / 1e9,
                (cpu() - cpu) / 1e9,
                pools().stream().mapToLong(pool -> pool.getPeakUsage().getUsed()).sum() >> 20,
                result);
    }

    private static List<MemoryPoolMXBean> pools() {
        return ManagementFactory.getMemoryPoolMXBeans().stream()
                .filter(pool -> pool.getType() == MemoryType.HEAP)
                .toList();
    }

    private static long cpu() {
        return ((com.sun.management.OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean())
                .getProcessCpuTime();
    }

    private static String size(long bytes) {
        return String.format(Locale.US, "%.1f MB", bytes / 1e6);
    }
}
