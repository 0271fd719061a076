package io.github.qcowscope.search;

import io.github.qcowscope.job.Progress;

/** What a search looks for. Safe for any number of threads; the scanners that it makes are not. */
public interface Needle {

    /** Bytes that a match has at most. */
    int longest();

    /** Bytes before a place that decide whether a match may start there. */
    default int context() {
        return 0;
    }

    /**
     * Whether matches may overlap: then every place where one starts is one, whatever is found before. If not, a match
     * starts behind the end of the one before.
     */
    boolean overlaps();

    /** Whether zeros alone may be a match: if not, holes need not be looked at. */
    boolean canMatchZeros();

    /** What looks through bytes for it, for one thread. */
    Scanner scanner(Progress progress);

    /** Told each match, in order. */
    @FunctionalInterface
    interface Sink {
        /**
         * A match.
         *
         * @param at     index of its first byte
         * @param length number of bytes, 1 or more
         * @return whether to go on
         */
        boolean match(int at, int length);
    }

    /** Looks through bytes. */
    @FunctionalInterface
    interface Scanner {
        /**
         * Tells the matches that start in a part of the bytes and end within them.
         *
         * @param bytes the bytes
         * @param from  index of the first place where a match may start; what lies before it is context
         * @param to    index after the last such place
         * @param limit index after the last byte
         * @param base  offset of the byte with index 0, for what must be aligned
         * @return whether the sink wanted all of them
         */
        boolean scan(byte[] bytes, int from, int to, int limit, long base, Sink sink);
    }
}
