package io.github.qcowscope.ui.table;

import java.util.List;
import javafx.collections.ListChangeListener;
import javafx.collections.ObservableList;

/**
 * Rows that came or went in one place of a list whose rows are made when they are looked at. The toolkit's own change
 * would make and keep each row.
 *
 * @param <T> a row
 */
public final class Splice<T> extends ListChangeListener.Change<T> {

    private final int from;
    private final int added;
    private final List<T> removed;
    private boolean started;

    /**
     * A change.
     *
     * @param list    the list, as it is now
     * @param from    index of the first row that came or went
     * @param added   how many came
     * @param removed those that went
     */
    public Splice(ObservableList<T> list, int from, int added, List<T> removed) {
        super(list);
        this.from = from;
        this.added = added;
        this.removed = removed;
    }

    @Override
    public boolean next() {
        boolean first = !started;
        started = true;
        return first;
    }

    @Override
    public void reset() {
        started = false;
    }

    @Override
    public int getFrom() {
        return from;
    }

    @Override
    public int getTo() {
        return from + added;
    }

    @Override
    public List<T> getRemoved() {
        return removed;
    }

    @Override
    protected int[] getPermutation() {
        return new int[0];
    }
}
