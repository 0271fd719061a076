package io.github.qcowscope.ui.job;

import io.github.qcowscope.job.Cancelled;
import io.github.qcowscope.job.Progress;
import io.github.qcowscope.ui.text.Messages;
import java.lang.System.Logger.Level;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.function.BiFunction;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Predicate;
import javafx.animation.PauseTransition;
import javafx.application.Platform;
import javafx.collections.FXCollections;
import javafx.collections.ObservableList;
import javafx.concurrent.Task;
import javafx.util.Duration;
import org.jspecify.annotations.Nullable;

/**
 * Background work on platform threads: a long scan must not keep the answer to a click from its turn, as it could on
 * the few carriers of virtual threads. To be used on the FX thread.
 */
public final class Jobs implements Background, AutoCloseable {

    private static final System.Logger LOG = System.getLogger(Jobs.class.getName());
    /** Work that ends sooner is never shown as running: it would only flicker. */
    private static final Duration NOTICEABLE = Duration.millis(300);

    /** Work that ends sooner waits for nobody. */
    private static final long SHORT = TimeUnit.MILLISECONDS.toNanos(5);
    /** How long the end waits for files to be closed: a file system that hangs must not keep the program. */
    private static final long PATIENCE = 2;
    /** A core is left for the window. */
    private static final int CORES = Math.max(1, Runtime.getRuntime().availableProcessors() - 1);

    private final Consumer<String> complain;
    private final ExecutorService threads = Executors.newCachedThreadPool(
            Thread.ofPlatform().daemon().priority(Thread.NORM_PRIORITY - 1).name("job-", 1).factory());
    private final ExecutorService closing = Executors.newCachedThreadPool(
            Thread.ofPlatform().daemon().name("closing-", 1).factory());
    private int closings;
    private final Turns turns = new Turns(CORES);
    private final Map<Key, Job<?>> current = new HashMap<>();
    /** What waits until its scope is released. */
    private final Map<Background, List<Job<?>>> held = new HashMap<>();
    private final ObservableList<Task<?>> running = FXCollections.observableArrayList();
    private final ObservableList<Task<?>> runningToRead = FXCollections.unmodifiableObservableList(running);

    /** The scope of what belongs to no image. */
    private final Background own = new Scope();

    /** A key within its scope. */
    private record Key(Background scope, String name) {}

    /**
     * No jobs yet.
     *
     * @param complain shows a sentence about work that failed
     */
    public Jobs(Consumer<String> complain) {
        this.complain = complain;
    }

    /** The jobs that have been running long enough for somebody to wonder. */
    public ObservableList<Task<?>> running() {
        return runningToRead;
    }

    @Override
    public <T> void latest(String key, String title, Function<Progress, T> work, Consumer<T> then) {
        latest(key, title, work, then, () -> { });
    }

    @Override
    public <T> void latest(String key, String title, Function<Progress, T> work, Consumer<T> then, Runnable ended) {
        own.latest(key, title, work, then, ended);
    }

    @Override
    public <S, T> void stream(String key, String title, BiFunction<Progress, Consumer<S>, T> work, Consumer<S> some,
            Consumer<T> then, Runnable ended) {
        own.stream(key, title, work, some, then, ended);
    }

    private <T> void start(Key key, String title, Function<Progress, T> work, Consumer<T> then, Runnable ended) {
        Job<T> job = new Job<>(key, title, work, then, ended);
        Job<?> earlier = current.put(key, job);
        if (earlier != null) {
            earlier.cancel(false);
        }
        job.shownWhenNoticeable.play();
        List<Job<?>> queue = held.get(key.scope());
        if (queue == null) {
            threads.execute(job);
        } else {
            queue.add(job);
        }
    }

    private void release(Background scope) {
        List<Job<?>> queue = held.remove(scope);
        if (queue != null) {
            queue.forEach(threads::execute);
        }
    }

    private <S, T> void startStream(Key key, String title, BiFunction<Progress, Consumer<S>, T> work, Consumer<S> some,
            Consumer<T> then, Runnable ended) {
        // A job is the latest of its key for as long as it is the current one.
        start(key, title, progress -> work.apply(progress, part -> Platform.runLater(() -> {
            if (progress instanceof Job<?>.Pace pace && pace.isOf(current.get(key))) {
                some.accept(part);
            }
        })), then, ended);
    }

    /** Whether nothing is at work. */
    public boolean isIdle() {
        return current.isEmpty() && closings == 0;
    }

