package org.tipstaff.signing;

import org.jspecify.annotations.Nullable;

/**
 * The good standing of a certificate could not be shown (RFC 5280 CRL, RFC 6960 OCSP), so that no long-term signature can
 * be made. The same call can be made again later; if it keeps failing, a certificate may be revoked or expired.
 */
public class RevocationUnavailable extends SigningException {
    private static final long serialVersionUID = 1L;

    public RevocationUnavailable(String message, @Nullable Throwable cause) {
        super(message, cause);
    }
}
