package org.tipstaff.document;

/** Whether a document was taken. */
public enum Outcome {
    ACCEPTED,
    REFUSED
}
