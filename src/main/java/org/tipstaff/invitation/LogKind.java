package org.tipstaff.invitation;

/** The logs that the provider keeps. The names are the contract with the outside. */
public enum LogKind {
    /** An app on a device asked the directory whether a handle can receive messages. */
    CAPABILITY_QUERY("Capability query log"),
    /** A call invitation was initiated. */
    FACETIME_INVITATION("FaceTime call invitation log"),
    /** A device signed in to a cloud service or made a purchase. Has no target handle. */
    SIGN_IN("Sign-in log");

    private final String title;

    LogKind(String title) {
        this.title = title;
    }

    /** The name as printed on pages and documents. */
    public String title() {
        return title;
    }
}
