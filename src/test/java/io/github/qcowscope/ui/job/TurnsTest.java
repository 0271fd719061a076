package io.github.qcowscope.ui.job;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class TurnsTest {

    private static final int WORKERS = 5;
    private static final int STEPS = 100;
    private static final int MOST = 2;

    @Test
    void onlyAFewGoOnAtTheSameTimeAndAllGetToTheirEnd() throws Exception {
        Turns turns = new Turns(MOST, 0, TimeUnit.DAYS.toNanos(1));
        AtomicInteger going = new AtomicInteger();
        AtomicInteger atMost = new AtomicInteger();
        AtomicInteger done = new AtomicInteger();
        try (ExecutorService threads = Executors.newFixedThreadPool(WORKERS)) {
            List<Future<?>> workers = new ArrayList<>();
            for (int i = 0; i < WORKERS; i++) {
                Object who = "worker " + i;
                workers.add(threads.submit(() -> {
                    for (int step = 0; step < STEPS; step++) {
                        turns.take(who, () -> false);
                        atMost.accumulateAndGet(going.incrementAndGet(), Math::max);
                        done.incrementAndGet();
                        going.decrementAndGet();
                    }
                    turns.leave(who);
                }));
            }
            for (Future<?> worker : workers) {
                worker.get();
            }
        }
        assertThat(done).hasValue(WORKERS * STEPS);
        assertThat(atMost).hasValueLessThanOrEqualTo(MOST);
    }

    @Test
    void whoDoesNotComeAgainLosesHisTurn() {
        Turns turns = new Turns(1, 0, 0);
        turns.take("stuck", () -> false);
        long now = System.nanoTime();
        assertThat(turns.take("next", () -> false) - now).isGreaterThanOrEqualTo(0);
    }

    @Test
    void whoIsUnwantedIsNotKeptWaiting() {
        Turns turns = new Turns(1, TimeUnit.DAYS.toNanos(1), TimeUnit.DAYS.toNanos(1));
        long until = turns.take("first", () -> false);
        turns.take("second", () -> true);
        assertThat(turns.take("first", () -> false)).isEqualTo(until);
    }
}
