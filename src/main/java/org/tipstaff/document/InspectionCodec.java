package org.tipstaff.document;

import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * An inspection as bytes: what the child hands to its parent, and what is sealed. Big-endian, a version byte first,
 * every count and length bounded: the reader does not trust the child, which has touched hostile bytes.
 */
public final class InspectionCodec {
    private static final int VERSION = 1;
    private static final int MOST_PAGES = 500;
    private static final int MOST_WORDS = 50_000;
    private static final int LONGEST_TEXT = 8 << 20;

    private InspectionCodec() {}

    public static void write(Inspection inspection, DataOutputStream out) throws IOException {
        out.writeByte(VERSION);
        write(inspection.refusal().map(Enum::name).orElse(""), out);
        DocumentSignature signature = inspection.signature();
        write(signature.verdict().name(), out);
        write(signature.signer().orElse(""), out);
        out.writeLong(signature.signedAt().map(Instant::toEpochMilli).orElse(Long.MIN_VALUE));
        out.writeBoolean(inspection.imageOnly());
        out.writeInt(inspection.pages());
        for (int i = 0; i < inspection.pages(); i++) {
            out.writeDouble(inspection.sizes().get(i).width());
            out.writeDouble(inspection.sizes().get(i).height());
            PageText text = inspection.texts().get(i);
            write(text.text(), out);
            out.writeInt(text.words().size());
            for (Word word : text.words()) {
                write(word, out);
            }
        }
    }

    private static void write(Word word, DataOutputStream out) throws IOException {
        write(word.text(), out);
        out.writeFloat((float) word.x());
        out.writeFloat((float) word.y());
        out.writeFloat((float) word.width());
        out.writeFloat((float) word.height());
    }

    private static void write(String text, DataOutputStream out) throws IOException {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        out.writeInt(bytes.length);
        out.write(bytes);
    }

    /** @throws IOException where the bytes are not an inspection */
    public static Inspection read(DataInputStream in) throws IOException {
        try {
            return readTrusting(in);
        } catch (IllegalArgumentException e) {
            throw new IOException("Not an inspection", e);
        }
    }

    private static Inspection readTrusting(DataInputStream in) throws IOException {
        if (in.readUnsignedByte() != VERSION) {
            throw new IOException("Not an inspection of this version");
        }
        Optional<RefusalReason> refusal = nonEmpty(in).map(RefusalReason::valueOf);
        SignatureVerdict verdict = SignatureVerdict.valueOf(string(in));
        Optional<String> signer = nonEmpty(in);
        long signedAt = in.readLong();
        boolean imageOnly = in.readBoolean();
        int pages = count(in, MOST_PAGES);
        List<PageSize> sizes = new ArrayList<>();
        List<PageText> texts = new ArrayList<>();
        for (int page = 1; page <= pages; page++) {
            sizes.add(new PageSize(in.readDouble(), in.readDouble()));
            texts.add(new PageText(page, string(in), words(page, in)));
        }
        Optional<Instant> time =
                signedAt == Long.MIN_VALUE ? Optional.empty() : Optional.of(Instant.ofEpochMilli(signedAt));
        return new Inspection(refusal, sizes, texts, imageOnly, new DocumentSignature(verdict, signer, time));
    }

    private static List<Word> words(int page, DataInputStream in) throws IOException {
        int count = count(in, MOST_WORDS);
        List<Word> words = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            words.add(new Word(page, string(in), in.readFloat(), in.readFloat(), in.readFloat(), in.readFloat()));
        }
        return words;
    }

    private static Optional<String> nonEmpty(DataInputStream in) throws IOException {
        return Optional.of(string(in)).filter(text -> !text.isEmpty());
    }

    private static String string(DataInputStream in) throws IOException {
        int length = count(in, LONGEST_TEXT);
        byte[] bytes = in.readNBytes(length);
        if (bytes.length < length) {
            throw new IOException("Not a whole inspection");
        }
        return new String(bytes, StandardCharsets.UTF_8);
    }

    private static int count(DataInputStream in, int most) throws IOException {
        int count = in.readInt();
        if (count < 0 || count > most) {
            throw new IOException("Not an inspection within its bounds");
        }
        return count;
    }
}
