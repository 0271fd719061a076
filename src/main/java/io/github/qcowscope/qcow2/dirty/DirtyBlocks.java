package io.github.qcowscope.qcow2.dirty;

import io.github.qcowscope.bytes.ByteSource;
import io.github.qcowscope.bytes.Chunk;
import io.github.qcowscope.job.Progress;
import io.github.qcowscope.qcow2.bitmap.BitmapTableEntry;
import io.github.qcowscope.qcow2.layout.EntryTable;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import org.jspecify.annotations.Nullable;

/**
 * Reads a bitmap's bits in order, in blocks: either some bytes of the file, or a stretch of any length of which all
 * bits are the same and nothing needs to be read. Memory stays the same however large the bitmap is.
 *
 * <p>Section "Bitmap data": bit n of a cluster is bit {@code n % 8}, counted from the least significant one, of byte
 * {@code n / 8}; so eight bytes taken as a little-endian number hold 64 bits in their order.
 */
final class DirtyBlocks {

    private static final VarHandle WORD = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);
    private static final int BUFFER = 1 << 18;
    /** Table entries read at a time. */
    private static final int ENTRIES = 1 << 13;
    /** A fault of the file loses no more than a page. */
    private static final int PAGE = 4096;

    private final DirtyBitmap bitmap;
    private final ByteSource source;
    private final EntryTable table;
    private final Progress progress;
    private final int entryShift;
    private final long to;
    private final byte[] bytes;
    private @Nullable Chunk entries;
    private long firstEntry;
    private long start;
    private long end;
    private @Nullable DirtyState same;
    private int skipped;

    /**
     * Blocks of some of a bitmap's bits.
     *
     * @param from     the first bit
     * @param to       the bit after the last one, at most the bitmap's count
     * @param progress told the bits that are done, and asked whether to go on
     */
    DirtyBlocks(DirtyBitmap bitmap, long from, long to, Progress progress) {
        this.bitmap = bitmap;
        this.progress = progress;
        this.to = to;
        source = bitmap.source();
        table = bitmap.table();
        entryShift = bitmap.bitsPerEntryShift();
        // A small question gets a small buffer: a window of a picture, one entry of a table.
        bytes = new byte[Math.clamp((to - from) / 8 + 2L * Long.BYTES & -Long.BYTES, Long.BYTES, BUFFER)];
        start = from;
        end = from;
    }

    /** Goes to the next block; false at the end. */
    boolean next() {
        progress.report(end, to);
        progress.check();
        start = end;
        if (start >= to) {
            return false;
        }
        long entry = start >>> entryShift;
        same = stateOf(entry);
        if (same == null) {
            read(entry);
        } else {
            while (entry < table.count() && endOf(entry) < to && stateOf(entry + 1) == same) {
                entry++;
            }
            // Where the table ends early, all the rest is alike, be it a few bits or 2^60.
            end = entry < table.count() ? endOf(entry) : to;
        }
        return true;
    }

    /** The block's first bit. */
    long start() {
        return start;
    }

    /** The bit after the block's last. */
    long end() {
        return end;
    }

    /** What all bits of the block say; null where they differ, or may. */
    @Nullable DirtyState same() {
        return same;
    }

    /** Number of bits that are 1 among those from {@code from} to {@code end}, in a block that was read. */
    long ones(long from, long end) {
        int first = (int) (from - start) + skipped;
        int last = (int) (end - start) + skipped;
        if (first >= last) {
            return 0;
        }
        int word = first >>> 6;
        int lastWord = last - 1 >>> 6;
        long headMask = -1L << first;
        long tailMask = -1L >>> -last;
        if (word == lastWord) {
            return Long.bitCount(word(word) & headMask & tailMask);
        }
        long count = Long.bitCount(word(word) & headMask) + Long.bitCount(word(lastWord) & tailMask);
        for (int i = word + 1; i < lastWord; i++) {
            count += Long.bitCount(word(i));
        }
        return count;
    }

    /** Whether a bit of a block that was read is 1. */
    boolean isOne(long bit) {
        int at = (int) (bit - start) + skipped;
        return (word(at >>> 6) >>> at & 1) == 1;
    }

    /**
     * The first bit from {@code from} on that is not {@code value}, in a block that was read; the block's end if none
     * is.
     */
    long firstOther(long from, boolean value) {
        int at = (int) (from - start) + skipped;
        int last = (int) (end - start) + skipped;
        long flip = value ? -1L : 0;
        int index = at >>> 6;
        long word = (word(index) ^ flip) & -1L << at;
        while (word == 0) {
            index++;
            if (index << 6 >= last) {
                return end;
            }
            word = word(index) ^ flip;
        }
        return Math.min(end, start + (index << 6) + Long.numberOfTrailingZeros(word) - skipped);
    }

    /**
     * The first bit, which may be before the block's, of the 64 that are read together with a bit of a block that was
     * read.
     */
    long wordAt(long bit) {
        return bit - (bit - start + skipped & Long.SIZE - 1);
    }

    /** The 64 bits from one that {@link #wordAt} tells, or a multiple of 64 behind that, before the block's end. */
    long bitsAt(long at) {
        return word((int) (at - start) + skipped >>> 6);
    }

    private long word(int index) {
        return (long) WORD.get(bytes, index << 3);
    }

    /** Reads bytes of an entry's cluster, and of the clusters behind it if they are the next entries' ones. */
    private void read(long entry) {
        long inEntry = start - (entry << entryShift);
        long clusterAt = new BitmapTableEntry(raw(entry)).offset();
        long at = clusterAt + (inEntry >>> 3 & -Long.BYTES);
        skipped = (int) (inEntry & 63);
        long last = entry;
        end = endOf(last);
        while (end < to && end - start + skipped < (long) bytes.length * 8
                && follows(last + 1, clusterAt + (last + 1 - entry
                << bitmap.geometry().clusterBits()))) {
            last++;
            end = endOf(last);
        }
        int wanted = (int) Math.min(bytes.length, end - start + skipped + 7 >>> 3);
        int got = source.read(at, bytes, 0, wanted);
        long readTo = start - skipped + (long) got * 8;
        if (readTo <= start) {
            same = DirtyState.UNKNOWN;
            end = Math.min(endOf(entry), at >= source.length() ? to : start - skipped + (PAGE - at % PAGE) * 8);
        } else {
            end = Math.min(end, readTo);
        }
    }

    private boolean follows(long entry, long offset) {
        return stateOf(entry) == null && new BitmapTableEntry(raw(entry)).offset() == offset;
    }

    /** What an entry says of all its bits; null where the file holds them. */
    private @Nullable DirtyState stateOf(long entry) {
        return entry < table.count() && load(entry) ? bitmap.stateOf(new BitmapTableEntry(raw(entry)))
                : DirtyState.UNKNOWN;
    }

    /** Makes an entry's number available; false where the file does not have it. */
    private boolean load(long entry) {
        if (entries == null || entry < firstEntry || entry >= firstEntry + ENTRIES) {
            progress.check();
            firstEntry = entry;
            entries = source.chunk(table.range(entry).offset(),
                    (int) Math.min(ENTRIES, table.count() - entry) * BitmapTableEntry.SIZE);
        }
        return (entry + 1 - firstEntry) * BitmapTableEntry.SIZE <= entries.available();
    }

    private long raw(long entry) {
        return load(entry) && entries != null ? entries.u64((int) (entry - firstEntry) * BitmapTableEntry.SIZE) : 0;
    }

    private long endOf(long entry) {
        return entry >= to - 1 >>> entryShift ? to : entry + 1 << entryShift;
    }
}
