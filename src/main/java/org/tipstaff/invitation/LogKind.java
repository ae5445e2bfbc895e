package org.tipstaff.invitation;

/** The logs that the provider keeps. The names are the contract with the outside. */
public enum LogKind {
    /** An app on a device asked the directory whether a handle can receive messages. */
    CAPABILITY_QUERY("Capability query log", true),
    /** A call invitation was initiated. */
    FACETIME_INVITATION("FaceTime call invitation log", true),
    /** A device signed in to a cloud service or made a purchase. Has no target handle. */
    SIGN_IN("Sign-in log", false);

    private final String title;
    private final boolean target;

    LogKind(String title, boolean target) {
        this.title = title;
        this.target = target;
    }

    /** The name as printed on pages and documents. */
    public String title() {
        return title;
    }

    /** Whether each row names the handle that was looked up or invited; where none does, nothing is found by target. */
    public boolean hasTarget() {
        return target;
    }
}
