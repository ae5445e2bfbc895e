package org.tipstaff.disclosure;

import java.time.Instant;

/** Somebody of the agency downloaded a file. */
public record Receipt(Edition edition, FileKind kind, String by, Instant at) {}
