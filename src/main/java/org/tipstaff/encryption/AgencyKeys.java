package org.tipstaff.encryption;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import javax.sql.DataSource;
import org.tipstaff.audit.AuditAction;
import org.tipstaff.audit.AuditLog;
import org.tipstaff.identity.Actor;
import org.tipstaff.web.Problem;

/** Table {@code agency_key}: which keys an agency's downloads can be encrypted to, and whether they must be. */
@ApplicationScoped
public class AgencyKeys {
    private static final int LONGEST = 60_000;

    private final DataSource database;
    private final AuditLog audit;
    private final Clock clock;

    AgencyKeys(DataSource database, AuditLog audit, Clock clock) {
        this.database = database;
        this.audit = audit;
        this.clock = clock;
    }

    /**
     * A key in use.
     *
     * @param hindrance why nothing can be encrypted to it now, as a sentence; empty where it can be used
     */
    public record Registered(RecipientKey key, Instant at, String hindrance) {
        public boolean usable() {
            return hindrance.isEmpty();
        }
    }

    /**
     * What holds for an agency.
     *
     * @param required whether its officers get encrypted files only
     * @param keys at most one of each kind
     */
    public record Encryption(boolean required, List<Registered> keys) {
        public static final Encryption NONE = new Encryption(false, List.of());

        public Encryption {
            keys = List.copyOf(keys);
        }
    }

    @Transactional
    public Encryption of(String agencyId) {
        try (Connection connection = database.getConnection();
                PreparedStatement select = connection.prepareStatement("""
                    SELECT a.encrypted_only, k.material, k.registered_at
                    FROM agency a LEFT JOIN agency_key k ON k.agency_id = a.id AND k.removed_at IS NULL
                    WHERE a.id = ? ORDER BY k.kind\
                    """)) {
            select.setString(1, agencyId);
            boolean required = false;
            List<Registered> keys = new ArrayList<>();
            try (ResultSet row = select.executeQuery()) {
                while (row.next()) {
                    required = row.getBoolean(1);
                    if (row.getString(2) != null) {
                        keys.add(registered(
                                row.getString(2),
                                row.getObject(3, OffsetDateTime.class).toInstant()));
                    }
                }
            }
            return new Encryption(required, keys);
        } catch (SQLException e) {
            throw new IllegalStateException("An agency's keys cannot be read", e);
        }
    }

    private Registered registered(String material, Instant at) {
        RecipientKey key;
        try {
            key = RecipientKey.read(material);
        } catch (UnusableKey e) {
            throw new IllegalStateException("A key that was registered cannot be read any more", e);
        }
        try {
            key.requireUsable(clock.instant());
            return new Registered(key, at, "");
        } catch (UnusableKey e) {
            return new Registered(key, at, e.sentence() + ".");
        }
    }

    /**
     * The key of a kind, to be used now.
     *
     * @throws Problem CONFLICT where there is none or it may not be used; nothing is then handed out in its place
     */
    @Transactional
    public RecipientKey usable(String agencyId, RecipientKey.Kind kind) {
        Registered registered = of(agencyId).keys().stream()
                .filter(each -> each.key().kind() == kind)
                .findFirst()
                .orElseThrow(() -> Problem.conflict("No " + kind.title()
                        + " key of your agency is registered. Send its public part to the provider,"
                        + " whose administrator registers it."));
        if (!registered.usable()) {
            throw Problem.conflict(registered.hindrance()
                    + " Send the new one to the provider, whose administrator registers it. Nothing was handed"
                    + " out unencrypted.");
        }
        return registered.key();
    }

    /**
     * Registers a key in place of the one of the same kind; one that is registered stays as it is.
     *
     * @throws Problem INVALID where it cannot be used; NOT_FOUND where there is no such agency
     */
    @Transactional
    public void register(Actor administrator, String agencyId, String material) {
        RecipientKey key;
        try {
            if (material.length() > LONGEST) {
                throw new UnusableKey("A public key has at most 60,000 characters");
            }
            key = RecipientKey.read(material);
            key.requireUsable(clock.instant());
        } catch (UnusableKey e) {
            throw Problem.invalid("material", e.sentence());
        }
        lock(agencyId);
        if (of(agencyId).keys().stream()
                .anyMatch(known -> known.key().material().equals(key.material()))) {
            return;
        }
        end(administrator, agencyId, key.kind());
        change("""
            INSERT INTO agency_key (agency_id, kind, fingerprint, material, registered_at, registered_by)
            VALUES (?, ?, ?, ?, ?, ?)\
            """, agencyId, key.kind().name(), key.fingerprint(), key.material(), now(), administrator.id());
        audit.record(
                AuditAction.AGENCY_KEY_REGISTERED,
                administrator,
                "-",
                details(agencyId, key.kind(), key.fingerprint()));
    }

    /** Takes a key out of use, for example because its owner lost it. */
    @Transactional
    public void remove(Actor administrator, String agencyId, RecipientKey.Kind kind) {
        lock(agencyId);
        if (end(administrator, agencyId, kind) > 0) {
            audit.record(AuditAction.AGENCY_KEY_REMOVED, administrator, "-", details(agencyId, kind, ""));
        }
    }

    /** Whether officers of the agency get encrypted files only. */
    @Transactional
    public void require(Actor administrator, String agencyId, boolean required) {
        lock(agencyId);
        if (of(agencyId).required() == required) {
            return;
        }
        if (required && of(agencyId).keys().stream().noneMatch(Registered::usable)) {
            throw Problem.invalid("required", "Register a key first: without one nothing could be downloaded");
        }
        change("UPDATE agency SET encrypted_only = ? WHERE id = ?", required, agencyId);
        audit.record(
                AuditAction.AGENCY_POLICY_CHANGED,
                administrator,
                "-",
                Map.of("agency", agencyId, "encryptedOnly", Boolean.toString(required)));
    }

    private static Map<String, String> details(String agencyId, RecipientKey.Kind kind, String fingerprint) {
        return Map.of("agency", agencyId, "kind", kind.name(), "fingerprint", fingerprint);
    }

    /** Two administrators take turns. */
    private void lock(String agencyId) {
        if (change("UPDATE agency SET encrypted_only = encrypted_only WHERE id = ?", agencyId) == 0) {
            throw Problem.notFound();
        }
    }

    private int end(Actor administrator, String agencyId, RecipientKey.Kind kind) {
        return change("""
            UPDATE agency_key SET removed_at = ?, removed_by = ?
            WHERE agency_id = ? AND kind = ? AND removed_at IS NULL\
            """, now(), administrator.id(), agencyId, kind.name());
    }

    private OffsetDateTime now() {
        return clock.instant().atOffset(ZoneOffset.UTC);
    }

    private int change(String sql, Object... values) {
        try (Connection connection = database.getConnection();
                PreparedStatement statement = connection.prepareStatement(sql)) {
            for (int i = 0; i < values.length; i++) {
                statement.setObject(i + 1, values[i]);
            }
            return statement.executeUpdate();
        } catch (SQLException e) {
            throw new IllegalStateException("An agency's keys cannot be written", e);
        }
    }
}
