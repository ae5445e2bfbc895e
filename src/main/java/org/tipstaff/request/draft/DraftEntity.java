package org.tipstaff.request.draft;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import jakarta.persistence.Version;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.NullUnmarked;
import org.jspecify.annotations.Nullable;

/** A row of table {@code draft}. Never leaves this package: others see {@link Draft}. */
@Entity
@Table(name = "draft")
@NullUnmarked
class DraftEntity {
    @Id
    UUID id;

    String owner;

    @Column(name = "agency_id")
    String agencyId;

    @Nullable
    String corrects;

    @Column(name = "document_id")
    @Nullable
    UUID documentId;

    byte[] sealed;

    /** The request that it became; only the way there is left of it. */
    @Nullable
    String became;

    @Version
    long version;

    @Column(name = "created_at")
    Instant createdAt;

    @Column(name = "updated_at")
    Instant updatedAt;
}
