package io.github.qcowscope.qcow2.dirty;

import io.github.qcowscope.job.Progress;

/** What a picture can be made of: a long row of units, each of one kind or another. */
public interface CellSource {

    /** Number of units. */
    long units();

    /** Number of kinds that are counted; a unit may also be of none of them. */
    int kinds();

    /**
     * Counts the units that {@code into} covers; readers see them as they are counted.
     *
     * @param progress told how far it is, and asked whether to go on
     */
    void fill(CellSums into, Progress progress);
}
