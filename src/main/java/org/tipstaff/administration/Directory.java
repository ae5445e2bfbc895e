package org.tipstaff.administration;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.tipstaff.web.Pages;

/** The accounts and agencies that have come in at least once, by name. */
@ApplicationScoped
class Directory {
    static final int ROWS = 25;

    private static final String AGENCIES = """
            SELECT g.id, g.name, g.kind, g.state, g.first_seen_at, g.suspended_at,
                   (SELECT count(*) FROM account a WHERE a.agency_id = g.id), count(*) OVER ()
            FROM agency g
            WHERE (? = '' OR position(lower(?) IN lower(g.name || ' ' || g.id)) > 0)
              AND (? = '' OR (g.suspended_at IS NOT NULL) = (? = 'suspended'))
              AND (? = '' OR g.id = ?)
            ORDER BY g.name, g.id LIMIT ? OFFSET ?""";

    private static final String ACCOUNTS = """
            SELECT a.subject, a.name, a.roles, a.first_seen_at, a.suspended_at, g.id, g.name, g.suspended_at,
                   count(*) OVER ()
            FROM account a LEFT JOIN agency g ON g.id = a.agency_id
            WHERE (? = '' OR position(lower(?) IN lower(concat_ws(' ', a.name, a.subject, a.roles, g.name, g.id))) > 0)
              AND (? = '' OR (a.suspended_at IS NOT NULL OR g.suspended_at IS NOT NULL) = (? = 'suspended'))
              AND (? = '' OR a.subject = ?)
            ORDER BY a.name, a.subject LIMIT ? OFFSET ?""";

    private final DataSource database;

    Directory(DataSource database) {
        this.database = database;
    }

    /**
     * What a list is asked for.
     *
     * @param text part of a name, of an id, of a role or of the agency; empty for any
     * @param state {@code active}, {@code suspended}, or empty for any
     * @param page from 1
     */
    record Asked(String text, String state, int page) {
        private static final int LONGEST = 100;

        static Asked of(@Nullable String text, @Nullable String state, @Nullable String page) {
            String stripped = text == null ? "" : text.strip();
            int end = stripped.offsetByCodePoints(0, Math.min(stripped.codePointCount(0, stripped.length()), LONGEST));
            boolean known = "active".equals(state) || "suspended".equals(state);
            return new Asked(stripped.substring(0, end), known && state != null ? state : "", Pages.asked(page));
        }

        boolean filters() {
            return !text.isEmpty() || !state.isEmpty();
        }
    }

    /** @param total in all pages */
    record Found<T>(List<T> rows, long total) {}

    /** An agency one of whose accounts has come in. */
    public record AgencySeen(
            String id, String name, String kind, String state, long accounts, Instant firstSeen, boolean suspended) {
        public String path() {
            return "/admin/agencies/" + Pages.segment(id);
        }
    }

    /**
     * A person or service that has come in.
     *
     * @param roles as the provider last said, in one line
     * @param suspended the account itself
     * @param agencySuspended so that nobody of it comes in
     */
    public record AccountSeen(
            String subject,
            String name,
            String roles,
            Instant firstSeen,
            boolean suspended,
            @Nullable String agencyId,
            @Nullable String agencyName,
            boolean agencySuspended) {
        public String path() {
            return "/admin/accounts/" + Pages.segment(subject);
        }

        public String agencyPath() {
            return agencyId == null ? "" : "/admin/agencies/" + Pages.segment(agencyId);
        }

        public boolean out() {
            return suspended || agencySuspended;
        }
    }

    private interface Reader<T> {
        T read(ResultSet row) throws SQLException;
    }

    @Transactional
    Found<AgencySeen> agencies(Asked asked) {
        return find(AGENCIES, 8, asked, "", Directory::agency);
    }

    @Transactional
    Optional<AgencySeen> agency(String id) {
        return find(AGENCIES, 8, Asked.of(null, null, null), id, Directory::agency).rows().stream()
                .findFirst();
    }

    @Transactional
    Found<AccountSeen> accounts(Asked asked) {
        return find(ACCOUNTS, 9, asked, "", Directory::account);
    }

    @Transactional
    Optional<AccountSeen> account(String subject) {
        return find(ACCOUNTS, 9, Asked.of(null, null, null), subject, Directory::account).rows().stream()
                .findFirst();
    }

    /** The page that is asked for, or the first where there are fewer. */
    private <T> Found<T> find(String sql, int total, Asked asked, String id, Reader<T> reader) {
        try (Connection connection = database.getConnection();
                PreparedStatement select = connection.prepareStatement(sql)) {
            select.setString(1, asked.text());
            select.setString(2, asked.text());
            select.setString(3, asked.state());
            select.setString(4, asked.state());
            select.setString(5, id);
            select.setString(6, id);
            select.setInt(7, ROWS);
            select.setLong(8, (asked.page() - 1L) * ROWS);
            List<T> rows = new ArrayList<>();
            long all = 0;
            try (ResultSet row = select.executeQuery()) {
                while (row.next()) {
                    rows.add(reader.read(row));
                    all = row.getLong(total);
                }
            }
            return rows.isEmpty() && asked.page() > 1
                    ? find(sql, total, new Asked(asked.text(), asked.state(), 1), id, reader)
                    : new Found<>(rows, all);
        } catch (SQLException e) {
            throw new IllegalStateException("Accounts and agencies cannot be read", e);
        }
    }

    private static AgencySeen agency(ResultSet row) throws SQLException {
        return new AgencySeen(
                row.getString(1),
                row.getString(2),
                row.getString(3),
                row.getString(4),
                row.getLong(7),
                row.getObject(5, OffsetDateTime.class).toInstant(),
                row.getObject(6) != null);
    }

    private static AccountSeen account(ResultSet row) throws SQLException {
        return new AccountSeen(
                row.getString(1),
                row.getString(2),
                row.getString(3),
                row.getObject(4, OffsetDateTime.class).toInstant(),
                row.getObject(5) != null,
                row.getString(6),
                row.getString(7),
                row.getObject(8) != null);
    }
}
