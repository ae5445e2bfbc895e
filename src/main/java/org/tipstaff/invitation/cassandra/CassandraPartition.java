package org.tipstaff.invitation.cassandra;

import com.datastax.oss.driver.api.core.cql.AsyncResultSet;
import com.datastax.oss.driver.api.core.cql.BoundStatement;
import com.datastax.oss.driver.api.core.cql.Row;
import com.datastax.oss.driver.api.core.cql.Statement;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;
import org.tipstaff.invitation.LogUnavailable;

/**
 * Rows of partitions that follow each other in time, page by page; the next page is under way while one is read. Used by
 * one thread.
 */
final class CassandraPartition {
    private final CassandraAccess.Open ring;
    private final AtomicLong answers;
    private final Deque<BoundStatement> later;
    private CompletionStage<Page> coming;
    private final Deque<Row> rows = new ArrayDeque<>();
    private boolean ended;
    private boolean spread;

    /**
     * One answer.
     *
     * @param number counted over all answers of a day, so that what is learned after it is known to hold for it
     */
    record Page(AsyncResultSet answer, long number) {}

    /**
     * Asks for the first page.
     *
     * @param partitions at least one
     * @param answers counts the answers that have arrived
     */
    CassandraPartition(CassandraAccess.Open ring, List<BoundStatement> partitions, AtomicLong answers) {
        this.ring = ring;
        this.answers = answers;
        this.later = new ArrayDeque<>(partitions);
        this.coming = ask(later.remove());
    }

    private CompletionStage<Page> ask(Statement<?> statement) {
        return numbered(ring.session().executeAsync(statement));
    }

    private CompletionStage<Page> numbered(CompletionStage<? extends AsyncResultSet> asked) {
        return asked.thenApply(answer -> new Page(answer, answers.incrementAndGet()));
    }

    /** The next row of the present page; null where none is left. */
    @Nullable
    Row row() {
        return rows.poll();
    }

    /** Whether the partition says of itself that there are further ones. */
    boolean isSpread() {
        return spread;
    }

    /**
     * Waits for the next page, and asks for the one after it.
     *
     * @return its number; 0 after the last one
     * @throws LogUnavailable where the ring does not answer
     */
    long turn() {
        if (ended) {
            return 0;
        }
        Page page = await(coming);
        page.answer().currentPage().forEach(rows::add);
        Row first = rows.peek();
        if (first != null) {
            spread |= !first.isNull("spread") && first.getBoolean("spread");
            if (first.isNull("occurred_at")) {
                // What a partition says of itself where it has no row.
                rows.remove();
            }
        }
        if (page.answer().hasMorePages()) {
            coming = numbered(page.answer().fetchNextPage());
        } else {
            BoundStatement next = later.poll();
            ended = next == null;
            if (next != null) {
                coming = ask(next);
            }
        }
        return page.number();
    }

    private static Page await(CompletionStage<Page> coming) {
        try {
            return coming.toCompletableFuture().get();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("Interrupted", e);
        } catch (ExecutionException e) {
            Throwable cause = e.getCause();
            throw LogUnavailable.ring(cause == null ? e : cause);
        }
    }
}
