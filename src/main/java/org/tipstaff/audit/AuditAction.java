package org.tipstaff.audit;

/** Everything that leaves an entry. Names are stored: add, never rename. */
public enum AuditAction {
    SIGNED_IN,
    SIGNED_OUT,
    STEPPED_UP,
    DRAFT_STARTED,
    DRAFT_DISCARDED,
    DOCUMENT_RECEIVED,
    DOCUMENT_REFUSED,
    REQUEST_VIEWED,
    REQUESTS_LISTED,
    DOCUMENT_VIEWED,
    SUBMITTED,
    RESUBMITTED,
    EXAMINED,
    REFUSED_AUTOMATICALLY,
    CLAIMED,
    CLAIM_RELEASED,
    RETURNED,
    REFUSED,
    APPROVED,
    CONFIRMED,
    /** A reviewer accepted a finding that says Refuse; details name its code. The reason stands in the record. */
    FINDING_OVERRIDDEN,
    SUSPENDED,
    RESUMED,
    WITHDRAWN,
    HELD,
    HOLD_DESTROYED,
    CONVERTED,
    PREPARED,
    PREVIEW_VIEWED,
    SIGNING_INTENDED,
    CERTIFIED,
    DISCLOSED,
    /** A custodian did not certify what was prepared: it is destroyed and decided anew. */
    DECLINED,
    /** A reviewer took an approval back before anything had left the house. */
    REOPENED,
    NOTICE_SENT,
    /** A letter of the provider was signed, other than a disclosure: a refusal, for example. */
    LETTER_ISSUED,
    /** The files of a disclosure were destroyed, their key first; their hashes stay. */
    DISCLOSURE_DESTROYED,
    DOWNLOADED,
    REISSUED,
    RECALL_ASKED,
    RECALLED,
    /** A reviewer took a recalled request up again, so that a corrected disclosure takes the recalled one's place. */
    CORRECTION_BEGUN,
    CLOSED,
    /** A preservation letter was renewed (18 U.S.C. § 2703(f)(2)). */
    EXTENDED,
    /** A preservation letter ended without process. */
    EXPIRED,
    RECORDS_SEARCHED,
    RECORD_DOWNLOADED,
    AUDIT_READ,
    LOG_APPENDED,
    RETENTION_RAN,
    /** An administrator asked that a log be kept for another time; details name log, value and number of the proposal. */
    RETENTION_PROPOSED,
    /** Another administrator let it take effect, from the instant that the details name. */
    RETENTION_APPROVED,
    RETENTION_REFUSED,
    RETENTION_WITHDRAWN,
    /** All keys of the key store were sealed under another master key. */
    MASTER_KEY_EXCHANGED,
    /** Somebody asked for what they may not do; {@code details} name the route or move. */
    ACCESS_REFUSED,
    MESSAGE_SENT,
    /** A key that an agency's downloads can be encrypted to; details name agency, kind and fingerprint. */
    AGENCY_KEY_REGISTERED,
    AGENCY_KEY_REMOVED,
    /** Whether an agency's officers get encrypted files only. */
    AGENCY_POLICY_CHANGED,
    /** An administrator keeps an account out; details name its subject. The reason stands with the suspension. */
    ACCOUNT_SUSPENDED,
    ACCOUNT_REINSTATED,
    /** The same for all accounts of an agency; details name its id. */
    AGENCY_SUSPENDED,
    AGENCY_REINSTATED,
    /** A further document time-stamp was added to a disclosure. */
    TIME_STAMPED_ANEW
}
