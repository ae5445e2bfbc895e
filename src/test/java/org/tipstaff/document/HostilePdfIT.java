package org.tipstaff.document;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Optional;
import java.util.Random;
import java.util.stream.Stream;
import javax.imageio.ImageIO;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.encryption.AccessPermission;
import org.apache.pdfbox.pdmodel.encryption.StandardProtectionPolicy;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.tipstaff.document.isolation.InspectionLimits;
import org.tipstaff.document.isolation.Isolation;
import org.tipstaff.document.isolation.IsolationProbe;

@Timeout(60)
class HostilePdfIT {
    private static final InspectionLimits LIMITS = InspectionLimits.DEFAULT;
    private static final Isolation ISOLATION = new IsolationProbe().probe();

    @TempDir
    Path work;

    @TempDir
    Path elsewhere;

    @AfterEach
    void nothing_of_it_stays_on_the_disk() throws IOException {
        try (Stream<Path> left = Files.list(work)) {
            assertThat(left).isEmpty();
        }
    }

    @Test
    void a_plain_order_is_accepted_with_text_words_and_pictures() throws Exception {
        try (InspectionDirectory workspace = workspace(Pdfs.order(3))) {
            Inspection inspection = process(LIMITS).inspect(workspace, CourtSigner.NOW);

            assertThat(inspection.outcome()).isEqualTo(Outcome.ACCEPTED);
            assertThat(inspection.sizes()).containsOnly(new PageSize(612, 792)).hasSize(3);
            assertThat(inspection.imageOnly()).isFalse();
            assertThat(inspection.texts().get(2).text()).startsWith("IN THE UNITED STATES DISTRICT COURT\n");
            Found handle =
                    new TextFinder(inspection.texts()).find("+12025550123").get(0);
            assertThat(handle.page()).isEqualTo(1);
            Word box = handle.boxes().get(0);
            assertThat(box.text()).isEqualTo("+12025550123");
            assertThat(box.x()).isBetween(0.2, 0.4);
            assertThat(box.y()).isBetween(0.78, 0.82); // line 40 of 15 points, from 52 below the top
            assertThat(box.width()).isBetween(0.08, 0.14);
            assertThat(box.height()).isBetween(0.005, 0.02);
            for (int page = 1; page <= 3; page++) {
                assertThat(Files.readAllBytes(workspace.picture(page)))
                        .startsWith(0x89, 'P', 'N', 'G')
                        .hasSizeGreaterThan(10_000);
            }
        }
    }

    @Test
    void a_scan_without_a_text_layer_is_accepted_and_marked() throws Exception {
        byte[] scan = Pdfs.page("", "", "612 0 0 792 0 0 cm /I Do").stream(
                        "/Type /XObject /Subtype /Image /Width 100 /Height 100 /ColorSpace /DeviceGray"
                                + " /BitsPerComponent 8",
                        new byte[10_000])
                .bytes();

        Inspection inspection = inspect(scan);

        assertThat(inspection.outcome()).isEqualTo(Outcome.ACCEPTED);
        assertThat(inspection.imageOnly()).isTrue();
    }

