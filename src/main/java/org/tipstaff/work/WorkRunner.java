package org.tipstaff.work;

import com.github.kagkarlsson.scheduler.Scheduler;
import com.github.kagkarlsson.scheduler.task.Task;
import com.github.kagkarlsson.scheduler.task.helper.Tasks;
import io.quarkus.arc.All;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.event.TransactionPhase;
import jakarta.interceptor.Interceptor;
import java.time.Duration;
import java.util.List;
import javax.sql.DataSource;
import org.jboss.logging.Logger;

/** Runs what waits in the queue. Any number of nodes may run one: each step is picked by one of them. */
@ApplicationScoped
public class WorkRunner {
    private static final Logger LOG = Logger.getLogger(WorkRunner.class);
    private static final Duration POLLING = Duration.ofSeconds(2);
    private static final Duration LONGEST_PAUSE = Duration.ofMinutes(5);
    private static final int THREADS = 4;

    private final Scheduler scheduler;

    public WorkRunner(DataSource database, @All List<WorkStep> steps) {
        this.scheduler = Scheduler.create(
                        database, steps.stream().<Task<?>>map(WorkRunner::task).toList())
                .pollingInterval(POLLING)
                .heartbeatInterval(Duration.ofSeconds(10))
                .missedHeartbeatsLimit(4)
                .shutdownMaxWait(Duration.ofSeconds(10))
                .threads(THREADS)
                .build();
    }

    /** Late in the start: the steps lean on everything else. */
    void start(@Observes @Priority(Interceptor.Priority.APPLICATION + 900) StartupEvent event) {
        scheduler.start();
    }

    void stop(@Observes ShutdownEvent event) {
        scheduler.stop();
    }

    void look(@Observes(during = TransactionPhase.AFTER_SUCCESS) WorkQueue.WorkAdded added) {
        scheduler.triggerCheckForDueExecutions();
    }

    private static Task<Void> task(WorkStep step) {
        return Tasks.oneTime(step.name())
                .onFailure((complete, operations) -> operations.reschedule(
                        complete, complete.getTimeDone().plus(pause(complete.getExecution().consecutiveFailures))))
                .execute((instance, context) -> run(step, instance.getId()));
    }

    private static void run(WorkStep step, String subject) {
        try {
            step.run(subject);
        } catch (Exception e) {
            LOG.warnf(e, "Step %s for %s failed and will be tried again", step.name(), subject);
            throw new IllegalStateException(step.name() + " failed", e);
        }
    }

    /** 1, 2, 4 … seconds, then every five minutes. */
    static Duration pause(int failuresBefore) {
        Duration doubled = Duration.ofSeconds(1L << Math.min(failuresBefore, 10));
        return doubled.compareTo(LONGEST_PAUSE) < 0 ? doubled : LONGEST_PAUSE;
    }
}
