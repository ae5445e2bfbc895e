package org.tipstaff;

/** The majors of PostgreSQL that the application runs on. The last one is embedded, the others are a server apart. */
public enum PostgresVersion {
    V15,
    V16,
    EMBEDDED;

    /** A migrated database of its own; the test is skipped where the version does not run on this machine. */
    public TestDatabase fresh() {
        return this == EMBEDDED
                ? TestDatabase.fresh()
                : PostgresServer.running(this).migrated();
    }

    /** As {@code server_version_num} counts. */
    public int major() {
        return 15 + ordinal();
    }

    @Override
    public String toString() {
        return "PostgreSQL " + major();
    }
}
