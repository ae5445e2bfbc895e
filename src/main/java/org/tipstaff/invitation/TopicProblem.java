package org.tipstaff.invitation;

/** What went wrong with the topic, in one sentence. Other people's messages are left out: they may quote. */
final class TopicProblem {
    private TopicProblem() {}

    static String sentence(Throwable problem) {
        boolean ours = problem instanceof LogUnavailable
                || problem instanceof LogUnreadable
                || problem.getClass() == IllegalStateException.class;
        String kind = problem.getClass().getSimpleName();
        return ours ? kind + ": " + problem.getMessage() : kind;
    }
}
