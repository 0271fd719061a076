package io.github.qcowscope.ui.job;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.qcowscope.job.Progress;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.testfx.framework.junit5.ApplicationExtension;
import org.testfx.util.WaitForAsyncUtils;

@ExtendWith(ApplicationExtension.class)
class JobsTest {

    private final List<String> complaints = new ArrayList<>();
    private final List<String> results = new ArrayList<>();
    private final Jobs jobs = new Jobs(complaints::add);
    private final CountDownLatch gate = new CountDownLatch(1);

    @AfterEach
    void close() {
        gate.countDown();
        onFx(jobs::close);
    }

    private static void onFx(Runnable action) {
        WaitForAsyncUtils.waitForAsyncFx(10_000, action);
    }

    private static void await(BooleanSupplier state) throws TimeoutException {
        WaitForAsyncUtils.waitFor(20, TimeUnit.SECONDS,
                () -> WaitForAsyncUtils.waitForAsyncFx(10_000, state::getAsBoolean));
    }

    private String waitAtGate(Progress progress, String result) {
        try {
            gate.await();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
        progress.check();
        return result;
    }

    @Test
    void handTheirResultOverOnTheFxThread() throws TimeoutException {
        AtomicBoolean wasFx = new AtomicBoolean();
        onFx(() -> jobs.latest("a", "", progress -> javafx.application.Platform.isFxApplicationThread(), worker ->
                wasFx.set(!worker && javafx.application.Platform.isFxApplicationThread())));
        await(wasFx::get);
    }

    @Test
    void onlyTheLatestOfAKeyIsShown() throws TimeoutException {
        onFx(() -> {
            jobs.latest("a", "first", progress -> waitAtGate(progress, "first"), results::add);
            jobs.latest("a", "second", progress -> waitAtGate(progress, "second"), results::add);
            jobs.latest("b", "other", progress -> waitAtGate(progress, "other"), results::add);
        });
        gate.countDown();
        await(jobs::isIdle);
        assertThat(results).containsExactlyInAnyOrder("second", "other");
        assertThat(complaints).isEmpty();
    }

    @Test
    void partsComeInOrderAndBeforeTheResult() throws TimeoutException {
        onFx(() -> jobs.<String, String>stream("a", "", (progress, some) -> {
            some.accept("one");
            some.accept("two");
            return "all";
        }, results::add, results::add, () -> results.add("ended")));
        await(jobs::isIdle);
        assertThat(results).containsExactly("one", "two", "all");
    }

    @Test
    void noPartComesOnceNobodyWantsTheResult() throws TimeoutException {
        CountDownLatch done = new CountDownLatch(1);
        onFx(() -> jobs.<String, String>stream("a", "", (progress, some) -> {
            some.accept("early");
            try {
                return waitAtGate(progress, "all");
            } finally {
                some.accept("late");
                done.countDown();
            }
        }, results::add, results::add, () -> results.add("ended")));
        await(() -> results.contains("early"));
        onFx(jobs::cancelAll);
        gate.countDown();
        WaitForAsyncUtils.waitFor(20, TimeUnit.SECONDS, () -> done.getCount() == 0);
        WaitForAsyncUtils.waitForFxEvents();
        assertThat(results).containsExactly("early");
    }

    @Test
    void workThatIsHeldBeginsWhenItIsReleased() throws TimeoutException {
        List<Background> scopes = new ArrayList<>();
        onFx(() -> {
            Background scope = jobs.scope();
            scopes.add(scope);
            scope.hold();
            scope.latest("a", "", progress -> "unwanted", results::add);
            scope.latest("a", "", progress -> "held", results::add);
            jobs.latest("b", "", progress -> "free", results::add);
        });
        await(() -> results.contains("free"));
        onFx(() -> assertThat(jobs.isIdle()).isFalse());
        assertThat(results).containsExactly("free");
        onFx(scopes.getFirst()::release);
        await(jobs::isIdle);
        assertThat(results).containsExactly("free", "held");
    }

    @Test
    void whatMustBeDoneIsDoneElsewhereEvenAtTheEnd() throws TimeoutException {
        AtomicBoolean isDone = new AtomicBoolean();
        onFx(() -> {
            jobs.lastly(() -> {
                waitAtGate(Progress.NONE, "");
                isDone.set(!javafx.application.Platform.isFxApplicationThread());
            });
            jobs.cancelAll();
            assertThat(jobs.isIdle()).isFalse();
            jobs.close();
            gate.countDown();
            jobs.awaitEnd();
            assertThat(isDone).isTrue();
        });
        await(jobs::isIdle);
    }

    @Test
    void leaveACoreForTheWindow() throws TimeoutException {
        List<Integer> threads = new ArrayList<>();
        onFx(() -> jobs.latest("a", "", Progress::threads, threads::add));
        await(jobs::isIdle);
        assertThat(threads).containsExactly(Math.max(1, Runtime.getRuntime().availableProcessors() - 1));
    }

    @Test
    void aFailureBecomesASentence() throws TimeoutException {
        AtomicBoolean ended = new AtomicBoolean();
        onFx(() -> jobs.<String>latest("a", "Count the sheep", progress -> {
            throw new IllegalStateException("there are none");
        }, results::add, () -> ended.set(true)));
        await(jobs::isIdle);
        assertThat(results).isEmpty();
        assertThat(ended).isTrue();
        assertThat(complaints).singleElement().asString().contains("Count the sheep", "there are none");
    }

    @Test
    void areListedOnceTheyTakeLong() throws TimeoutException {
        onFx(() -> jobs.latest("a", "long", progress -> waitAtGate(progress, "done"), results::add));
        await(() -> jobs.running().size() == 1);
        onFx(() -> assertThat(jobs.running().getFirst().getTitle()).isEqualTo("long"));
        gate.countDown();
        await(() -> jobs.running().isEmpty() && results.equals(List.of("done")));
    }

    @Test
    void canBeCancelledFromTheList() throws TimeoutException {
        AtomicBoolean ended = new AtomicBoolean();
        onFx(() -> jobs.latest("a", "long", progress -> waitAtGate(progress, "done"), results::add,
                () -> ended.set(true)));
        await(() -> jobs.running().size() == 1);
        onFx(() -> jobs.running().getFirst().cancel());
        await(jobs::isIdle);
        gate.countDown();
        await(ended::get);
        assertThat(results).isEmpty();
        assertThat(complaints).isEmpty();
    }

    @Test
    void allEndAtOnceWithoutAWord() throws TimeoutException {
        AtomicBoolean ended = new AtomicBoolean();
        onFx(() -> {
            jobs.latest("a", "", progress -> waitAtGate(progress, "a"), results::add, () -> ended.set(true));
            jobs.cancelAll();
            jobs.latest("b", "", progress -> "b", results::add);
        });
        gate.countDown();
        await(() -> jobs.isIdle() && results.size() == 1);
        assertThat(results).containsExactly("b");
        assertThat(ended).isFalse();
        assertThat(complaints).isEmpty();
    }

    @Test
    void ofOneScopeDoNotDisturbThoseOfAnother() throws TimeoutException {
        Background one = jobs.scope();
        Background other = jobs.scope();
        onFx(() -> {
            one.latest("a", "", progress -> waitAtGate(progress, "one"), results::add);
            other.latest("a", "", progress -> waitAtGate(progress, "other"), results::add);
            jobs.latest("a", "", progress -> waitAtGate(progress, "window"), results::add);
            other.latest("b", "", progress -> waitAtGate(progress, "other b"), results::add);
            one.cancel("b");
            one.cancelAll();
            other.cancel("b");
        });
        gate.countDown();
        await(jobs::isIdle);
        assertThat(results).containsExactlyInAnyOrder("other", "window");
        onFx(() -> one.<String, String>stream("s", "", (progress, some) -> {
            some.accept("part");
            return "whole";
        }, results::add, results::add, () -> { }));
        await(jobs::isIdle);
        assertThat(results).endsWith("part", "whole");
    }

    @Test
    void ofAllScopesEndTogether() throws TimeoutException {
        onFx(() -> {
            jobs.scope().latest("a", "", progress -> waitAtGate(progress, "one"), results::add);
            jobs.cancelAll();
        });
        assertThat(jobs.isIdle()).isTrue();
        gate.countDown();
        await(jobs::isIdle);
        assertThat(results).isEmpty();
    }
}
