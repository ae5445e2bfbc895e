package org.tipstaff.invitation.cassandra;

import com.datastax.oss.driver.api.core.ConsistencyLevel;
import com.datastax.oss.driver.api.core.context.DriverContext;
import com.datastax.oss.driver.api.core.retry.RetryDecision;
import com.datastax.oss.driver.api.core.retry.RetryPolicy;
import com.datastax.oss.driver.api.core.servererrors.CoordinatorException;
import com.datastax.oss.driver.api.core.servererrors.WriteType;
import com.datastax.oss.driver.api.core.session.Request;

/**
 * Tries again on another node, a few times, always at the same consistency: a node that has just died is noticed by the
 * others only after seconds, and everything that is asked here can be asked twice. Made by the driver, by name.
 */
public final class CassandraRetries implements RetryPolicy {
    private static final int TIMES = 4;

    public CassandraRetries(DriverContext context, String profileName) {}

    @Override
    public RetryDecision onReadTimeout(
            Request request, ConsistencyLevel level, int wanted, int received, boolean data, int retries) {
        return again(retries);
    }

    @Override
    public RetryDecision onWriteTimeout(
            Request request, ConsistencyLevel level, WriteType type, int wanted, int received, int retries) {
        return again(retries);
    }

    /** The node knows that too few are alive; the next one may know better. */
    @Override
    public RetryDecision onUnavailable(Request request, ConsistencyLevel level, int required, int alive, int retries) {
        return retries < 1 ? RetryDecision.RETRY_NEXT : RetryDecision.RETHROW;
    }

    @Override
    public RetryDecision onRequestAborted(Request request, Throwable error, int retries) {
        return again(retries);
    }

    @Override
    public RetryDecision onErrorResponse(Request request, CoordinatorException error, int retries) {
        return again(retries);
    }

    private static RetryDecision again(int retries) {
        return retries < TIMES ? RetryDecision.RETRY_NEXT : RetryDecision.RETHROW;
    }

    @Override
    public void close() {}
}
