package io.github.qcowscope.ui.job;

import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * A thing that is made when it is first asked for. To be used on one thread.
 *
 * @param <T> what it is
 */
public final class Late<T> {

    private final Supplier<T> maker;
    private @Nullable T made;

    /** Not made yet. */
    public Late(Supplier<T> maker) {
        this.maker = maker;
    }

    /** The thing. */
    public T get() {
        T known = made;
        if (known == null) {
            known = maker.get();
            made = known;
        }
        return known;
    }

    /** Does something with it, if it has been made. */
    public void ifMade(Consumer<T> action) {
        if (made != null) {
            action.accept(made);
        }
    }
}
