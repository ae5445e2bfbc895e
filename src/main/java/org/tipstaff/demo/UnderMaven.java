package org.tipstaff.demo;

import java.io.IOException;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Runs the demonstration as a process of its own while Maven waits: called by the profile {@code demo}, in Maven's own
 * process. Maven by itself takes a program that Ctrl-C ended for a build that failed.
 */
public final class UnderMaven {
    /** How a program ends that took no care of SIGINT or SIGTERM yet. */
    private static final Set<Integer> BY_A_SIGNAL = Set.of(130, 143);

    private static @Nullable Process demonstration;

    private UnderMaven() {}

    /** @param command the program and its arguments */
    public static void main(String... command) throws IOException, InterruptedException {
        // Ctrl-C reaches Maven too, which ends when its hooks do: this one, with the code of the demonstration.
        Runtime.getRuntime().addShutdownHook(new Thread(UnderMaven::end, "demonstration ends first"));
        System.exit(code(start(command).waitFor()));
    }

    private static synchronized Process start(String... command) throws IOException {
        Process started = new ProcessBuilder(command).inheritIO().start();
        demonstration = started;
        return started;
    }

    private static synchronized @Nullable Process started() {
        return demonstration;
    }

    private static void end() {
        Process running = started();
        if (running == null) {
            return;
        }
        running.destroy();
        try {
            Runtime.getRuntime().halt(code(running.waitFor()));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static int code(int ended) {
        return BY_A_SIGNAL.contains(ended) ? 0 : ended;
    }
}
