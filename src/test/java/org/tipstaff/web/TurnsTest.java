package org.tipstaff.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(30)
class TurnsTest {
    private static final Duration SHORT = Duration.ofMillis(200);
    private static final Duration LONG = Duration.ofSeconds(20);

    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final CountDownLatch end = new CountDownLatch(1);

    @AfterEach
    void let_all_end() {
        end.countDown();
        threads.shutdownNow();
    }

    @Test
    void one_caller_holds_one_turn_and_another_caller_has_the_other() throws Exception {
        Turns turns = new Turns(2, SHORT);
        occupy(turns, "hog");

        assertThatExceptionOfType(Problem.class).isThrownBy(() -> turns.take("hog", () -> "second turn"));
        assertThat(turns.take("officer", () -> "done")).isEqualTo("done");
    }

    @Test
    void who_waits_too_long_is_told_when_to_come_again() throws Exception {
        Turns turns = new Turns(1, SHORT);
        occupy(turns, "one");

        assertThatExceptionOfType(Problem.class)
                .isThrownBy(() -> turns.take("two", () -> "done"))
                .satisfies(busy -> assertThat(busy.kind()).isEqualTo(Problem.Kind.UNAVAILABLE))
                .satisfies(busy -> assertThat(busy.retryAfter())
                        .hasValueSatisfying(after -> assertThat(after).isPositive()));
    }

    @Test
    void who_waits_has_the_turn_when_it_is_free() throws Exception {
        Turns turns = new Turns(1, LONG);
        occupy(turns, "one");
        Future<String> waiting = threads.submit(() -> turns.take("two", () -> "done"));
        assertThat(waiting).isNotDone();

        end.countDown();
        assertThat(waiting.get(10, TimeUnit.SECONDS)).isEqualTo("done");
    }

    @Test
    void the_second_file_of_a_caller_does_not_stop_those_behind_it() throws Exception {
        Turns turns = new Turns(2, LONG);
        occupy(turns, "hog");
        threads.submit(() -> turns.take("hog", () -> "second"));
        Thread.sleep(100); // it waits now, and was first

        assertThat(threads.submit(() -> turns.take("officer", () -> "done")).get(5, TimeUnit.SECONDS))
                .isEqualTo("done");
    }

    @Test
    void a_caller_cannot_let_a_hundred_wait() throws Exception {
        Turns turns = new Turns(2, LONG);
        occupy(turns, "hog");
        List<Future<String>> waiting = new ArrayList<>();
        for (int i = 0; i < 10; i++) {
            waiting.add(threads.submit(waitingFor(turns)));
        }
        Thread.sleep(300);
        assertThat(waiting.stream().filter(Future::isDone)).hasSize(6);
    }

    @Test
    void work_that_fails_gives_its_turn_back() throws Exception {
        Turns turns = new Turns(1, SHORT);
        assertThatExceptionOfType(IOException.class)
                .isThrownBy(() -> turns.take("one", () -> {
                    throw new IOException("no child");
                }));
        assertThat(turns.take("one", () -> "done")).isEqualTo("done");
    }

    private static Callable<String> waitingFor(Turns turns) {
        return () -> turns.take("hog", () -> "done");
    }

    private void occupy(Turns turns, String caller) throws InterruptedException {
        CountDownLatch began = new CountDownLatch(1);
        threads.submit(() -> turns.take(caller, () -> {
            began.countDown();
            await(end);
            return "end";
        }));
        assertThat(began.await(5, TimeUnit.SECONDS)).isTrue();
    }

    private static void await(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
