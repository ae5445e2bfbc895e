package org.tipstaff.demo.orders;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.encryption.InvalidPasswordException;
import org.apache.pdfbox.pdmodel.interactive.action.PDActionJavaScript;
import org.apache.pdfbox.text.PDFTextStripper;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.tipstaff.document.TextFinder;
import org.tipstaff.document.TypedPage;
import org.tipstaff.invitation.Handle;
import org.tipstaff.process.Examination;
import org.tipstaff.process.Facts;
import org.tipstaff.process.Finding;
import org.tipstaff.process.RuleFiles;
import org.tipstaff.process.Verdict;

class SampleOrdersTest {
    private static final Instant NOW = Instant.parse("2026-11-24T15:00:00Z");
    private static final List<SampleOrder> ORDERS = compose(UnaryOperator.identity());

    private static List<SampleOrder> compose(UnaryOperator<byte[]> seal) {
        try {
            return SampleOrders.compose(Clock.fixed(NOW, ZoneOffset.UTC), 7, seal);
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    static Stream<SampleOrder> readable() {
        return ORDERS.stream()
                .filter(order -> order.expected().condition() == SampleOrder.Condition.READABLE
                        || order.expected().condition() == SampleOrder.Condition.IMAGE_ONLY);
    }

    private static SampleOrder order(String slug) {
        return ORDERS.stream()
                .filter(order -> order.slug().equals(slug))
                .findFirst()
                .orElseThrow();
    }

    private static List<String> pages(byte[] pdf) throws IOException {
        List<String> pages = new ArrayList<>();
        try (PDDocument document = Loader.loadPDF(pdf)) {
            for (int i = 1; i <= document.getNumberOfPages(); i++) {
                PDFTextStripper stripper = new PDFTextStripper();
                stripper.setStartPage(i);
                stripper.setEndPage(i);
                pages.add(stripper.getText(document));
            }
        }
        return pages;
    }

    private static Set<Handle> found(SampleOrder order, List<String> pages) {
        TextFinder finder = new TextFinder(IntStream.range(0, pages.size())
                .mapToObj(page -> TypedPage.of(page + 1, pages.get(page)))
                .toList());
        return order.filing().terms().handles().stream()
                .filter(handle -> !finder.findAny(handle.spellings()).isEmpty())
                .collect(Collectors.toSet());
    }

    @ParameterizedTest
    @MethodSource("readable")
    void each_order_gets_the_findings_that_it_is_made_for(SampleOrder order) throws IOException {
        RuleFiles files = new RuleFiles(Path.of("config"));
        List<String> pages = pages(order.pdf());
        boolean imageOnly = pages.stream().allMatch(String::isBlank);
        Facts facts = new Facts(
                order.filing().process(),
                order.filing().terms(),
                order.filing().agency(),
                NOW,
                Map.of(),
                new Facts.Document(pages, imageOnly, order.expected().signature(), found(order, pages)),
                List.of());

        Map<String, Verdict> found = new HashMap<>();
        for (Finding finding : new Examination(files.policy(), files.courts()).examine(facts, NOW)) {
            if (finding.verdict() != Verdict.PASS) {
                found.put(finding.code(), finding.verdict());
            }
        }
        assertThat(found).as(order.slug()).isEqualTo(order.expected().findings());
        assertThat(imageOnly).isEqualTo(order.expected().condition() == SampleOrder.Condition.IMAGE_ONLY);
    }

    @Test
    void there_are_enough_and_each_has_a_name_of_its_own() {
        assertThat(ORDERS)
                .hasSizeGreaterThanOrEqualTo(14)
                .extracting(SampleOrder::slug)
                .doesNotHaveDuplicates();
        assertThat(ORDERS)
                .extracting(order -> order.filing().process().court())
                .contains("cand", "vaed", "nyed", "nevdistct", "calsuperct");
    }

    @Test
    void the_same_day_and_seed_give_the_same_filings() {
        assertThat(compose(UnaryOperator.identity()))
                .extracting(SampleOrder::filing)
                .isEqualTo(ORDERS.stream().map(SampleOrder::filing).toList());
    }

    @Test
    void the_altered_one_differs_from_what_was_signed_in_nothing_but_the_number() {
        List<byte[]> signed = new ArrayList<>();
        List<SampleOrder> orders = compose(bytes -> {
            signed.add(bytes);
            return bytes;
        });
        SampleOrder altered = orders.stream()
                .filter(order -> order.slug().startsWith("09"))
                .findFirst()
                .orElseThrow();
        assertThat(altered.pdf()).hasSameSizeAs(signed.get(1)).isNotEqualTo(signed.get(1));
        assertThat(orders.stream()
                        .filter(order -> order.slug().startsWith("08"))
                        .findFirst()
                        .orElseThrow()
                        .pdf())
                .isEqualTo(signed.get(0));
    }

    @Test
    void the_encrypted_one_needs_a_password_and_the_scripted_one_has_a_script() throws IOException {
        assertThatThrownBy(() -> Loader.loadPDF(order("11-encrypted").pdf()))
                .isInstanceOf(InvalidPasswordException.class);
        try (PDDocument document = Loader.loadPDF(order("12-with-script").pdf())) {
            assertThat(document.getDocumentCatalog().getOpenAction()).isInstanceOf(PDActionJavaScript.class);
        }
    }

    @Test
    void they_are_written_with_an_index(@TempDir Path directory) throws IOException {
        SampleOrders.writeTo(directory, ORDERS);
        String index = Files.readString(directory.resolve("README.txt"));
        for (SampleOrder order : ORDERS) {
            assertThat(directory.resolve(order.slug() + ".pdf")).hasBinaryContent(order.pdf());
            assertThat(index)
                    .contains(order.slug() + ".pdf", order.filing().process().docket());
        }
    }
}
