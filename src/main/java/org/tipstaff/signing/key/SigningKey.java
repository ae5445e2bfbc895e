package org.tipstaff.signing.key;

import eu.europa.esig.dss.enumerations.DigestAlgorithm;
import eu.europa.esig.dss.model.DSSException;
import eu.europa.esig.dss.model.SignatureValue;
import eu.europa.esig.dss.model.ToBeSigned;
import eu.europa.esig.dss.model.x509.CertificateToken;
import eu.europa.esig.dss.token.DSSPrivateKeyEntry;
import eu.europa.esig.dss.token.KSPrivateKeyEntry;
import eu.europa.esig.dss.token.Pkcs11SignatureToken;
import eu.europa.esig.dss.token.Pkcs12SignatureToken;
import eu.europa.esig.dss.token.SignatureTokenConnection;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore.PasswordProtection;
import java.security.cert.X509Certificate;
import java.util.List;
import org.tipstaff.signing.SigningException;
import org.tipstaff.signing.setup.SigningStartupCheck;

/** The custodian's key, which never leaves the token that holds it: a digest goes in, a signature comes out. */
public final class SigningKey implements AutoCloseable {
    private static final String SHARED = "tipstaff.signing";

    private final SignatureTokenConnection token;
    private final DSSPrivateKeyEntry entry;

    private SigningKey(SignatureTokenConnection token, DSSPrivateKeyEntry entry) {
        this.token = token;
        this.entry = entry;
    }

    /**
     * Opens the key where settings that {@link SigningStartupCheck} found complete say that it lies.
     *
     * @param property begins the settings' names, for the sentence that says which is wrong
     */
    public static SigningKey open(KeySettings settings, String property) {
        if (settings.pkcs11().isPresent()) {
            KeySettings.Pkcs11 token = settings.pkcs11().orElseThrow();
            return fromPkcs11(
                    token.library().orElseThrow(),
                    token.slot().orElseThrow(),
                    token.pin().orElseThrow().toCharArray(),
                    token.key().orElseThrow(),
                    property);
        }
        return fromPkcs12(
                settings.keystore().orElseThrow(),
                settings.password().orElseThrow().toCharArray(),
                settings.alias().orElseThrow(),
                property);
    }

    /**
     * Opens the key of a PKCS#12 file (RFC 7292).
     *
     * @throws SigningException where the file is not there, the password is wrong, or no key has the alias
     */
    public static SigningKey fromPkcs12(Path file, char[] password, String alias) {
        return fromPkcs12(file, password, alias, SHARED);
    }

    private static SigningKey fromPkcs12(Path file, char[] password, String alias, String property) {
        if (!Files.isReadable(file)) {
            throw new SigningException("The signing key store cannot be read: is " + property + ".keystore right?");
        }
        SignatureTokenConnection token = open(file, password, property);
        for (DSSPrivateKeyEntry entry : token.getKeys()) {
            // PKCS#12 files written by Java have their aliases in lower case.
            if (entry instanceof KSPrivateKeyEntry stored && stored.getAlias().equalsIgnoreCase(alias)) {
                return new SigningKey(token, entry);
            }
        }
        token.close();
        throw new SigningException("The signing key store holds no key of that alias: set " + property + ".alias");
    }

    /**
     * Opens a key in a PKCS#11 token and signs in to it.
     *
     * @param slot identifier of the token's slot
     * @param key CKA_LABEL of the key's certificate
     * @throws SigningException where the library does not load, no token is in the slot, the PIN is wrong, or no key
     *     has a certificate of that label
     */
    public static SigningKey fromPkcs11(Path library, long slot, char[] pin, String key) {
        return fromPkcs11(library, slot, pin, key, SHARED);
    }

    private static SigningKey fromPkcs11(Path library, long slot, char[] pin, String key, String property) {
        if (!Files.isReadable(library)) {
            throw new SigningException("The PKCS#11 library cannot be read: is " + property + ".pkcs11.library right?");
        }
        SignatureTokenConnection token = connect(library, slot, pin, property);
        for (DSSPrivateKeyEntry entry : token.getKeys()) {
            if (entry instanceof KSPrivateKeyEntry stored && stored.getAlias().equals(key)) {
                return new SigningKey(token, entry);
            }
        }
        token.close();
        throw new SigningException("The PKCS#11 token holds no key that has a certificate of that label: set "
                + property + ".pkcs11.key, and give key and certificate the same CKA_ID");
    }

    private static SignatureTokenConnection connect(Path library, long slot, char[] pin, String property) {
        try {
            // Java's provider knows slots by number only; the label of a token is not asked for.
            Pkcs11SignatureToken token =
                    new Pkcs11SignatureToken(library.toString(), new PasswordProtection(pin), Math.toIntExact(slot));
            token.getKeys();
            return token;
        } catch (DSSException | java.security.ProviderException | ArithmeticException e) {
            throw new SigningException(pkcs11Problem(e, property), e);
        }
    }

    private static String pkcs11Problem(Throwable failure, String property) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            String text = String.valueOf(cause.getMessage());
            if (cause instanceof javax.security.auth.login.LoginException || text.contains("CKR_PIN")) {
                return "The PKCS#11 token does not open: " + property + ".pkcs11.pin is wrong or locked";
            }
            if (text.contains("CKR_SLOT_ID_INVALID") || text.contains("CKR_TOKEN_NOT_PRESENT")) {
                return "There is no PKCS#11 token in that slot: set " + property + ".pkcs11.slot to one that"
                        + " pkcs11-tool --list-slots shows";
            }
        }
        return "The PKCS#11 token does not open: check " + property + ".pkcs11.library, .slot and .pin";
    }

    private static SignatureTokenConnection open(Path file, char[] password, String property) {
        try {
            Pkcs12SignatureToken token = new Pkcs12SignatureToken(file.toFile(), new PasswordProtection(password));
            token.getKeys();
            return token;
        } catch (IOException | DSSException e) {
            throw new SigningException(
                    "The signing key store does not open: " + property + ".password is wrong, or it is not PKCS#12", e);
        }
    }

    /** The certificate of the key. */
    public X509Certificate certificate() {
        return entry.getCertificate().getCertificate();
    }

    /** The certificate and those above it, the signer's first, as far as the token holds them. */
    public List<X509Certificate> chain() {
        return tokens().stream().map(CertificateToken::getCertificate).toList();
    }

    public List<CertificateToken> tokens() {
        return List.of(entry.getCertificateChain());
    }

    public SignatureValue sign(ToBeSigned data) {
        return token.sign(data, DigestAlgorithm.SHA256, entry);
    }

    /** Closes the token; the key cannot sign any more. */
    @Override
    public void close() {
        token.close();
    }
}
