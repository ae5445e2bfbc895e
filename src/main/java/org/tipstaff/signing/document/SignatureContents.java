package org.tipstaff.signing.document;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import org.bouncycastle.asn1.ASN1InputStream;
import org.bouncycastle.asn1.ASN1Primitive;

/**
 * The gap in a byte range: the one place of a signed PDF that its signature cannot cover, because the signature is there
 * (ISO 32000-1 section 12.8.1). It has to be nothing but the signature: hexadecimal digits of one case, one CMS object,
 * and zeros to the end.
 */
public final class SignatureContents {
    private static final int LARGEST = 4 << 20;
    private static final Pattern ONE_CASE = Pattern.compile("<(?:[0-9a-f]{2})+>|<(?:[0-9A-F]{2})+>");
    private static final String PROBLEM = "The place of a signature holds something else than a signature.";

    private SignatureContents() {}

    /** @return a sentence where the gap is not what it has to be */
    public static Optional<String> problem(RandomAccessFile file, List<BigInteger> byteRange) throws IOException {
        if (byteRange.size() != 4) {
            return Optional.of(PROBLEM);
        }
        long from = byteRange.get(1).longValue();
        long size = byteRange.get(2).longValue() - from;
        if (byteRange.get(0).signum() != 0 || from <= 0 || size <= 2 || size > LARGEST || from + size > file.length()) {
            return Optional.of(PROBLEM);
        }
        byte[] gap = new byte[(int) size];
        file.seek(from);
        file.readFully(gap);
        String text = new String(gap, StandardCharsets.ISO_8859_1);
        if (!ONE_CASE.matcher(text).matches()) {
            return Optional.of(PROBLEM);
        }
        return plain(HexFormat.of().parseHex(text, 1, text.length() - 1)) ? Optional.empty() : Optional.of(PROBLEM);
    }

    private static boolean plain(byte[] contents) {
        try (ASN1InputStream in = new ASN1InputStream(contents)) {
            ASN1Primitive object = in.readObject();
            if (object == null) {
                return false;
            }
            int end = contents.length - in.available();
            for (int i = end; i < contents.length; i++) {
                if (contents[i] != 0) {
                    return false;
                }
            }
            return CmsSpelling.isStrict(Arrays.copyOf(contents, end));
        } catch (IOException e) {
            return false;
        }
    }
}
