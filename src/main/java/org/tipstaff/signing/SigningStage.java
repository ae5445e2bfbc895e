package org.tipstaff.signing;

/** How far a signature came before it could go no further. The same call can be made again when that is mended. */
public enum SigningStage {
    KEY("sign", "the provider's operators, because the document could not be signed"),
    TIME_STAMP("stamp", "the time-stamp authority"),
    REVOCATION("revocation", "the server that says whether a certificate is revoked"),
    VALIDATION("validate", "the provider's operators, because the signature just made does not validate");

    private final String step;
    private final String title;

    SigningStage(String step, String title) {
        this.step = step;
        this.title = title;
    }

    /** In one word, for operators. */
    public String step() {
        return step;
    }

    /** In a sentence, after "waits for". */
    public String title() {
        return title;
    }

    /** The stage that a failure tells of. */
    public static SigningStage of(SigningException failure) {
        if (failure instanceof TimeStampUnavailable) {
            return TIME_STAMP;
        }
        if (failure instanceof RevocationUnavailable) {
            return REVOCATION;
        }
        return failure instanceof SignatureNotProven ? VALIDATION : KEY;
    }
}
