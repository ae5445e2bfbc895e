package org.tipstaff.invitation;

/** What the rows of a day lie in. Stored by name: add, never rename. */
enum Engine {
    POSTGRESQL,
    CASSANDRA
}
