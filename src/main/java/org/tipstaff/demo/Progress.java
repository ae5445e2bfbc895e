package org.tipstaff.demo;

import java.io.PrintStream;
import java.time.Duration;
import java.util.Locale;

/** Says on the terminal what the demonstration does, each line with the seconds since its start. */
public final class Progress {
    private final long start;
    private final PrintStream out;

    Progress(long startNanos, PrintStream out) {
        this.start = startNanos;
        this.out = out;
    }

    /** One plain line; never order text, handles or secrets. */
    public void say(String line) {
        Duration elapsed = Duration.ofNanos(System.nanoTime() - start);
        out.println(String.format(Locale.ROOT, "[%4d s] %s", elapsed.toSeconds(), line));
        out.flush();
    }

    /** Lines without the time, for the table at the end. */
    void show(String text) {
        out.println(text);
        out.flush();
    }
}
