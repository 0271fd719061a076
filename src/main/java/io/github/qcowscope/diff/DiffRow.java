package io.github.qcowscope.diff;

/**
 * A row of the tree of differences: a pair in which, or below which, something differs; a part of what has been added
 * or removed; or a run of the pairs below a long table.
 *
 * @param pair   the two nodes; for a run, those whose children they are
 * @param from   index of the run's first pair; -1 where the row is no run
 * @param to     index behind the run's last pair; -1 where the row is no run
 * @param isPart whether it is only a part of something that has been added or removed, which is one difference as a
 *               whole
 * @param counts the differences in it and below it; none for a part
 */
public record DiffRow(Pair pair, long from, long to, boolean isPart, Counts counts) {

    static DiffRow of(Pair pair, Counts counts) {
        return new DiffRow(pair, -1, -1, false, counts);
    }

    /** Whether it is a run of pairs. */
    public boolean isRun() {
        return to >= 0;
    }

    /** What tells it from every other row of the same tree. */
    public String id() {
        return (pair.before() == null ? "" : pair.before().path()) + '\n'
                + (pair.after() == null ? "" : pair.after().path())
                + (isRun() ? "\n" + from + "-" + to : "");
    }

    /** What it is called. */
    public String name() {
        return isRun() ? "[%,d \u2026 %,d]".formatted(from, to - 1) : pair.there().name();
    }
}
