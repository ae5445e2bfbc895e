package org.tipstaff.signing;

import java.util.Optional;

/** Whose answer a signature waits for: it is away, which is no fault of ours, and the same call can be made again later. */
public enum AwaitedServer {
    TIME_STAMP("the time-stamp authority"),
    REVOCATION("the server that says whether a certificate is revoked");

    private final String title;

    AwaitedServer(String title) {
        this.title = title;
    }

    /** In a sentence, after "waits for". */
    public String title() {
        return title;
    }

    /** The server that a failure tells of; empty where it has another cause. */
    public static Optional<AwaitedServer> of(SigningException failure) {
        if (failure instanceof TimeStampUnavailable) {
            return Optional.of(TIME_STAMP);
        }
        return failure instanceof RevocationUnavailable ? Optional.of(REVOCATION) : Optional.empty();
    }
}
