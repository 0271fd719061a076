package io.github.qcowscope.ui.table;

import java.util.function.LongFunction;
import javafx.collections.ObservableListBase;
import org.jspecify.annotations.Nullable;

/**
 * Rows of a table that are made when they are looked at, and not kept. A table shows at most as many rows as an int
 * counts.
 *
 * @param <T> a row; equal rows should be equal, for a table compares them
 */
public final class LazyList<T> extends ObservableListBase<T> {

    private int size;
    private LongFunction<T> row;

    /**
     * A list.
     *
     * @param size number of rows, 0 or more; what an int cannot count is left out
     * @param row  makes the row with an index
     */
    public LazyList(long size, LongFunction<T> row) {
        this.size = (int) Math.min(size, Integer.MAX_VALUE);
        this.row = row;
    }

    /** Lists other rows from now on, in place of all. */
    public void become(long newSize, LongFunction<T> newRow) {
        LazyList<T> before = new LazyList<>(size, row);
        size = (int) Math.min(newSize, Integer.MAX_VALUE);
        row = newRow;
        fireChange(new Splice<>(this, 0, size, before));
    }

    /** The same list only: a table that is given another one asks, and comparing millions of rows takes longer than a frame. */
    @Override
    public boolean equals(@Nullable Object other) {
        return this == other;
    }

    @Override
    public int hashCode() {
        return System.identityHashCode(this);
    }

    @Override
    public T get(int index) {
        if (index < 0 || index >= size) {
            throw new IndexOutOfBoundsException("row " + index + " of " + size);
        }
        return row.apply(index);
    }

    @Override
    public int size() {
        return size;
    }
}
