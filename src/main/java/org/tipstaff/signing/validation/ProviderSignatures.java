package org.tipstaff.signing.validation;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.cert.CertificateEncodingException;
import java.security.cert.X509Certificate;
import java.util.List;
import java.util.function.Predicate;
import java.util.function.Supplier;
import org.bouncycastle.asn1.ASN1InputStream;
import org.bouncycastle.asn1.ASN1Primitive;
import org.bouncycastle.cert.jcajce.JcaX509CertificateHolder;
import org.bouncycastle.cms.CMSException;
import org.bouncycastle.cms.CMSSignedData;
import org.bouncycastle.cms.SignerInformation;
import org.bouncycastle.cms.SignerInformationVerifier;
import org.bouncycastle.cms.jcajce.JcaSimpleSignerInfoVerifierBuilder;
import org.bouncycastle.operator.ContentVerifier;
import org.bouncycastle.operator.OperatorCreationException;

/**
 * Whether a file carries a signature that was made with a key of the provider, whatever became of the rest of it. Made
 * for files of strangers: it opens no PDF, decompresses nothing and follows nothing, so that there is nothing to exhaust.
 * It reads the bytes once, from front to back, and looks at what stands where a PDF keeps a signature: {@code /Contents}
 * and a hexadecimal string (ISO 32000-1 section 12.8.1). Only keys of the provider are calculated with, none from the file.
 */
public final class ProviderSignatures {
    private static final byte[] BEFORE = {'/', 'C', 'o', 'n', 't', 'e', 'n', 't', 's'};
    /** A signature with its time-stamp takes some 9,500 bytes of the 18,944 that are reserved for it. */
    private static final int LARGEST = 128 << 10;

    private static final int SMALLEST = 128;
    /** A document has one signature, and a time-stamp more every few years. */
    private static final int MOST = 64;

    private final Supplier<List<X509Certificate>> signers;

    /** @param signers certificates of the keys that sign or signed for the provider, none of an authority */
    public ProviderSignatures(Supplier<List<X509Certificate>> signers) {
        this.signers = signers;
    }

    /** Whether one of them is in the file. What was signed may have been changed since: that is not looked at. */
    public boolean in(Path file) throws IOException {
        return any(file, this::isOurs);
    }

    /** Whether a signature or a time-stamp is in the file, whoever made it. */
    static boolean anybodys(Path file) throws IOException {
        return any(file, signer -> true);
    }

    private static boolean any(Path file, Predicate<SignerInformation> wanted) throws IOException {
        byte[] signature = new byte[LARGEST];
        try (InputStream in = new BufferedInputStream(Files.newInputStream(file), 1 << 16)) {
            for (int found = 0; found < MOST && skipTo(in); ) {
                int length = hexadecimal(in, signature);
                if (length >= SMALLEST) {
                    found++;
                    if (holds(signature, length, wanted)) {
                        return true;
                    }
                }
            }
        }
        return false;
    }

    /** @return false at the end of the file */
    private static boolean skipTo(InputStream in) throws IOException {
        int matched = 0;
        for (int c = in.read(); c >= 0; c = in.read()) {
            // The slash stands at the beginning only, so that a mismatch begins anew with it or not at all.
            matched = c == BEFORE[matched] ? matched + 1 : c == BEFORE[0] ? 1 : 0;
            if (matched == BEFORE.length) {
                return true;
            }
        }
        return false;
    }

    /** @return how many bytes are spelt there; 0 where something else stands there, or too much */
    private static int hexadecimal(InputStream in, byte[] into) throws IOException {
        in.mark(1);
        int c = in.read();
        while (c == ' ' || c == '\r' || c == '\n' || c == '\t') {
            in.mark(1);
            c = in.read();
        }
        if (c != '<') {
            in.reset();
            return 0;
        }
        for (int length = 0; length < into.length; length++) {
            in.mark(1);
            int high = in.read();
            if (high == '>') {
                return length;
            }
            int low = in.read();
            if (Character.digit(high, 16) < 0 || Character.digit(low, 16) < 0) {
                return 0;
            }
            into[length] = (byte) (Character.digit(high, 16) << 4 | Character.digit(low, 16));
        }
        return 0;
    }

    private static boolean holds(byte[] signature, int length, Predicate<SignerInformation> wanted) {
        try (ASN1InputStream in = new ASN1InputStream(new java.io.ByteArrayInputStream(signature, 0, length), length)) {
            ASN1Primitive object = in.readObject();
            return object != null
                    && new CMSSignedData(object.getEncoded())
                            .getSignerInfos().getSigners().stream().anyMatch(wanted);
        } catch (IOException | CMSException | RuntimeException | StackOverflowError e) {
            // Whatever it is, it is no signature.
            return false;
        }
    }

    private boolean isOurs(SignerInformation signer) {
        try {
            for (X509Certificate certificate : signers.get()) {
                if (signer.getSID().match(new JcaX509CertificateHolder(certificate)) && isSigned(signer, certificate)) {
                    return true;
                }
            }
            return false;
        } catch (IOException | OperatorCreationException | CertificateEncodingException e) {
            // Whatever it is, it is no signature of the provider.
            return false;
        }
    }

    /** Whether the key made this signature, over whatever it was (RFC 5652 section 5.4, signed attributes). */
    private static boolean isSigned(SignerInformation signer, X509Certificate certificate)
            throws OperatorCreationException, IOException {
        byte[] attributes = signer.getEncodedSignedAttributes();
        if (attributes == null) {
            return false;
        }
        SignerInformationVerifier verifier = new JcaSimpleSignerInfoVerifierBuilder().build(certificate);
        ContentVerifier content = verifier.getContentVerifier(
                signer.toASN1Structure().getDigestEncryptionAlgorithm(), signer.getDigestAlgorithmID());
        content.getOutputStream().write(attributes);
        return content.verify(signer.getSignature());
    }
}
