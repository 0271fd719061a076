package io.github.qcowscope.ui.find;

import io.github.qcowscope.search.Match;
import io.github.qcowscope.search.Matches;
import java.util.Arrays;

/** All matches of a search that are kept, in the order of the bytes: two numbers each. */
final class FoundList {

    private static final int LEAST = 256;

    private long[] offsets = {};
    private int[] lengths = {};
    private int size;
    private long count;

    void add(Matches part) {
        int needed = size + part.size();
        if (needed > offsets.length) {
            int room = Math.max(Math.max(LEAST, needed), size * 2);
            offsets = Arrays.copyOf(offsets, room);
            lengths = Arrays.copyOf(lengths, room);
        }
        for (int i = 0; i < part.size(); i++) {
            Match match = part.get(i);
            offsets[size] = match.offset();
            lengths[size++] = match.length();
        }
        count += part.count();
    }

    /** Matches that are kept. */
    int size() {
        return size;
    }

    /** Matches that there are. */
    long count() {
        return count;
    }

    Match get(int index) {
        return new Match(offsets[index], lengths[index]);
    }
}
