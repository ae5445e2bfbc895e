package org.tipstaff.demo;

import java.io.PrintStream;
import java.time.Duration;
import java.util.Locale;

/** Says on the terminal what the demonstration does: a line a step, each with the seconds since the start. */
public final class Progress {
    private static final Duration ON_A_TERMINAL = Duration.ofMillis(200);
    private static final Duration IN_A_FILE = Duration.ofSeconds(10);
    /** To the line's beginning, and nothing after it. */
    private static final String OVER = "\r\u001b[K";

    private final long start;
    private final PrintStream out;
    private final boolean terminal;
    private long updated;
    private boolean open;

    /** @param terminal whether somebody looks, so that a line can take the place of the one before */
    Progress(long startNanos, PrintStream out, boolean terminal) {
        this.start = startNanos;
        this.out = out;
        this.terminal = terminal;
        this.updated = startNanos;
    }

    /** Of this process: its standard output, as a terminal where both ends of it are one. */
    static Progress ofThisProcess() {
        return new Progress(System.nanoTime(), System.out, System.console() != null);
    }

    /** One plain line; never order text, handles or secrets. */
    public synchronized void say(String line) {
        close();
        out.println(stamped(line));
        out.flush();
    }

    /** How far the present step is. Called as often as one likes; on a terminal the next line takes its place. */
    synchronized void update(String line) {
        long now = System.nanoTime();
        if (now - updated < (terminal ? ON_A_TERMINAL : IN_A_FILE).toNanos()) {
            return;
        }
        updated = now;
        if (!terminal) {
            say(line);
            return;
        }
        close();
        out.print(stamped(line));
        out.flush();
        open = true;
    }

    /** Lines without the time, for the table at the end. */
    synchronized void show(String text) {
        close();
        out.println(text);
        out.flush();
    }

    private void close() {
        if (open) {
            out.print(OVER);
            open = false;
        }
    }

    private String stamped(String line) {
        Duration elapsed = Duration.ofNanos(System.nanoTime() - start);
        return String.format(Locale.ROOT, "[%4d s] %s", elapsed.toSeconds(), line);
    }
}
