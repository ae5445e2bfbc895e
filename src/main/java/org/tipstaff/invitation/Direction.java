package org.tipstaff.invitation;

/** Which column of the log a handle is sought in. */
public enum Direction {
    /** Rows that the handle caused: it asked, called or signed in. */
    BY_SOURCE,
    /** Rows in which others asked about the handle or invited it: a search of everybody's records. */
    BY_TARGET
}
