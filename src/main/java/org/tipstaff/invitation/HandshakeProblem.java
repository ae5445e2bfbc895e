package org.tipstaff.invitation;

import java.security.cert.CertPathBuilderException;
import java.security.cert.CertPathValidatorException;
import java.security.cert.CertificateException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import javax.net.ssl.SSLException;

/** Why TLS with a server did not come about, in the words of whoever set it up. Other people's messages are left out. */
public final class HandshakeProblem {
    /** Deeper than any library nests its causes. */
    private static final int DEPTH = 20;

    private HandshakeProblem() {}

    /** Nothing where no TLS failed. The sentence goes on after the server's name. */
    public static Optional<String> sentence(Throwable problem) {
        List<Throwable> causes = new ArrayList<>();
        for (Throwable at = problem; at != null && causes.size() < DEPTH; at = at.getCause()) {
            causes.add(at);
        }
        // A path that cannot be built is a CertificateException too, so it is asked about first.
        if (has(causes, CertPathBuilderException.class) || has(causes, CertPathValidatorException.class)) {
            return Optional.of("shows a certificate that has ended or is under none of the trusted authorities");
        }
        if (has(causes, CertificateException.class)) {
            return Optional.of("shows a certificate that is not made out for the name by which it is called");
        }
        if (has(causes, SSLException.class)) {
            return Optional.of("broke the TLS handshake off; it may speak no TLS, or ask for a client's certificate");
        }
        return Optional.empty();
    }

    private static boolean has(List<Throwable> causes, Class<? extends Throwable> kind) {
        return causes.stream().anyMatch(kind::isInstance);
    }
}
