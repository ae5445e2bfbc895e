package org.tipstaff.document.child;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Optional;
import java.util.stream.Stream;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.cos.COSDictionary;
import org.apache.pdfbox.filter.FilterFactory;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.encryption.AccessPermission;
import org.apache.pdfbox.pdmodel.encryption.StandardProtectionPolicy;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.tipstaff.document.Pdfs;
import org.tipstaff.document.RefusalReason;
import org.tipstaff.document.XrefStreams;

/** Every way to pack a stream: honest ones are taken, and those that unpack to too much are refused before they do. */
@Timeout(60)
class PackedStreamsTest {
    private static final int SIXTY_MEGABYTES = 60 << 20;
    private static final String PICTURE =
            "/Type /XObject /Subtype /Image /Width 8 /Height 8 /ColorSpace /DeviceGray" + " /BitsPerComponent 8 ";

    static Stream<Arguments> bombs() throws IOException {
        byte[] deflated = Pdfs.bomb(250, (byte) ' ');
        byte[] lzw = lzw(SIXTY_MEGABYTES);
        return Stream.of(
                Arguments.of("/FlateDecode", deflated),
                Arguments.of("/Fl", deflated),
                Arguments.of("[/FlateDecode]", deflated),
                Arguments.of("/LZWDecode", lzw),
                Arguments.of("/LZW", lzw),
                Arguments.of("/RunLengthDecode", runs(SIXTY_MEGABYTES)),
                Arguments.of("/RL", runs(SIXTY_MEGABYTES)),
                Arguments.of("[/FlateDecode /FlateDecode]", packed("FlateDecode", deflated)),
                Arguments.of("[/ASCIIHexDecode /FlateDecode]", packed("ASCIIHexDecode", deflated)),
                Arguments.of("[/A85 /Fl]", packed("ASCII85Decode", deflated)),
                Arguments.of("[/ASCII85Decode /LZWDecode]", packed("ASCII85Decode", lzw)),
                Arguments.of("[/AHx /RL]", packed("ASCIIHexDecode", runs(SIXTY_MEGABYTES))),
                Arguments.of("[/RL /Fl]", packed("RunLengthDecode", deflated)),
                Arguments.of("[/FlateDecode /RunLengthDecode]", packed("FlateDecode", runs(SIXTY_MEGABYTES))),
                Arguments.of("[/Fl /RL /Fl]", packed("FlateDecode", packed("RunLengthDecode", deflated))),
                Arguments.of("[/LZW /A85]", lzw),
                Arguments.of("[/Crypt /FlateDecode]", deflated),
                Arguments.of("[/Crypt /Fl] /DecodeParms [<< /Name /Identity >> null]", deflated));
    }

    @ParameterizedTest
    @MethodSource("bombs")
    void what_unpacks_to_too_much_is_refused_however_it_is_packed(String filter, byte[] data) throws Exception {
        assertThat(data).hasSizeLessThan(2 << 20);

        assertThat(refusal("/Filter " + filter, data)).contains(RefusalReason.UNPACKS_TOO_LARGE);
    }

    @Test
    void filters_that_stand_elsewhere_in_the_file_are_found() throws Exception {
        byte[] bomb = Pdfs.bomb(60, (byte) ' ');
        byte[] byName = Pdfs.page("", "").stream("/Filter 7 0 R", bomb)
                .object("/FlateDecode")
                .bytes();
        byte[] byList = Pdfs.page("", "").stream("/Filter 7 0 R /DecodeParms 8 0 R", packed("ASCIIHexDecode", bomb))
                .object("[/AHx 9 0 R]")
                .object("[null << /Predictor 1 >>]")
                .object("/Fl")
                .bytes();

        assertThat(Opened.refusal(byName)).contains(RefusalReason.UNPACKS_TOO_LARGE);
        assertThat(Opened.refusal(byList)).contains(RefusalReason.UNPACKS_TOO_LARGE);
    }

    static Stream<Arguments> honest() throws IOException {
        byte[] text = "BT (an order) Tj ET ".repeat(2000).getBytes(StandardCharsets.US_ASCII);
        return Stream.of(
                Arguments.of("/FlateDecode", packed("FlateDecode", text)),
                Arguments.of("/LZWDecode", lzw(1 << 20)),
                Arguments.of("/RunLengthDecode", packed("RunLengthDecode", text)),
                Arguments.of("/AHx", packed("ASCIIHexDecode", text)),
                Arguments.of("[/A85 /Fl]", packed("ASCII85Decode", packed("FlateDecode", text))),
                Arguments.of("[/A85 /LZW]", packed("ASCII85Decode", lzw(1 << 20))),
                Arguments.of("[/Crypt /Fl]", packed("FlateDecode", text)),
                Arguments.of("[]", text),
                Arguments.of(
                        "/Fl /DecodeParms << /Predictor 12 /Columns 5 >>",
                        packed("FlateDecode", new byte[] {2, 1, 1, 1})));
    }

    @ParameterizedTest
    @MethodSource("honest")
    void what_unpacks_to_little_is_taken(String filter, byte[] data) throws Exception {
        assertThat(refusal("/Filter " + filter, data)).isEmpty();
    }

