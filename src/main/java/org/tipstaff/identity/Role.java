package org.tipstaff.identity;

/** What a person or service may be. The claim names are the contract with the identity provider. */
public enum Role {
    OFFICER(Claim.OFFICER),
    REVIEWER(Claim.REVIEWER),
    CUSTODIAN(Claim.CUSTODIAN),
    AUDITOR(Claim.AUDITOR),
    ADMINISTRATOR(Claim.ADMINISTRATOR),
    LOG_WRITER(Claim.LOG_WRITER),
    /** The portal itself, acting by the rules of the life-cycle table. Never granted to anybody. */
    SYSTEM("system");

    private final String claim;

    Role(String claim) {
        this.claim = claim;
    }

    public String claim() {
        return claim;
    }

    /** The same names, for annotations: each route says who may call it. */
    public static final class Claim {
        public static final String OFFICER = "officer";
        public static final String REVIEWER = "reviewer";
        public static final String CUSTODIAN = "custodian";
        public static final String AUDITOR = "auditor";
        public static final String ADMINISTRATOR = "administrator";
        public static final String LOG_WRITER = "log-writer";

        private Claim() {}
    }
}
