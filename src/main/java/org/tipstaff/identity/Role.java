package org.tipstaff.identity;

/** What a person or service may be. The claim names are the contract with the identity provider. */
public enum Role {
    OFFICER("officer"),
    REVIEWER("reviewer"),
    CUSTODIAN("custodian"),
    AUDITOR("auditor"),
    ADMINISTRATOR("administrator"),
    LOG_WRITER("log-writer"),
    /** The portal itself, acting by the rules of the life-cycle table. Never granted to anybody. */
    SYSTEM("system");

    private final String claim;

    Role(String claim) {
        this.claim = claim;
    }

    public String claim() {
        return claim;
    }
}