    static Stream<Arguments> unmeasurable() throws IOException {
        byte[] deflated = packed("FlateDecode", new byte[100]);
        return Stream.of(
                Arguments.of("/BrotliDecode", deflated, RefusalReason.PACKED_UNKNOWN),
                Arguments.of("[/Fl /Fl /Fl /Fl]", deflated, RefusalReason.PACKED_UNKNOWN),
                Arguments.of("[(FlateDecode)]", deflated, RefusalReason.PACKED_UNKNOWN),
                Arguments.of("(FlateDecode)", deflated, RefusalReason.PACKED_UNKNOWN),
                // The library would make a picture's points of it.
                Arguments.of("/DCTDecode", jpeg(8, 8), RefusalReason.PACKED_UNKNOWN),
                Arguments.of("[/CCF /Fl]", deflated, RefusalReason.PACKED_UNKNOWN),
                // Rows of two billion points, and rows of none, of which there is no end.
                Arguments.of(
                        "/Fl /DecodeParms << /Predictor 12 /Columns 2000000000 >>",
                        deflated,
                        RefusalReason.PACKED_UNKNOWN),
                Arguments.of(
                        "/LZW /DecodeParms << /Predictor 2 /Columns 0 >>", lzw(1000), RefusalReason.PACKED_UNKNOWN),
                Arguments.of("/Crypt /DecodeParms << /Name /Mine >>", deflated, RefusalReason.ENCRYPTED),
                Arguments.of("/JPXDecode", deflated, RefusalReason.UNSUPPORTED_IMAGE),
                Arguments.of("/Fl", Arrays.copyOf(deflated, deflated.length - 6), RefusalReason.BROKEN));
    }

    @ParameterizedTest
    @MethodSource("unmeasurable")
    void what_cannot_be_measured_is_refused(String filter, byte[] data, RefusalReason reason) throws Exception {
        assertThat(refusal("/Filter " + filter, data)).contains(reason);
    }

    static Stream<Arguments> pictures() throws IOException {
        return Stream.of(
                Arguments.of("/DCTDecode", jpeg(8, 8), Optional.empty()),
                Arguments.of("[/AHx /DCT]", packed("ASCIIHexDecode", jpeg(8, 8)), Optional.empty()),
                Arguments.of("/DCTDecode", jpeg(60_000, 60_000), Optional.of(RefusalReason.PICTURE_TOO_LARGE)),
                Arguments.of(
                        "[/A85 /DCT]",
                        packed("ASCII85Decode", jpeg(60_000, 60_000)),
                        Optional.of(RefusalReason.PICTURE_TOO_LARGE)),
                Arguments.of("/DCTDecode", new byte[] {1, 2, 3}, Optional.of(RefusalReason.BROKEN)),
                Arguments.of(
                        "/CCITTFaxDecode /DecodeParms << /K -1 /Columns 8 /Rows 8 >>", new byte[8], Optional.empty()),
                Arguments.of(
                        "/CCF /DecodeParms << /K -1 /Columns 1000000 /Rows 100000 >>",
                        new byte[8],
                        Optional.of(RefusalReason.PICTURE_TOO_LARGE)),
                Arguments.of("/JBIG2Decode", jbig2Page(8, 8), Optional.empty()),
                Arguments.of("/JBIG2Decode", jbig2Page(100_000, 100_000), Optional.of(RefusalReason.PICTURE_TOO_LARGE)),
                Arguments.of(
                        "[/Fl /JBIG2Decode]",
                        packed("FlateDecode", jbig2Page(100_000, 100_000)),
                        Optional.of(RefusalReason.PICTURE_TOO_LARGE)),
                Arguments.of("/JBIG2Decode", new byte[] {1, 2, 3}, Optional.of(RefusalReason.BROKEN)));
    }

    @ParameterizedTest
    @MethodSource("pictures")
    void a_picture_counts_by_what_its_own_head_declares(String filter, byte[] data, Optional<RefusalReason> reason)
            throws Exception {
        assertThat(refusal(PICTURE + "/Filter " + filter, data)).isEqualTo(reason);
    }

    @Test
    void the_shared_part_of_a_picture_counts_too() throws Exception {
        byte[] pdf = Pdfs.page("", "").stream(
                        PICTURE + "/Filter /JBIG2Decode /DecodeParms << /JBIG2Globals 7 0 R >>", new byte[0])
                .stream("", jbig2Page(100_000, 100_000))
                .bytes();

        assertThat(Opened.refusal(pdf)).contains(RefusalReason.PICTURE_TOO_LARGE);
    }

    @Test
    void a_stream_of_objects_is_measured_before_the_objects_are_made() throws Exception {
        byte[] whole = Pdfs.blank()
                .object("<< /Type /Catalog /Pages 2 0 R >>")
                .object("<< /Type /Pages /Kids [3 0 R] /Count 1 >>")
                .object("<< /Type /Page /Parent 2 0 R /MediaBox [0 0 612 792] >>")
                .stream("/Type /ObjStm /N 1 /First 4 /Filter /FlateDecode", Pdfs.bomb(400, (byte) ' '))
                .bytes();
        String text = new String(whole, StandardCharsets.ISO_8859_1);

        assertThat(Opened.refusal(XrefStreams.over(text, 4))).contains(RefusalReason.UNPACKS_TOO_LARGE);
    }

