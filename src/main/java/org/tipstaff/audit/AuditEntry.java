package org.tipstaff.audit;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.tipstaff.identity.Actor;
import org.tipstaff.identity.Role;
import org.tipstaff.sealing.Sha256;

/**
 * One entry of the audit log, as the exact bytes that are hashed.
 *
 * <p>The canonical form is UTF-8 JSON without white space: one object of strings, keys in code-point order, the details
 * under keys that begin with {@code d.}. The hash is SHA-256 over the domain byte {@code 0x00}, the version byte
 * {@code 0x01} and the canonical bytes, so that an entry can never be mistaken for an inner node of a tree over entries
 * (RFC 9162 section 2.1.1).
 *
 * @param occurredAt UTC, microseconds
 * @param actor stable subject of who acted
 * @param actorName as it was shown then
 * @param roles claim names, joined by spaces
 * @param subject a case reference, or {@code -}
 * @param details facts of the step; never a handle, an address or an order's text
 */
public record AuditEntry(
        AuditAction action,
        Instant occurredAt,
        String actor,
        String actorName,
        String roles,
        String subject,
        SortedMap<String, String> details) {
    private static final byte[] PREFIX = {0x00, 0x01};
    private static final JsonMapper JSON = JsonMapper.builder().build();

    public AuditEntry {
        occurredAt = occurredAt.truncatedTo(ChronoUnit.MICROS);
        details = java.util.Collections.unmodifiableSortedMap(new TreeMap<>(details));
    }

    static AuditEntry of(AuditAction action, Instant at, Actor actor, String subject, Map<String, String> details) {
        String roles = String.join(
                " ", actor.roles().stream().map(Role::claim).sorted().toList());
        return new AuditEntry(action, at, actor.id(), actor.name(), roles, subject, new TreeMap<>(details));
    }

    /** The bytes that are stored and hashed. */
    public byte[] canonical() {
        SortedMap<String, String> all = new TreeMap<>();
        all.put("action", action.name());
        all.put("actor", actor);
        all.put("actorName", actorName);
        all.put("at", occurredAt.toString());
        all.put("roles", roles);
        all.put("subject", subject);
        details.forEach((key, value) -> all.put("d." + key, value));
        try {
            return JSON.writeValueAsBytes(all);
        } catch (JsonProcessingException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Reads what {@link #canonical()} wrote. */
    public static AuditEntry parse(byte[] canonical) {
        try {
            Map<?, ?> all = JSON.readValue(canonical, Map.class);
            SortedMap<String, String> details = new TreeMap<>();
            all.forEach((key, value) -> {
                if (key.toString().startsWith("d.")) {
                    details.put(key.toString().substring(2), value.toString());
                }
            });
            return new AuditEntry(
                    AuditAction.valueOf(text(all, "action")),
                    Instant.parse(text(all, "at")),
                    text(all, "actor"),
                    text(all, "actorName"),
                    text(all, "roles"),
                    text(all, "subject"),
                    details);
        } catch (IOException e) {
            throw new UncheckedIOException(new IOException("Not an audit entry", e));
        }
    }

    private static String text(Map<?, ?> all, String key) {
        Object value = all.get(key);
        if (value == null) {
            throw new IllegalArgumentException("Audit entry without " + key);
        }
        return value.toString();
    }

    /** Hash of the entry by itself. */
    public static Sha256 hash(byte[] canonical) {
        MessageDigest digest = Sha256.digest();
        digest.update(PREFIX);
        digest.update(canonical);
        return Sha256.of(digest);
    }

    /** The entry as it stands in the canonical form, for people who check by hand. */
    public String json() {
        return new String(canonical(), StandardCharsets.UTF_8);
    }
}
