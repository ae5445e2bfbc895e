package org.tipstaff.hold;

/** How far a hold is. Names are stored. */
public enum HoldState {
    /** Received; the log is pinned and the rows are being sealed. */
    PENDING,
    /** The rows are sealed; the log may forget them. */
    HELD,
    /** The last attempt to seal broke off. The log stays pinned, so another attempt loses nothing. */
    FAILED,
    /** Key and object are gone; a certificate says so. */
    DESTROYED
}
