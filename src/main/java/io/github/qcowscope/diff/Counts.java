package io.github.qcowscope.diff;

import io.github.qcowscope.diff.Difference.Change;
import org.jspecify.annotations.Nullable;

/** How many differences of each kind there are in a part of a tree. */
public record Counts(long added, long removed, long changed) {

    /** No difference. */
    public static final Counts NONE = new Counts(0, 0, 0);

    /** One difference. */
    static Counts one(Change change) {
        return new Counts(change == Change.ADDED ? 1 : 0, change == Change.REMOVED ? 1 : 0,
                change == Change.CHANGED ? 1 : 0);
    }

    /** These and others. */
    Counts plus(Counts other) {
        return new Counts(added + other.added, removed + other.removed, changed + other.changed);
    }

    /** All of a kind; of every kind where {@code change} is null. */
    public long of(@Nullable Change change) {
        return switch (change) {
            case null -> added + removed + changed;
            case ADDED -> added;
            case REMOVED -> removed;
            case CHANGED -> changed;
        };
    }
}