    @Test
    void a_stream_of_references_is_measured_before_it_is_read() throws Exception {
        byte[] bomb = Pdfs.bomb(60, (byte) 0);
        String start = "%PDF-1.7\n";
        byte[] head = (start + "1 0 obj\n<< /Type /XRef /Size 9 /W [1 4 1] /Root 2 0 R /Filter /FlateDecode /Length "
                        + bomb.length + " >>\nstream\n")
                .getBytes(StandardCharsets.ISO_8859_1);
        ByteArrayOutputStream file = new ByteArrayOutputStream();
        file.writeBytes(head);
        file.writeBytes(bomb);
        file.writeBytes(("\nendstream\nendobj\nstartxref\n" + start.length() + "\n%%EOF\n")
                .getBytes(StandardCharsets.ISO_8859_1));

        assertThat(Opened.refusal(file.toByteArray())).contains(RefusalReason.UNPACKS_TOO_LARGE);
    }

    @Test
    void what_opens_without_a_password_is_measured_when_it_is_decrypted() throws Exception {
        byte[] bomb = Pdfs.page("", "").stream("/Filter /FlateDecode", Pdfs.bomb(60, (byte) ' '))
                .bytes();

        assertThat(Opened.refusal(ownerOnly(Pdfs.order(1)))).isEmpty();
        assertThat(Opened.refusal(ownerOnly(bomb))).contains(RefusalReason.UNPACKS_TOO_LARGE);
    }

    private static byte[] ownerOnly(byte[] pdf) throws IOException {
        ByteArrayOutputStream encrypted = new ByteArrayOutputStream();
        try (PDDocument document = Loader.loadPDF(pdf)) {
            StandardProtectionPolicy policy = new StandardProtectionPolicy("owner", "", new AccessPermission());
            policy.setEncryptionKeyLength(128);
            document.protect(policy);
            document.save(encrypted);
        }
        return encrypted.toByteArray();
    }

    private static Optional<RefusalReason> refusal(String entries, byte[] data) throws IOException {
        return Opened.refusal(Pdfs.page("", "").stream(entries, data).bytes());
    }

    private static byte[] packed(String filter, byte[] data) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        FilterFactory.INSTANCE.getFilter(filter).encode(new ByteArrayInputStream(data), out, new COSDictionary(), 0);
        return out.toByteArray();
    }

    /** So many bytes, 128 a pair (ISO 32000-1, 7.4.5). */
    private static byte[] runs(int bytes) {
        byte[] runs = new byte[bytes / 128 * 2 + 1];
        for (int i = 0; i + 1 < runs.length; i += 2) {
            runs[i] = (byte) 129;
            runs[i + 1] = ' ';
        }
        runs[runs.length - 1] = (byte) 128;
        return runs;
    }

    /** At least so many spaces: each code stands for one more of them than the last (ISO 32000-1, 7.4.4). */
    private static byte[] lzw(int bytes) {
        BitWriter out = new BitWriter();
        long written = 0;
        out.write(256, 9);
        for (int n = 0; written < bytes; n++) {
            int width = width(258 + Math.max(0, n - 1));
            if (n == 3700) {
                out.write(256, width);
                n = 0;
                width = 9;
            }
            out.write(n == 0 ? ' ' : 257 + n, width);
            written += n + 1L;
        }
        out.write(256, 12);
        out.write(257, 9);
        return out.bytes();
    }

    private static int width(int codes) {
        return codes >= 2047 ? 12 : codes >= 1023 ? 11 : codes >= 511 ? 10 : 9;
    }

    private static final class BitWriter {
        private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        private long held;
        private int bits;

        void write(int code, int width) {
            held = held << width | code;
            bits += width;
            while (bits >= 8) {
                bytes.write((int) (held >> (bits - 8)));
                bits -= 8;
            }
            held &= 0xFF;
        }

        byte[] bytes() {
            bytes.write((int) (held << (8 - bits)));
            return bytes.toByteArray();
        }
    }

    /** The head of a picture: its frame, and the beginning of its scan. */
    private static byte[] jpeg(int width, int height) {
        return ByteBuffer.allocate(21)
                .putShort((short) 0xFFD8)
                .putShort((short) 0xFFC0)
                .putShort((short) 11)
                .put((byte) 8)
                .putShort((short) height)
                .putShort((short) width)
                .put(new byte[] {1, 1, 0x11, 0})
                .putShort((short) 0xFFDA)
                .array();
    }

    /** A page segment (ITU-T T.88, 7.4.8). */
    private static byte[] jbig2Page(int width, int height) {
        return ByteBuffer.allocate(30)
                .putInt(0)
                .put(new byte[] {48, 0, 1})
                .putInt(19)
                .putInt(width)
                .putInt(height)
                .array();
    }
}
