package org.tipstaff.invitation.sealed;

import io.quarkus.narayana.jta.QuarkusTransaction;
import io.quarkus.runtime.StartupEvent;
import io.quarkus.scheduler.Scheduled;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Clock;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.eclipse.microprofile.context.ManagedExecutor;
import org.jboss.logging.Logger;
import org.tipstaff.audit.AuditAction;
import org.tipstaff.audit.AuditLog;
import org.tipstaff.identity.Actor;
import org.tipstaff.invitation.day.LogDay;
import org.tipstaff.invitation.retention.RetentionRun;
import org.tipstaff.invitation.retention.RetentionRuns;
import org.tipstaff.invitation.retention.RetentionTable;
import org.tipstaff.invitation.retention.RunJournal;

/** Runs retention at every hour boundary and at the start, and opens the days ahead. Every run leaves an audit entry. */
@ApplicationScoped
class RetentionSchedule {
    private static final Logger LOG = Logger.getLogger(RetentionSchedule.class);

    private final SealedInvitationLog log;
    private final RunJournal journal;
    private final LogSettings settings;
    private final RetentionTable retentions;
    private final Clock clock;
    private final ManagedExecutor executor;

    RetentionSchedule(
            SealedInvitationLog log,
            AuditedRuns journal,
            LogSettings settings,
            RetentionTable retentions,
            Clock clock,
            ManagedExecutor executor) {
        this.retentions = retentions;
        this.clock = clock;
        this.log = log;
        this.journal = journal;
        this.settings = settings;
        this.executor = executor;
    }

    /** The days are open before the first request; the first run need not be over by then: reading filters by itself. */
    void start(@Observes StartupEvent started) {
        if (!retentions.establish(clock.instant())) {
            LOG.warn("tipstaff.log.retention is not what retention began with and has no say any more:"
                    + " two administrators change it, at /admin/log");
        }
        log.openAhead(settings.daysAhead());
        executor.runAsync(this::run);
    }

    @Scheduled(cron = "0 0 * * * ?", timeZone = "UTC", concurrentExecution = Scheduled.ConcurrentExecution.SKIP)
    void everyHour() {
        log.openAhead(settings.daysAhead());
        run();
    }

    /** By itself: a large day takes longer than an hour, and retention is on time meanwhile. */
    @Scheduled(cron = "0 10 * * * ?", timeZone = "UTC", concurrentExecution = Scheduled.ConcurrentExecution.SKIP)
    void layOut() {
        try {
            List<LogDay> days = log.layOutClosedDays();
            LOG.infof("%d closed days were laid out by handle", days.size());
        } catch (RuntimeException e) {
            // The days stay readable as they are, and the next run goes on.
            LOG.error("A closed day could not be laid out", e);
        }
    }

    private void run() {
        try {
            Optional<RetentionRun> run = log.purge(journal);
            run.ifPresentOrElse(
                    done -> LOG.infof(
                            "Retention destroyed %d days and %d single rows",
                            done.daysDestroyed().size(), done.rowsDeleted()),
                    () -> LOG.debug("Retention is running elsewhere"));
        } catch (RuntimeException e) {
            // Journalled and audited as failed, and shown by the health check until a run succeeds.
            LOG.error("The retention run failed", e);
        }
    }

    /** The table of runs, each end of a run together with its audit entry. */
    @ApplicationScoped
    static class AuditedRuns implements RunJournal {
        private final RetentionRuns runs;
        private final AuditLog audit;

        AuditedRuns(RetentionRuns runs, AuditLog audit) {
            this.runs = runs;
            this.audit = audit;
        }

        @Override
        public long begin(Instant startedAt) {
            return runs.begin(startedAt);
        }

        @Override
        public void done(long number, RetentionRun run) {
            Map<String, String> details = new HashMap<>();
            details.put("outcome", "DONE");
            details.put("run", Long.toString(number));
            details.put("horizon", run.horizon().toString());
            details.put("daysDestroyed", run.daysDestroyed().toString());
            details.put("rowsDeleted", Long.toString(run.rowsDeleted()));
            QuarkusTransaction.requiringNew().run(() -> {
                runs.done(number, run);
                audit.record(AuditAction.RETENTION_RAN, Actor.SYSTEM, "-", details);
            });
        }

        @Override
        public void failed(long number, Instant finishedAt, String problem) {
            QuarkusTransaction.requiringNew().run(() -> {
                runs.failed(number, finishedAt, problem);
                audit.record(
                        AuditAction.RETENTION_RAN,
                        Actor.SYSTEM,
                        "-",
                        Map.of("outcome", "FAILED", "run", Long.toString(number), "problem", problem));
            });
        }
    }
}
