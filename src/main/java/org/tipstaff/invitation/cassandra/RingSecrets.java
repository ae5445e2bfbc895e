package org.tipstaff.invitation.cassandra;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.security.cert.CertificateFactory;
import javax.net.ssl.KeyManager;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;
import org.jspecify.annotations.Nullable;
import org.tipstaff.invitation.LogUnavailable;

/** What the files hold with which the ring is signed in to: read at each attempt, so that what is put right is taken. */
final class RingSecrets {
    private static final byte[] PEM = "-----BEGIN".getBytes(StandardCharsets.US_ASCII);

    private RingSecrets() {}

    /** @throws LogUnavailable where the file cannot be read */
    static String password(Ring.Login login) {
        if (login.password().isPresent()) {
            return login.password().get();
        }
        try {
            return Files.readString(login.passwordFile().orElseThrow()).strip();
        } catch (IOException e) {
            throw LogUnavailable.setting("password-file", e);
        }
    }

    /** @throws LogUnavailable where a file cannot be read or opened */
    static SSLContext context(Ring.Tls tls) {
        try {
            SSLContext context = SSLContext.getInstance("TLS");
            context.init(own(tls), trusted(tls).getTrustManagers(), null);
            return context;
        } catch (GeneralSecurityException e) {
            throw LogUnavailable.setting("tls", e);
        }
    }

    private static TrustManagerFactory trusted(Ring.Tls tls) {
        try {
            TrustManagerFactory trust = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
            Ring.StoreFile store = tls.trustStore().orElse(null);
            trust.init(store == null ? null : isPem(store.file()) ? authorities(store.file()) : load(store));
            return trust;
        } catch (GeneralSecurityException | IOException e) {
            throw LogUnavailable.setting("trust-store", e);
        }
    }

    private static KeyManager @Nullable [] own(Ring.Tls tls) {
        if (tls.keyStore().isEmpty()) {
            return null;
        }
        try {
            Ring.StoreFile store = tls.keyStore().get();
            KeyManagerFactory keys = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
            keys.init(load(store), store.password().toCharArray());
            return keys.getKeyManagers();
        } catch (GeneralSecurityException | IOException e) {
            throw LogUnavailable.setting("key-store", e);
        }
    }

    /** PKCS#12 or JKS: the JDK looks at how it begins. */
    private static KeyStore load(Ring.StoreFile store) throws GeneralSecurityException, IOException {
        return KeyStore.getInstance(store.file().toFile(), store.password().toCharArray());
    }

    private static boolean isPem(Path file) throws IOException {
        try (InputStream in = Files.newInputStream(file)) {
            return java.util.Arrays.equals(in.readNBytes(PEM.length), PEM);
        }
    }

    private static KeyStore authorities(Path file) throws GeneralSecurityException, IOException {
        KeyStore store = KeyStore.getInstance("PKCS12");
        store.load(null, null);
        try (InputStream in = Files.newInputStream(file)) {
            for (Certificate certificate :
                    CertificateFactory.getInstance("X.509").generateCertificates(in)) {
                store.setCertificateEntry("authority " + store.size(), certificate);
            }
        }
        return store;
    }
}
