package org.tipstaff.invitation;

/**
 * Between the instant to be pinned and the pin itself, retention destroyed a day that was within retention at that
 * instant. Nothing was pinned. The caller takes the present instant and tries again: the receipt is complete only once
 * its pin is.
 */
public final class PurgedMeanwhile extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public PurgedMeanwhile() {
        super("Retention destroyed a day of the log between the instant of receipt and its pin");
    }
}
