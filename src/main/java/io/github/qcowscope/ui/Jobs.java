package io.github.qcowscope.ui;

import io.github.qcowscope.job.Cancelled;
import io.github.qcowscope.job.Progress;
import java.lang.System.Logger.Level;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.BiFunction;
import java.util.function.Consumer;
import java.util.function.Function;
import javafx.animation.PauseTransition;
import javafx.application.Platform;
import javafx.collections.FXCollections;
import javafx.collections.ObservableList;
import javafx.concurrent.Task;
import javafx.util.Duration;

/**
 * Background work on platform threads: a long scan must not keep the answer to a click from its turn, as it could on
 * the few carriers of virtual threads. To be used on the FX thread.
 */
public final class Jobs implements Background, AutoCloseable {

    private static final System.Logger LOG = System.getLogger(Jobs.class.getName());
    /** Work that ends sooner is never shown as running: it would only flicker. */
    private static final Duration NOTICEABLE = Duration.millis(300);

    private final Consumer<String> complain;
    private final ExecutorService threads = Executors.newCachedThreadPool(
            Thread.ofPlatform().daemon().name("job-", 1).factory());
    private final Map<String, Job<?>> current = new HashMap<>();
    private final ObservableList<Task<?>> running = FXCollections.observableArrayList();
    private final ObservableList<Task<?>> runningToRead = FXCollections.unmodifiableObservableList(running);

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
        Job<T> job = new Job<>(key, title, work, then, ended);
        Job<?> earlier = current.put(key, job);
        if (earlier != null) {
            earlier.cancel(false);
        }
        job.shownWhenNoticeable.play();
        threads.execute(job);
    }

    @Override
    public <S, T> void stream(String key, String title, BiFunction<Progress, Consumer<S>, T> work, Consumer<S> some,
            Consumer<T> then, Runnable ended) {
        // A job is its own progress, and it is the latest of its key for as long as it is the current one.
        latest(key, title, job -> work.apply(job, part -> Platform.runLater(() -> {
            if (current.get(key) == job) {
                some.accept(part);
            }
        })), then, ended);
    }

    /** Whether nothing is at work. */
    public boolean isIdle() {
        return current.isEmpty();
    }

    @Override
    public void cancelAll() {
        List<Job<?>> unwanted = List.copyOf(current.values());
        current.clear();
        unwanted.forEach(job -> job.cancel(false));
    }

    @Override
    public void close() {
        cancelAll();
        threads.shutdown();
    }

    private final class Job<T> extends Task<T> implements Progress {
        private final String key;
        private final Function<Progress, T> work;
        private final Consumer<T> then;
        private final Runnable ended;
        private final PauseTransition shownWhenNoticeable = new PauseTransition(NOTICEABLE);

        Job(String key, String title, Function<Progress, T> work, Consumer<T> then, Runnable ended) {
            this.key = key;
            this.work = work;
            this.then = then;
            this.ended = ended;
            updateTitle(title);
            shownWhenNoticeable.setOnFinished(e -> running.add(this));
        }

        @Override
        protected T call() {
            return work.apply(this);
        }

        @Override
        public void report(long done, long total) {
            updateProgress(total > 0 ? done : -1, total);
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
