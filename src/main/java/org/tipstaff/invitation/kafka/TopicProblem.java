package org.tipstaff.invitation.kafka;

import io.quarkus.narayana.jta.QuarkusTransactionException;
import org.apache.kafka.common.errors.AuthenticationException;
import org.apache.kafka.common.errors.SslAuthenticationException;
import org.apache.kafka.common.errors.TimeoutException;
import org.tipstaff.invitation.HandshakeProblem;
import org.tipstaff.invitation.LogUnavailable;
import org.tipstaff.invitation.LogUnreadable;

/** What went wrong with the topic, in one sentence. Other people's messages are left out: they may quote. */
final class TopicProblem {
    private TopicProblem() {}

    static String sentence(Throwable problem) {
        String kind = problem.getClass().getSimpleName();
        if (problem instanceof SslAuthenticationException) {
            return kind + ": a broker " + HandshakeProblem.sentence(problem).orElse("does not come to terms over TLS");
        }
        if (problem instanceof AuthenticationException) {
            return kind + ": Kafka refuses the sign-in: see sasl.* in tipstaff.log.kafka.client-properties";
        }
        if (problem instanceof TimeoutException) {
            return kind + ": no broker answers, or one that speaks TLS or wants a sign-in is asked without";
        }
        if (problem instanceof QuarkusTransactionException) {
            return kind + ": the database did not commit the rows; they are read again";
        }
        boolean ours = problem instanceof LogUnavailable
                || problem instanceof LogUnreadable
                || problem.getClass() == IllegalStateException.class;
        return ours ? kind + ": " + problem.getMessage() : kind;
    }
}
