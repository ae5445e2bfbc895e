package org.tipstaff.work;

import com.github.kagkarlsson.scheduler.ScheduledExecution;
import com.github.kagkarlsson.scheduler.SchedulerClient;
import com.github.kagkarlsson.scheduler.task.TaskInstance;
import com.github.kagkarlsson.scheduler.task.TaskInstanceId;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Event;
import jakarta.transaction.Transactional;
import java.time.Clock;
import java.time.Instant;
import java.util.Optional;
import javax.sql.DataSource;

/** Puts steps into the queue, in the transaction of whatever makes them necessary. */
@ApplicationScoped
public class WorkQueue {
    private final SchedulerClient client;
    private final Clock clock;
    private final Event<WorkAdded> added;

    public WorkQueue(DataSource database, Clock clock, Event<WorkAdded> added) {
        this.client = SchedulerClient.Builder.create(database).build();
        this.clock = clock;
        this.added = added;
    }

    /** Something waits; observed after the commit. */
    record WorkAdded(String step) {}

    /** The step runs as soon as the caller's transaction has committed, and never if it rolls back. */
    public void enqueue(String step, String subject) {
        enqueueAt(step, subject, Instant.now(clock));
    }

    /** When a step that waits is tried next; in the past while it is being tried, empty where none waits. */
    public Optional<Instant> next(String step, String subject) {
        return client.getScheduledExecution(TaskInstanceId.of(step, subject)).map(ScheduledExecution::getExecutionTime);
    }

    /** The step runs at an instant, or soon after. A step that already waits for the subject is left as it is. */
    @Transactional(Transactional.TxType.MANDATORY)
    public void enqueueAt(String step, String subject, Instant when) {
        client.scheduleIfNotExists(new TaskInstance<>(step, subject), when);
        added.fire(new WorkAdded(step));
    }
}
