package org.tipstaff.web;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/**
 * Who may do work now that takes seconds and memory, such as opening a stranger's file. So many at once, each caller one
 * at a time, the others in the order in which they came; whoever waits too long is told to come again. So nobody can
 * keep all turns to themselves, and those who wait cannot take every thread of the web server.
 */
public final class Turns {
    /** How many of one caller may wait; a program that sends more at once is asked to come again. */
    private static final int MOST_WAITING_OF_ONE = 4;

    private static final int MOST_WAITING_OF_ALL = 16;

    private final int atOnce;
    private final Duration patience;
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition changed = lock.newCondition();
    private final Set<String> working = new HashSet<>();
    private final List<Waiting> queue = new ArrayList<>();

    /** @param patience how long a caller waits for a turn */
    public Turns(int atOnce, Duration patience) {
        if (atOnce < 1 || patience.isNegative()) {
            throw new IllegalArgumentException("At least one works at a time, and nobody waits for less than no time");
        }
        this.atOnce = atOnce;
        this.patience = patience;
    }

    /** Work that may fail to read or write. */
    @FunctionalInterface
    public interface Work<T> {
        T run() throws IOException;
    }

    /** One call; not equal to another call of the same caller. */
    private static final class Waiting {
        private final String caller;

        Waiting(String caller) {
            this.caller = caller;
        }
    }

    /**
     * Does the work when it is its turn.
     *
     * @param caller whose turn it is: an account, or an address where nobody is signed in
     * @throws Problem UNAVAILABLE, with the time to come again, where there was no turn in time
     */
    public <T> T take(String caller, Work<T> work) throws IOException {
        await(caller);
        try {
            return work.run();
        } finally {
            end(caller);
        }
    }

    private void await(String caller) throws IOException {
        Waiting mine = new Waiting(caller);
        lock.lock();
        try {
            long own =
                    queue.stream().filter(other -> other.caller.equals(caller)).count();
            if (own >= MOST_WAITING_OF_ONE || queue.size() >= MOST_WAITING_OF_ALL) {
                throw busy();
            }
            queue.add(mine);
            long left = patience.toNanos();
            while (!isNext(mine)) {
                if (left <= 0) {
                    throw busy();
                }
                left = changed.awaitNanos(left);
            }
            working.add(caller);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw (IOException) new InterruptedIOException("Interrupted while waiting for a turn").initCause(e);
        } finally {
            queue.remove(mine);
            changed.signalAll();
            lock.unlock();
        }
    }

    /** Whether there is a turn free and nobody was here before who could take it. */
    private boolean isNext(Waiting mine) {
        if (working.size() >= atOnce || working.contains(mine.caller)) {
            return false;
        }
        for (Waiting other : queue) {
            if (other == mine) {
                return true;
            }
            if (!working.contains(other.caller)) {
                return false;
            }
        }
        return false;
    }

    private void end(String caller) {
        lock.lock();
        try {
            working.remove(caller);
            changed.signalAll();
        } finally {
            lock.unlock();
        }
    }

    private Problem busy() {
        return Problem.comeAgain(
                "Other files are being opened at this moment, so this one was not looked at. Send it again shortly.",
                patience.compareTo(Duration.ofSeconds(1)) < 0 ? Duration.ofSeconds(1) : patience);
    }
}
