package org.tipstaff.signing;

/** A signature or time-stamp was made and does not validate: an outsider would reject it, so it leaves nothing behind. */
public class SignatureNotProven extends SigningException {
    private static final long serialVersionUID = 1L;

    public SignatureNotProven(String message) {
        super(message);
    }
}