    @Override
    public void lastly(Runnable work) {
        closings++;
        closing.execute(() -> {
            try {
                work.run();
            } finally {
                Platform.runLater(() -> closings--);
            }
        });
    }

    @Override
    public void cancel(String key) {
        own.cancel(key);
    }

    /** Ends all work, whatever its scope. */
    @Override
    public void cancelAll() {
        cancel(key -> true);
    }

    private void cancel(Predicate<Key> which) {
        List<Job<?>> unwanted = current.values().stream().filter(job -> which.test(job.key)).toList();
        current.keySet().removeIf(which);
        unwanted.forEach(job -> job.cancel(false));
    }

    @Override
    public Background scope() {
        return new Scope();
    }

    @Override
    public void close() {
        cancelAll();
        threads.shutdown();
        closing.shutdown();
    }

    /** Waits after {@link #close()} until what must be done is done: the files are closed then. */
    public void awaitEnd() {
        try {
            if (!closing.awaitTermination(PATIENCE, TimeUnit.SECONDS)) {
                LOG.log(Level.WARNING, "A file is still being closed at the end");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private final class Scope implements Background {

        @Override
        public <T> void latest(String key, String title, Function<Progress, T> work, Consumer<T> then) {
            latest(key, title, work, then, () -> { });
        }

        @Override
        public <T> void latest(String key, String title, Function<Progress, T> work, Consumer<T> then, Runnable ended) {
            start(new Key(this, key), title, work, then, ended);
        }

        @Override
        public <S, T> void stream(String key, String title, BiFunction<Progress, Consumer<S>, T> work, Consumer<S> some,
                Consumer<T> then, Runnable ended) {
            startStream(new Key(this, key), title, work, some, then, ended);
        }

        @Override
        public void cancel(String key) {
            Jobs.this.cancel(new Key(this, key)::equals);
        }

        @Override
        public void cancelAll() {
            Jobs.this.cancel(key -> key.scope() == this);
        }

        @Override
        public void hold() {
            held.putIfAbsent(this, new ArrayList<>());
        }

        @Override
        public void release() {
            Jobs.this.release(this);
        }

        @Override
        public void lastly(Runnable work) {
            Jobs.this.lastly(work);
        }

        @Override
        public Background scope() {
            return Jobs.this.scope();
        }
    }

    private final class Job<T> extends Task<T> {

        /** What the work tells, and is told; where it takes long, it waits here for its turn. */
        private final class Pace implements Progress {
            private volatile long until = System.nanoTime() + SHORT;

            boolean isOf(@Nullable Job<?> job) {
                return job == Job.this;
            }

            private void keep() {
                if (System.nanoTime() - until >= 0 && !Job.this.isCancelled()) {
                    until = turns.take(this, Job.this::isCancelled);
                }
            }

            @Override
            public void report(long done, long total) {
                updateProgress(total > 0 ? done : -1, total);
                keep();
            }

            @Override
            public boolean isCancelled() {
                keep();
                return Job.this.isCancelled();
            }

            @Override
            public int threads() {
                return CORES;
            }
        }

        private final Key key;
        private final Function<Progress, T> work;
        private final Consumer<T> then;
        private final Runnable ended;
        private final PauseTransition shownWhenNoticeable = new PauseTransition(NOTICEABLE);

        Job(Key key, String title, Function<Progress, T> work, Consumer<T> then, Runnable ended) {
            this.key = key;
            this.work = work;
            this.then = then;
            this.ended = ended;
            updateTitle(title);
            shownWhenNoticeable.setOnFinished(e -> running.add(this));
        }

        @Override
        protected T call() {
            Pace pace = new Pace();
            try {
                return work.apply(pace);
            } finally {
                turns.leave(pace);
            }
        }

        @Override
        protected void succeeded() {
            if (leave()) {
                then.accept(getValue());
            }
        }

        @Override
        protected void cancelled() {
            if (leave()) {
                ended.run();
            }
        }

        @Override
        protected void failed() {
            if (leave()) {
                ended.run();
                if (!(getException() instanceof Cancelled)) {
                    LOG.log(Level.ERROR, getTitle(), getException());
                    complain.accept(Messages.get("job.failed", getTitle(), reason(getException())));
                }
            }
        }

        private boolean leave() {
            shownWhenNoticeable.stop();
            running.remove(this);
            return current.remove(key, this);
        }
    }

    private static String reason(Throwable failure) {
        return failure instanceof OutOfMemoryError ? Messages.get("job.memory")
                : failure.getMessage() == null ? failure.getClass().getSimpleName() : failure.getMessage();
    }
}
