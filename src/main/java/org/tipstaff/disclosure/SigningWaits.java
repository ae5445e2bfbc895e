package org.tipstaff.disclosure;

import jakarta.enterprise.context.ApplicationScoped;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Optional;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.tipstaff.request.CaseReference;
import org.tipstaff.review.Hindrances;
import org.tipstaff.signing.SigningStage;
import org.tipstaff.web.Display;
import org.tipstaff.work.WorkQueue;

/** Signatures that were certified and could not be made yet; they go on by themselves once that is mended. */
@ApplicationScoped
public class SigningWaits implements Hindrances {
    /** The step of the queue that signs. */
    public static final String STEP = "sign";

    private final DataSource database;
    private final WorkQueue queue;
    private final WritingProgress progress;
    private final Clock clock;

    SigningWaits(DataSource database, WorkQueue queue, WritingProgress progress, Clock clock) {
        this.database = database;
        this.queue = queue;
        this.progress = progress;
        this.clock = clock;
    }

    /** How many wait, and since when the first of them does. */
    public record Count(long waiting, @Nullable Instant since) {}

    /** Joins the caller's transaction. */
    public void waits(CaseReference reference, SigningStage stage) {
        change("""
                UPDATE disclosure SET signing_waits_for = ?, signing_waits_since = coalesce(signing_waits_since, ?)
                WHERE reference = ? AND signed_at IS NULL AND intended_at IS NOT NULL""", stage.name(), clock.instant().atOffset(ZoneOffset.UTC), reference.value());
    }

    /** It waits no longer: it was signed, or its intent is void. Joins the caller's transaction. */
    public void over(CaseReference reference) {
        change(
                "UPDATE disclosure SET signing_waits_for = NULL, signing_waits_since = NULL WHERE reference = ?",
                reference.value());
        progress.over(reference);
    }

    @Override
    public Optional<String> of(CaseReference reference) {
        return stage(reference)
                .map(stage -> "Signing waits for " + stage.title() + ", " + next(reference)
                        + ". It goes on by itself; nobody needs to certify again.")
                .or(() -> progress.of(reference));
    }

    private String next(CaseReference reference) {
        return queue.next(STEP, reference.value())
                .filter(at -> at.isAfter(clock.instant()))
                .map(at -> "next try at " + Display.utc(at))
                .orElse("which is being tried now");
    }

    private Optional<SigningStage> stage(CaseReference reference) {
        try (Connection connection = database.getConnection();
                PreparedStatement select = connection.prepareStatement("""
                        SELECT signing_waits_for FROM disclosure
                        WHERE reference = ? AND signing_waits_for IS NOT NULL AND signed_at IS NULL""")) {
            select.setString(1, reference.value());
            try (ResultSet row = select.executeQuery()) {
                return row.next() ? Optional.of(SigningStage.valueOf(row.getString(1))) : Optional.empty();
            }
        } catch (SQLException e) {
            throw new IllegalStateException("A disclosure cannot be read", e);
        }
    }

    public Count count() {
        try (Connection connection = database.getConnection();
                PreparedStatement select = connection.prepareStatement("""
                        SELECT count(*), min(signing_waits_since) FROM disclosure
                        WHERE signing_waits_for IS NOT NULL AND signed_at IS NULL""");
                ResultSet row = select.executeQuery()) {
            row.next();
            OffsetDateTime since = row.getObject(2, OffsetDateTime.class);
            return new Count(row.getLong(1), since == null ? null : since.toInstant());
        } catch (SQLException e) {
            throw new IllegalStateException("Disclosures cannot be counted", e);
        }
    }

    private void change(String sql, Object... values) {
        try (Connection connection = database.getConnection();
                PreparedStatement statement = connection.prepareStatement(sql)) {
            for (int i = 0; i < values.length; i++) {
                statement.setObject(i + 1, values[i]);
            }
            statement.executeUpdate();
        } catch (SQLException e) {
            throw new IllegalStateException("A disclosure cannot be written", e);
        }
    }
}
