package io.github.qcowscope.ui.job;

import io.github.qcowscope.job.Cancelled;
import io.github.qcowscope.job.Progress;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Function;

/** Background work for tests of models: done at once, or held back until the test lets it run. */
public final class AtOnce implements Background {

    private final List<Runnable> held = new ArrayList<>();
    private final List<String> keys = new ArrayList<>();
    private boolean holding;

    @Override
    public <T> void latest(String key, String title, Function<Progress, T> work, Consumer<T> then) {
        latest(key, title, work, then, () -> { });
    }

    @Override
    public <T> void latest(String key, String title, Function<Progress, T> work, Consumer<T> then, Runnable ended) {
        keys.add(key);
        Runnable job = () -> {
            T result;
            try {
                result = work.apply(Progress.NONE);
            } catch (Cancelled e) {
                ended.run();
                return;
            }
            then.accept(result);
        };
        if (holding) {
            held.add(job);
        } else {
            job.run();
        }
    }

    /** Holds work back from now on. */
    public void hold() {
        holding = true;
    }

    /** Does the work that was held back. */
    public void release() {
        holding = false;
        List<Runnable> jobs = List.copyOf(held);
        held.clear();
        jobs.forEach(Runnable::run);
    }

    /** The keys of all work so far. */
    public List<String> keys() {
        return keys;
    }
}
