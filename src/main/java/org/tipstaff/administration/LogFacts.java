package org.tipstaff.administration;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import javax.sql.DataSource;
import org.tipstaff.identity.Actor;
import org.tipstaff.identity.FreshSignIn;
import org.tipstaff.invitation.retention.RetentionChanges;
import org.tipstaff.invitation.retention.RetentionProposal;
import org.tipstaff.invitation.state.LogState;
import org.tipstaff.invitation.state.LogStates;
import org.tipstaff.web.form.FormView;

/** Gathers what administrators see of the log. Of holds it takes numbers only. */
@ApplicationScoped
class LogFacts {
    private final LogStates states;
    private final RetentionChanges changes;
    private final FreshSignIn fresh;
    private final DataSource database;

    LogFacts(LogStates states, RetentionChanges changes, FreshSignIn fresh, DataSource database) {
        this.states = states;
        this.changes = changes;
        this.fresh = fresh;
        this.database = database;
    }

    @Transactional
    LogView view(Actor actor, FormView form) {
        LogState state = states.now();
        List<RetentionProposal> all = changes.all();
        return new LogView(
                state,
                holds(),
                all.stream()
                        .filter(RetentionProposal::open)
                        .map(proposal -> new LogView.Open(
                                proposal,
                                states.effect(state, proposal),
                                proposal.proposed().id().equals(actor.id())))
                        .toList(),
                all.stream().filter(proposal -> !proposal.open()).toList(),
                fresh.isFresh(actor),
                form);
    }

    @Transactional
    LogJson json() {
        return LogJson.of(states.now(), changes.all(), holds());
    }

    private LogView.HoldNumbers holds() {
        try (Connection connection = database.getConnection();
                Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery("""
                        SELECT count(*) FILTER (WHERE state = 'HELD'),
                               count(*) FILTER (WHERE state IN ('PENDING', 'FAILED'))
                        FROM hold WHERE state <> 'DESTROYED'""")) {
            row.next();
            return new LogView.HoldNumbers(row.getLong(1), row.getLong(2));
        } catch (SQLException e) {
            throw new IllegalStateException("The holds cannot be counted", e);
        }
    }
}
