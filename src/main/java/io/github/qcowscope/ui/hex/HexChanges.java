package io.github.qcowscope.ui.hex;

import io.github.qcowscope.bytes.ByteRange;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Which of the bytes on show have just become others, because another program has written them. Each lights up, and
 * fades. Knows no clock: times are milliseconds of whichever one the caller reads. Holds the bytes of the last moments
 * only.
 */
final class HexChanges {

    /** How long a changed byte is lit, in milliseconds. */
    static final long LIFE = 1800;

    /**
     * Bytes that are lit.
     *
     * @param strength from 1, where they have just changed, down to 0
     */
    record Flash(ByteRange range, double strength) {}

    /** When each byte changed, by its offset. */
    private final TreeMap<Long, Long> since = new TreeMap<>();

    /**
     * Takes note of what is shown in place of something else.
     *
     * @param before what was shown
     * @param after  what is shown now, of the same bytes or of others
     */
    void note(HexWindow before, HexWindow after, long now) {
        for (ByteRange changed : after.changedFrom(before)) {
            for (long at = changed.offset(); at < changed.end(); at++) {
                since.put(at, now);
            }
        }
    }

    /** What is lit at a time, in the order of the offsets; empty once everything has faded. */
    List<Flash> at(long now) {
        since.values().removeIf(then -> now - then >= LIFE);
        List<Flash> flashes = new ArrayList<>();
        long start = 0;
        long end = -1;
        long when = 0;
        for (Map.Entry<Long, Long> entry : since.entrySet()) {
            if (entry.getKey() != end || entry.getValue() != when) {
                add(flashes, start, end, now - when);
                start = entry.getKey();
                when = entry.getValue();
            }
            end = entry.getKey() + 1;
        }
        add(flashes, start, end, now - when);
        return flashes;
    }

    private static void add(List<Flash> flashes, long start, long end, long age) {
        if (end > start) {
            flashes.add(new Flash(ByteRange.between(start, end), Math.clamp(1 - (double) age / LIFE, 0, 1)));
        }
    }
}
