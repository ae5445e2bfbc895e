package org.tipstaff.process;

/** What a finding says of a request. */
public enum Verdict {
    /** Nothing to object. */
    PASS,
    /** A person must look. */
    LOOK,
    /** Can only be refused. */
    REFUSE
}
