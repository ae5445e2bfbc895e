package org.tipstaff.hold;

/**
 * Fired when a snapshot has been destroyed, in a transaction of its own, so that other features can join it with what
 * follows from it. After a crash it may be fired again, with the same certificate.
 */
public record HoldDestroyed(DestructionCertificate certificate) {}
