package org.tipstaff.identity;

/**
 * The act needs a fresh sign-in. Pages send the person to {@link #location()}; the API answers 401 with
 * {@code insufficient_user_authentication} (RFC 9470).
 */
public class FreshSignInRequired extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final String returnTo;

    public FreshSignInRequired(LocalPath returnTo) {
        super("A fresh sign-in is required");
        this.returnTo = returnTo.value();
    }

    public LocalPath returnTo() {
        return LocalPath.of(returnTo);
    }

    /** Where a browser signs in afresh and comes back. */
    public String location() {
        return "/sign-in/fresh?to=" + returnTo().encoded();
    }
}
