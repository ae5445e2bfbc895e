package org.tipstaff.document.isolation;

/** Whether the process that opens a document is cut off from the network. */
public enum NetworkSeparation {
    /** Where the host allows it; where it does not, {@code /q/health/well} says so. */
    AUTO,
    /** The application does not start where the host does not allow it. */
    REQUIRED,
    /** Not tried: something around the application does it, or nothing. */
    OFF
}
