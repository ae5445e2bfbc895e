package org.tipstaff.demo;

import io.quarkus.runtime.Quarkus;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.sql.SQLException;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/**
 * One command for everything: PostgreSQL and Keycloak in {@code .demo} and the application between them. Started before
 * Quarkus, because the application's settings depend on what is started here.
 */
public final class Demonstration implements AutoCloseable {
    private static @Nullable Demonstration running;
    /** Whether a signal, such as Ctrl-C, has asked it to end. */
    private static volatile boolean stopping;

    private final DemonstrationPlace place;
    private final Progress progress;
    private final KeycloakServer keycloak;
    private final EmbeddedDatabase database;

    private Demonstration(
            DemonstrationPlace place, Progress progress, KeycloakServer keycloak, EmbeddedDatabase database) {
        this.place = place;
        this.progress = progress;
        this.keycloak = keycloak;
        this.database = database;
    }

    /** The demonstration that this program runs, or nothing in tests and in production. */
    static synchronized Optional<Demonstration> running() {
        return Optional.ofNullable(running);
    }

    private static synchronized void remember(Demonstration demonstration) {
        running = demonstration;
    }

    /** Runs until Ctrl-C, which ends the program with 0; ends it with 1, after one sentence, where it cannot start. */
    public static void run(String... arguments) {
        Progress progress = Progress.ofThisProcess();
        AtomicInteger code = new AtomicInteger(1);
        CountDownLatch closed = new CountDownLatch(1);
        Runtime.getRuntime().addShutdownHook(new Thread(() -> end(closed, code), "demonstration stops"));
        try (Demonstration demonstration = start(DemonstrationPlace.ofThisProcess(), progress)) {
            remember(demonstration);
            code.set(demonstration.runApplication(arguments));
        } catch (CannotStart e) {
            progress.say(stopping ? "Stopped" : e.getMessage());
        } finally {
            closed.countDown();
        }
        System.exit(code.get());
    }

    /** A signal ends the program when its hooks end: this one, when everything has been stopped. That is no failure. */
    private static void end(CountDownLatch closed, AtomicInteger code) {
        stopping = closed.getCount() > 0;
        try {
            if (closed.await(20, TimeUnit.SECONDS)) {
                Runtime.getRuntime().halt(stopping ? 0 : code.get());
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        System.err.println("Something does not stop; it is left behind.");
        Runtime.getRuntime().halt(1);
    }

    private static Demonstration start(DemonstrationPlace place, Progress progress) {
        try {
            if (place.fresh()) {
                progress.say("Starting over: removing " + place.directory());
                place.stopLeftovers();
                place.wipe();
            }
            place.check();
            DemonstrationSecrets secrets = DemonstrationSecrets.in(place.directory());
            boolean first = !Files.exists(place.keycloakHome().resolve("data/h2"));
            progress.say("Starting Keycloak on port " + place.keycloakPort()
                    + (first ? " (the first time takes half a minute)" : ""));
            KeycloakServer keycloak = KeycloakServer.start(place.keycloak(), secrets, place.realmTemplate());
            try {
                progress.say("Starting PostgreSQL in " + place.postgresHome());
                EmbeddedDatabase database = EmbeddedDatabase.startUntilClosed(place.postgresHome());
                database.createDatabase("tipstaff");
                place.settings(database.url("tipstaff"), secrets).forEach(System::setProperty);
                place.quiet().forEach(System::setProperty);
                progress.say("PostgreSQL is there; starting the application");
                return new Demonstration(place, progress, keycloak, database);
            } catch (IOException | SQLException | RuntimeException e) {
                keycloak.close();
                throw e;
            }
        } catch (IOException | SQLException | UncheckedIOException e) {
            throw new CannotStart("The demonstration cannot start: " + e.getMessage(), e);
        }
    }

    private int runApplication(String... arguments) {
        if (stopping) {
            return 0;
        }
        AtomicInteger code = new AtomicInteger();
        Quarkus.run(
                null,
                (exit, failure) -> {
                    code.set(exit);
                    if (failure != null) {
                        progress.say("The application did not start: " + rootCause(failure));
                    }
                },
                arguments);
        return code.get();
    }

    private static String rootCause(Throwable failure) {
        Throwable root = failure;
        for (Throwable cause = failure.getCause(); cause != null; cause = cause.getCause()) {
            root = cause;
        }
        return String.valueOf(root.getMessage());
    }

    DemonstrationPlace place() {
        return place;
    }

    Progress progress() {
        return progress;
    }

    KeycloakServer keycloak() {
        return keycloak;
    }

    @Override
    public void close() {
        CompletableFuture<Void> stopping = CompletableFuture.runAsync(keycloak::close);
        try {
            database.close();
        } catch (RuntimeException e) {
            progress.say("PostgreSQL does not say that it stopped: " + e.getMessage());
        }
        stopping.join();
        progress.say("Stopped; the data stays in " + place.directory());
    }

    /** Why it does not start, in one sentence for the person at the terminal. */
    static final class CannotStart extends RuntimeException {
        private static final long serialVersionUID = 1L;

        CannotStart(String sentence) {
            super(sentence);
        }

        CannotStart(String sentence, Throwable cause) {
            super(sentence, cause);
        }

        @Override
        public String getMessage() {
            return String.valueOf(super.getMessage());
        }
    }
}
