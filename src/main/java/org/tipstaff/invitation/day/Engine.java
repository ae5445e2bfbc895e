package org.tipstaff.invitation.day;

/** What the rows of a day lie in. Stored by name: add, never rename. */
public enum Engine {
    POSTGRESQL,
    CASSANDRA
}
