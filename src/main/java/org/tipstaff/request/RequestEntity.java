package org.tipstaff.request;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import java.time.LocalDate;
import java.util.UUID;
import org.hibernate.annotations.DynamicUpdate;
import org.jspecify.annotations.NullUnmarked;
import org.jspecify.annotations.Nullable;
import org.tipstaff.identity.Agency;
import org.tipstaff.process.Instrument;

/** A row of table {@code request}. Never leaves this package: others see {@link Request}. */
@Entity
@Table(name = "request")
@DynamicUpdate
@NullUnmarked
class RequestEntity {
    @Id
    String reference;

    int round;

    @Column(name = "agency_id")
    String agencyId;

    @Column(name = "agency_name")
    String agencyName;

    @Enumerated(EnumType.STRING)
    @Column(name = "agency_kind")
    Agency.Kind agencyKind;

    @Column(name = "agency_state")
    String agencyState;

    @Column(name = "filed_by")
    String filedBy;

    @Column(name = "filed_by_name")
    String filedByName;

    @Column(name = "filed_by_email")
    byte[] filedByEmail;

    @Enumerated(EnumType.STRING)
    Instrument instrument;

    @Column(name = "court_id")
    String courtId;

    @Column(name = "court_name")
    String courtName;

    String judge;
    String docket;

    @Column(name = "issued_on")
    LocalDate issuedOn;

    @Column(name = "agency_case_number")
    String agencyCaseNumber;

    @Column(name = "nondisclosure_until")
    @Nullable
    LocalDate nondisclosureUntil;

    boolean attested;

    @Column(name = "terms_sealed")
    byte[] termsSealed;

    @Column(name = "terms_sha256")
    String termsSha256;

    @Column(name = "document_id")
    UUID documentId;

    @Column(name = "document_sha256")
    String documentSha256;

    @Nullable
    String preservation;

    @Column(name = "followed_by")
    @Nullable
    String followedBy;

    @Column(name = "received_at")
    Instant receivedAt;

    @Column(name = "due_at")
    Instant dueAt;

    /** Written only by {@link RequestRepository#write}: a conditional update, never this field. */
    @Enumerated(EnumType.STRING)
    @Column(updatable = false)
    Status status;

    @Column(name = "status_since", updatable = false)
    Instant statusSince;

    @Enumerated(EnumType.STRING)
    @Column(name = "suspended_from", updatable = false)
    @Nullable
    Status suspendedFrom;

    @Column(name = "claimed_by", updatable = false)
    @Nullable
    String claimedBy;

    @Column(name = "claimed_by_name", updatable = false)
    @Nullable
    String claimedByName;
}