    @Test
    void links_and_destinations_are_accepted() throws Exception {
        assertThat(inspect(Pdfs.page(
                                        "/OpenAction [3 0 R /Fit]",
                                        "/Annots [<< /Type /Annot /Subtype /Link /Rect [0 0 9 9]"
                                                + " /A << /S /URI /URI (https://court.example) >> >>]")
                                .bytes())
                        .outcome())
                .isEqualTo(Outcome.ACCEPTED);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/OpenAction << /S /JavaScript /JS (app.alert\\(1\\)) >>",
                "/OpenAction << /S /#4aava#53cript /#4aS (app.alert\\(1\\)) >>",
                "/OpenAction << /S /Launch /F (cmd.exe) >>",
                "/OpenAction << /S /GoToR /F (other.pdf) /D [0 /Fit] >>",
                "/OpenAction << /S /SomethingNew >>",
                "/OpenAction << /S /URI /URI (file:///192.0.2.1/share/x) >>",
                "/OpenAction << /S /URI /URI (https://example.com/opened) >>",
                "/Outlines << /First << /Title (a) /A << /S /URI /URI (javascript:alert\\(1\\)) >> >> >>",
                "/Names << /JavaScript << /Kids [<< /Names [(a) << /S /JavaScript /JS (1) >>] >>] >> >>",
                "/OpenAction << /S /GoTo /D [3 0 R /Fit] /Next << /S /SubmitForm /F (https://example.com) >> >>",
                "/AA << /WC << /S /GoTo /D [3 0 R /Fit] >> >>",
                "/Names << /EmbeddedFiles << /Names [(a) << /Type /Filespec /F (a) /EF << /F 4 0 R >> >>] >> >>",
                "/Names << /JavaScript << /Names [(a) << /S /JavaScript /JS (1) >>] >> >>",
                "/AcroForm << /Fields [] /XFA 4 0 R >>",
                "/Collection << /View /D >>",
            })
    void what_acts_when_the_document_opens_is_refused(String inCatalog) throws Exception {
        assertThat(refusal(Pdfs.page(inCatalog, "").bytes())).isEqualTo(RefusalReason.ACTIVE_CONTENT);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/AA << /O << /S /JavaScript /JS (1) >> >>",
                "/Annots [<< /Type /Annot /Subtype /RichMedia /Rect [0 0 9 9] >>]",
                "/Annots [<< /Subtype /FileAttachment /Rect [0 0 9 9] >>]",
                "/Annots [<< /Subtype /Link /Rect [0 0 9 9] /A << /S /Launch /F (cmd.exe) >> >>]",
                "/Annots [<< /Subtype /Link /Rect [0 0 9 9] /A << /S /ImportData /F (a.fdf) >> >>]",
                "/Annots [<< /Subtype /Link /Rect [0 0 9 9] /A << /S /URI /URI (file:///192.0.2.1/x) >> >>]",
                "/Annots [<< /Subtype /Link /Rect [0 0 9 9] /A << /S /URI /URI (JavaScript:alert\\(1\\)) >> >>]",
            })
    void what_acts_on_a_page_is_refused(String inPage) throws Exception {
        assertThat(refusal(Pdfs.page("", inPage).bytes())).isEqualTo(RefusalReason.ACTIVE_CONTENT);
    }

    @Test
    void what_needs_a_password_is_refused_and_what_opens_without_one_is_read_whatever_it_forbids() throws Exception {
        assertThat(refusal(encrypted("secret"))).isEqualTo(RefusalReason.ENCRYPTED);

        Inspection opened = inspect(encrypted(""));

        assertThat(opened.outcome()).isEqualTo(Outcome.ACCEPTED);
        assertThat(opened.texts().get(0).text()).contains("+12025550123");
    }

    private static byte[] encrypted(String password) throws IOException {
        ByteArrayOutputStream encrypted = new ByteArrayOutputStream();
        AccessPermission nothing = new AccessPermission(0);
        try (PDDocument document = Loader.loadPDF(Pdfs.order(1))) {
            StandardProtectionPolicy policy = new StandardProtectionPolicy("owner", password, nothing);
            policy.setEncryptionKeyLength(128);
            document.protect(policy);
            document.save(encrypted);
        }
        return encrypted.toByteArray();
    }

    @Test
    void a_bomb_in_a_content_stream_is_refused() throws Exception {
        byte[] bomb = Pdfs.blank()
                .object("<< /Type /Catalog /Pages 2 0 R >>")
                .object("<< /Type /Pages /Kids [3 0 R] /Count 1 >>")
                .object("<< /Type /Page /Parent 2 0 R /MediaBox [0 0 612 792] /Contents 4 0 R >>")
                .stream("/Filter /FlateDecode", Pdfs.bomb(250, (byte) ' '))
                .bytes();
        assertThat(bomb).hasSizeLessThan(1 << 20);

        assertThat(refusal(bomb)).isEqualTo(RefusalReason.UNPACKS_TOO_LARGE);
    }

    @Test
    void a_picture_of_absurd_size_is_refused() throws Exception {
        byte[] pdf = Pdfs.page("", "", "/I Do").stream(
                        "/Type /XObject /Subtype /Image /Width 100000 /Height 100000 /ColorSpace /DeviceGray"
                                + " /BitsPerComponent 8",
                        new byte[10])
                .bytes();
        assertThat(refusal(pdf)).isEqualTo(RefusalReason.PICTURE_TOO_LARGE);
    }

    @Test
    void a_page_of_absurd_size_is_refused() throws Exception {
        assertThat(refusal(Pdfs.page("", "/CropBox [0 0 20000 20000] /UserUnit 1000")
                        .replace(3, "<< /Type /Page /Parent 2 0 R /MediaBox [0 0 900000 900000] /Contents 4 0 R >>")
                        .bytes()))
                .isEqualTo(RefusalReason.PAGE_SIZE);
    }

    @Test
    void what_is_not_a_pdf_is_refused() throws Exception {
        assertThat(refusal("PK\3\4 a word-processor file".getBytes(StandardCharsets.US_ASCII)))
                .isEqualTo(RefusalReason.NOT_A_PDF);
        assertThat(refusal(new byte[0])).isEqualTo(RefusalReason.NOT_A_PDF);
    }

    @Test
    void a_file_that_is_also_something_else_is_refused() throws Exception {
        byte[] order = Pdfs.order(1);
        assertThat(refusal(join("<html><script>".getBytes(StandardCharsets.US_ASCII), order)))
                .isEqualTo(RefusalReason.NOT_A_PDF);
        byte[] directoryEnd = new byte[22];
        System.arraycopy(new byte[] {'P', 'K', 5, 6}, 0, directoryEnd, 0, 4);
        assertThat(refusal(join(order, directoryEnd))).isEqualTo(RefusalReason.NOT_A_PDF);
    }

    @Test
    void a_truncated_document_is_refused() throws Exception {
        byte[] order = Pdfs.order(2);
        assertThat(refusal(Arrays.copyOf(order, order.length - 400))).isEqualTo(RefusalReason.BROKEN);
    }

    @Test
    void one_byte_more_than_25_megabytes_is_refused_and_no_child_starts() throws Exception {
        byte[] large = Arrays.copyOf(Pdfs.order(1), (25 << 20) + 1);
        try (InspectionDirectory workspace = workspace(large)) {
            assertThat(process(LIMITS).inspect(workspace, CourtSigner.NOW).refusal())
                    .contains(RefusalReason.TOO_LARGE);
            assertThat(workspace.started()).doesNotExist();
        }
    }

    @Test
    void a_list_of_scripts_that_holds_none_is_accepted() throws Exception {
        assertThat(inspect(Pdfs.page("/Names << /JavaScript << /Names [] >> >>", "")
                                .bytes())
                        .outcome())
                .isEqualTo(Outcome.ACCEPTED);
    }

    @Test
    void what_a_portal_puts_before_and_after_a_file_is_accepted() throws Exception {
        byte[] order = Pdfs.order(1);
        assertThat(inspect(join(new byte[] {(byte) 0xEF, (byte) 0xBB, (byte) 0xBF}, order))
                        .outcome())
                .isEqualTo(Outcome.ACCEPTED);
        assertThat(inspect(join(order, "% served by the portal\n".getBytes(StandardCharsets.US_ASCII)))
                        .outcome())
                .isEqualTo(Outcome.ACCEPTED);
        assertThat(refusal(join(order, "<html>".getBytes(StandardCharsets.US_ASCII))))
                .isEqualTo(RefusalReason.NOT_A_PDF);
    }

    @Test
    void a_drawing_that_draws_itself_is_refused_before_it_is_drawn() throws Exception {
        byte[] itself = Pdfs.page("", "", "/I Do /I Do").stream(
                        "/Type /XObject /Subtype /Form /BBox [0 0 612 792] /Resources << /XObject << /I 6 0 R >> >>",
                        "/I Do /I Do".getBytes(StandardCharsets.US_ASCII))
                .bytes();
        byte[] bySoftMask = Pdfs.page("", "", "/I Do").stream(
                        "/Type /XObject /Subtype /Form /BBox [0 0 612 792] /Resources << /ExtGState << /G"
                                + " << /SMask << /S /Alpha /G 6 0 R >> >> >> >>",
                        "/G gs 0 0 9 9 re f".getBytes(StandardCharsets.US_ASCII))
                .bytes();
        assertThat(refusal(itself)).isEqualTo(RefusalReason.DRAWS_ITSELF);
        assertThat(refusal(bySoftMask)).isEqualTo(RefusalReason.DRAWS_ITSELF);
    }

    @Test
    void a_picture_that_lies_in_the_drawing_is_measured_before_it_is_unpacked() throws Exception {
        String bomb = HexFormat.of().formatHex(Pdfs.bomb(200, (byte) 0));
        String small = HexFormat.of().formatHex(Pdfs.bomb(1, (byte) 0));

        assertThat(inspect(inline("/W 1024 /H 1024 /F [/AHx /Fl]", small)).outcome())
                .isEqualTo(Outcome.ACCEPTED);
        assertThat(refusal(inline("/W 1024 /H 1024 /F [/AHx /Fl]", bomb))).isEqualTo(RefusalReason.UNPACKS_TOO_LARGE);
        assertThat(refusal(inline("/W 1024 /H 1024 /Filter [/ASCIIHexDecode /FlateDecode]", bomb)))
                .isEqualTo(RefusalReason.UNPACKS_TOO_LARGE);
        assertThat(refusal(inline("/W 100000 /H 100000 /F /AHx", "00"))).isEqualTo(RefusalReason.PICTURE_TOO_LARGE);
        assertThat(refusal(inline("/W 8 /H 8 /F /CCF /DP << /K -1 /Columns 100000 /Rows 100000 >>", "00")))
                .isEqualTo(RefusalReason.PICTURE_TOO_LARGE);
    }

    private static byte[] inline(String entries, String data) {
        return Pdfs.page("", "", "100 0 0 100 72 600 cm BI /BPC 8 /CS /G " + entries + " ID " + data + "> EI")
                .bytes();
    }

    @Test
    void a_drawing_whose_colors_have_no_end_is_refused() throws Exception {
        byte[] colors = Pdfs.page("", "", "/C cs 1 sc 0 0 99 99 re f")
                .replace(
                        3,
                        "<< /Type /Page /Parent 2 0 R /MediaBox [0 0 612 792] /Contents 4 0 R"
                                + " /Resources << /ColorSpace << /C 6 0 R >> >> >>")
                .object("[/Indexed 6 0 R 1 <000000ffffff>]")
                .bytes();

        assertThat(refusal(colors)).isEqualTo(RefusalReason.NESTED_TOO_DEEP);
    }

    @Test
    void a_scan_as_copiers_write_it_is_drawn() throws Exception {
        // A page and a region of arithmetic coding (ITU-T T.88, 7.4.6 and 7.4.8); any bytes are some picture there.
        byte[] coded = new byte[400];
        new Random(1).nextBytes(coded);
        byte[] picture = ByteBuffer.allocate(30 + 37 + coded.length)
                .putInt(0)
                .put(new byte[] {48, 0, 1})
                .putInt(19)
                .putInt(64)
                .putInt(56)
                .put(new byte[11])
                .putInt(1)
                .put(new byte[] {38, 0, 1})
                .putInt(26 + coded.length)
                .putInt(64)
                .putInt(56)
                .put(new byte[10])
                .put(new byte[] {3, -1, -3, -1, 2, -2, -2, -2})
                .put(coded)
                .array();
        byte[] scan = Pdfs.page("", "", "612 0 0 792 0 0 cm /I Do").stream(
                        "/Type /XObject /Subtype /Image /Width 64 /Height 56 /ColorSpace /DeviceGray"
                                + " /BitsPerComponent 1 /Filter /JBIG2Decode",
                        picture)
                .bytes();

        assertThat(blackPoints(scan)).isGreaterThan(10_000);
    }

    @Test
    void a_value_that_has_no_picture_of_its_own_is_drawn() throws Exception {
        assertThat(blackPoints(form("/V (+12025550123)"))).isGreaterThan(blackPoints(form("")) + 100);
    }

    private static byte[] form(String value) {
        return Pdfs.page(
                        "/AcroForm << /NeedAppearances true /Fields [6 0 R] /DA (/F1 12 Tf 0 g)"
                                + " /DR << /Font << /F1 5 0 R >> >> >>",
                        "/Annots [6 0 R]")
                .object("<< /Type /Annot /Subtype /Widget /FT /Ch /Ff 131072 /T (handle) /Opt [(+12025550123) (other)]"
                        + " /DA (/F1 12 Tf 0 g) /P 3 0 R /Rect [72 300 300 320] " + value + " >>")
                .bytes();
    }

    private long blackPoints(byte[] pdf) throws IOException {
        try (InspectionDirectory workspace = workspace(pdf)) {
            assertThat(process(LIMITS).inspect(workspace, CourtSigner.NOW).outcome())
                    .isEqualTo(Outcome.ACCEPTED);
            BufferedImage page = ImageIO.read(workspace.picture(1).toFile());
            long black = 0;
            for (int y = 0; y < page.getHeight(); y++) {
                for (int x = 0; x < page.getWidth(); x++) {
                    black += (page.getRGB(x, y) & 0xFF) < 100 ? 1 : 0;
                }
            }
            return black;
        }
    }

    @Test
    void an_inspection_that_takes_too_long_is_ended() throws Exception {
        // A loop of forms that draw each other ten times, eight deep: a hundred million drawings.
        Pdfs pdf = Pdfs.page("", "", "/I Do");
        for (int depth = 0; depth < 8; depth++) {
            pdf.stream(
                    "/Type /XObject /Subtype /Form /BBox [0 0 612 792] /Resources << /XObject << /I " + (7 + depth)
                            + " 0 R >> >>",
                    "/I Do ".repeat(10).getBytes(StandardCharsets.US_ASCII));
        }
        pdf.stream(
                "/Type /XObject /Subtype /Form /BBox [0 0 612 792]",
                "0 0 612 792 re f ".repeat(10).getBytes(StandardCharsets.US_ASCII));
        long start = System.nanoTime();
        try (InspectionDirectory workspace = workspace(pdf.bytes())) {
            assertThat(process(new InspectionLimits(256, Duration.ofSeconds(3), Duration.ofSeconds(20)))
                            .inspect(workspace, CourtSigner.NOW)
                            .refusal())
                    .contains(RefusalReason.TOO_COMPLEX);
        }
        assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(30));
    }

    @Test
    void where_no_child_starts_the_document_is_not_blamed() throws Exception {
        Path notACertificate = Files.writeString(elsewhere.resolve("broken.pem"), "nonsense");
        InspectionProcess process = new InspectionProcess(LIMITS, Isolation.NONE, Optional.of(notACertificate));
        try (InspectionDirectory workspace = workspace(Pdfs.order(1))) {
            assertThatThrownBy(() -> process.inspect(workspace, CourtSigner.NOW))
                    .isInstanceOf(IOException.class)
                    .hasMessageContaining("does not start");
        }
    }

    private RefusalReason refusal(byte[] pdf) throws IOException {
        return inspect(pdf).refusal().orElseThrow(() -> new AssertionError("It was accepted"));
    }

    private Inspection inspect(byte[] pdf) throws IOException {
        try (InspectionDirectory workspace = workspace(pdf)) {
            return process(LIMITS).inspect(workspace, CourtSigner.NOW);
        }
    }

    private InspectionDirectory workspace(byte[] pdf) throws IOException {
        InspectionDirectory workspace = InspectionDirectory.in(work);
        workspace.copy(Files.write(elsewhere.resolve("upload"), pdf));
        return workspace;
    }

    private static InspectionProcess process(InspectionLimits limits) {
        return new InspectionProcess(limits, ISOLATION, Optional.empty());
    }

    private static byte[] join(byte[] first, byte[] second) {
        byte[] both = Arrays.copyOf(first, first.length + second.length);
        System.arraycopy(second, 0, both, first.length, second.length);
        return both;
    }
}
