package io.github.qcowscope.ui.job;

import io.github.qcowscope.job.Progress;
import java.util.function.BiFunction;
import java.util.function.Consumer;
import java.util.function.Function;

/** Runs work off the FX thread. */
public interface Background {

    /**
     * Runs {@code work} elsewhere and hands its result to {@code then} on the FX thread. Work that was started earlier
     * under the same key is cancelled, and its result is never shown.
     *
     * @param key   names the pane or the question that waits for the result
     * @param title what a list of running jobs calls it
     * @param work  may throw {@link io.github.qcowscope.job.Cancelled} at will
     * @param then  gets the result, unless the work was cancelled, replaced or failed
     */
    <T> void latest(String key, String title, Function<Progress, T> work, Consumer<T> then);

    /**
     * As {@link #latest(String, String, Function, Consumer)}, and tells when there will be no result. Work that is
     * done at once always has one.
     *
     * @param ended called in place of {@code then} where the user has cancelled the work, or it failed
     */
    default <T> void latest(String key, String title, Function<Progress, T> work, Consumer<T> then, Runnable ended) {
        latest(key, title, work, then);
    }

    /**
     * As {@link #latest(String, String, Function, Consumer, Runnable)}, for work that has something to show before it is
     * done.
     *
     * @param work gets what takes its parts, from any thread
     * @param some gets the parts on the FX thread, in their order and before {@code then} or {@code ended}; none comes once
     *             the work has been cancelled or replaced
     */
    default <S, T> void stream(String key, String title, BiFunction<Progress, Consumer<S>, T> work, Consumer<S> some,
            Consumer<T> then, Runnable ended) {
        latest(key, title, progress -> work.apply(progress, some), then, ended);
    }

    /** Ends the work of a key, if there is any. Where work is done at once, there is nothing to end. */
    default void cancel(String key) {}

    /** Ends all work; no result of it will be shown. Where work is done at once, there is nothing to end. */
    default void cancelAll() {}

    /**
     * Keeps work of this scope that is asked for from now on until {@link #release()}: the panes of an image can be built
     * without it in their way. Where work is done at once, nothing is kept.
     */
    default void hold() {}

    /** Begins what was kept. */
    default void release() {}

    /**
     * Does what must be done even if all work is cancelled, such as closing a file, elsewhere and soon. What is still at work
     * may meet a closed file.
     */
    default void lastly(Runnable work) {
        work.run();
    }

    /**
     * The same workers with keys of their own: work in one scope neither replaces nor cancels work in another, so that two
     * open images are not in each other's way. Where work is done at once, one scope is enough.
     */
    default Background scope() {
        return this;
    }
}
