package io.github.qcowscope.qcow2.dirty;

import io.github.qcowscope.bytes.ByteRange;
import io.github.qcowscope.bytes.ByteSource;
import io.github.qcowscope.job.Progress;
import io.github.qcowscope.qcow2.Qcow2Image;
import io.github.qcowscope.qcow2.bitmap.Bitmap;
import io.github.qcowscope.qcow2.bitmap.BitmapDirectory;
import io.github.qcowscope.qcow2.bitmap.BitmapTableEntry;
import io.github.qcowscope.qcow2.layout.EntryTable;
import io.github.qcowscope.qcow2.layout.Geometry;
import io.github.qcowscope.schema.Problem;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What a bitmap says of the virtual disk: its bits, decoded. Works for any bitmap, also for one that QEMU would not
 * use; see {@link #caution()}. Bits that cannot be read are {@link DirtyState#UNKNOWN}, and {@link #problem} says why.
 */
public final class DirtyBitmap implements CellSource {

    /** The kind of units, for {@link CellSums}: bits that are 1. */
    public static final int DIRTY_CELLS = 0;
    /** The kind of units, for {@link CellSums}: bits that cannot be read. */
    public static final int UNKNOWN_CELLS = 1;

    private final Qcow2Image image;
    private final Bitmap bitmap;
    private final EntryTable table;
    private final Bitmap.Verdict verdict;
    private final int granularityBits;
    private final long bitCount;
    private final DirtyProblems problems;

    /** The bits of one of an image's bitmaps. */
    public DirtyBitmap(Qcow2Image image, Bitmap bitmap) {
        this.image = image;
        this.bitmap = bitmap;
        table = bitmap.table();
        verdict = bitmap.verdict(image.bitmapsAreConsistent());
        // The format ends at 63; a bit of more than that stands for the whole disk all the same.
        granularityBits = Math.min(63, bitmap.granularityBits());
        bitCount = bitmap.bitCount();
        problems = new DirtyProblems(this);
    }

    /**
     * A bitmap by what a user calls it: its name, or its key in a node's path.
     *
     * @return empty where the image has no such bitmap
     */
    public static Optional<DirtyBitmap> named(Qcow2Image image, String name) {
        BitmapDirectory directory = image.bitmaps().orElse(null);
        if (directory == null) {
            return Optional.empty();
        }
        int index = directory.indexOf(name);
        for (int i = 0; index < 0 && i < directory.count(); i++) {
            index = directory.get(i).name().equals(name) ? i : -1;
        }
        return index < 0 ? Optional.empty() : Optional.of(new DirtyBitmap(image, directory.get(index)));
    }

    /** Its entry in the directory. */
    public Bitmap bitmap() {
        return bitmap;
    }

    /** The image that holds it. */
    public Qcow2Image image() {
        return image;
    }

    /** What it is worth. */
    public Bitmap.Verdict verdict() {
        return verdict;
    }

    /** Why its bits must not be trusted, in one sentence; null where they may. */
    public @Nullable String caution() {
        return switch (verdict) {
            case USABLE -> null;
            case INCONSISTENT -> "The bitmap is marked in use: it was not saved, and what it says may be out of date.";
            case IGNORED -> "Autoclear bit 0 of the image is clear: the bitmap is out of date.";
            case REFUSED -> "The bitmap is damaged or of an unknown kind, and QEMU does not use it.";
        };
    }

    /** Bits that it needs for the virtual disk. */
    public long bitCount() {
        return bitCount;
    }

    /** Bytes of the virtual disk that one bit stands for, as a power of two, 0 to 63. */
    public int granularityBits() {
        return granularityBits;
    }

    /** Bytes of the virtual disk that one bit stands for; {@link Long#MAX_VALUE} for 2^63. */
    public long granularity() {
        return granularityBits == 63 ? Long.MAX_VALUE : 1L << granularityBits;
    }

    /** Bytes of the virtual disk. */
    public long diskSize() {
        return geometry().virtualSize();
    }

    /**
     * The bytes of the virtual disk that some bits stand for; the last bit's are cut at the disk's end.
     *
     * @param from first bit, 0 or more
     * @param to   the bit after the last one, at most {@link #bitCount()}
     */
    public ByteRange guest(long from, long to) {
        return ByteRange.between(guestOf(from), guestOf(to));
    }

    /** The bit that stands for a byte of the virtual disk. */
    public long bitOf(long guestOffset) {
        return granularityBits == 63 ? 0 : guestOffset >>> granularityBits;
    }

    private long guestOf(long bit) {
        return bit >= bitCount ? diskSize() : bit << granularityBits;
    }

    /** The bits, as runs of equal ones, from the first to the last. */
    public DirtyRuns runs(Progress progress) {
        return runs(0, bitCount, progress);
    }

    /**
     * Some of the bits, as runs of equal ones.
     *
     * @param from first bit, 0 or more
     * @param to   the bit after the last one, at most {@link #bitCount()}
     */
    public DirtyRuns runs(long from, long to, Progress progress) {
        return new DirtyRuns(this, from, to, progress);
    }

    /**
     * What the bitmap says of the whole disk: ranges in order and without a gap, each as long as can be, read as the
     * stream is consumed.
     */
    public Stream<DirtyRange> ranges(Progress progress) {
        return DirtyRanges.of(this, runs(progress));
    }

    /** Counts all bits. */
    public DirtyCount count(Progress progress) {
        return DirtyCount.of(this, 0, bitCount, progress);
    }

    /**
     * Counts the bits of one table entry. Reads a cluster at most, and nothing for an entry that is all ones or all
     * zeroes.
     *
     * @param entry its index in the table, 0 or more; an entry past the end of the disk has no bits
     */
    public DirtyCount count(long entry, Progress progress) {
        ByteRange bits = bits(entry);
        return DirtyCount.of(this, bits.offset(), bits.end(), progress);
    }

    @Override
    public long units() {
        return bitCount;
    }

    @Override
    public int kinds() {
        return 2;
    }

    @Override
    public void fill(CellSums into, Progress progress) {
        DirtyBlocks blocks = new DirtyBlocks(this, into.from(), into.to(), progress);
        while (blocks.next()) {
            DirtyState same = blocks.same();
            if (same != null) {
                into.addAll(switch (same) {
                    case CLEAN -> -1;
                    case DIRTY -> DIRTY_CELLS;
                    case UNKNOWN -> UNKNOWN_CELLS;
                }, blocks.end());
            } else {
                for (long at = blocks.start(); at < blocks.end(); ) {
                    long stop = Math.min(blocks.end(), into.cellEnd());
                    into.add(DIRTY_CELLS, blocks.ones(at, stop), stop);
                    at = stop;
                }
            }
            into.publish();
        }
    }

    /** The bits that a table entry stands for, as a range of bits; empty past the end of the disk. */
    public ByteRange bits(long entry) {
        long from = entry > bitCount >>> bitsPerEntryShift() ? bitCount
                : Math.min(bitCount, entry << bitsPerEntryShift());
        return new ByteRange(from, Math.min(bitCount - from, 1L << bitsPerEntryShift()));
    }

    /** Where a bit lies. */
    public DirtyPlace place(long bit) {
        long entry = bit >>> bitsPerEntryShift();
        BitmapTableEntry stored = entryAt(entry);
        long inEntry = bit - (entry << bitsPerEntryShift());
        long offset = stored.offset() + (inEntry >>> 3);
        boolean isStored = stored.offset() != 0 && stateOf(stored) == null && offset < source().length();
        return new DirtyPlace(bit, guest(bit, bit + 1), entry, isStored ? offset : -1, (int) (inEntry & 7));
    }

    /**
     * The first of the eight bits that a byte of a data cluster holds; -1 where the byte stands for nothing of the
     * disk.
     *
     * @param entry  index of the table entry whose cluster has the byte
     * @param offset the byte, in the file
     */
    public long firstBitAt(long entry, long offset) {
        long clusterAt = entryAt(entry).offset();
        long inCluster = offset - clusterAt;
        ByteRange bits = bits(entry);
        return clusterAt != 0 && inCluster >= 0 && inCluster < geometry().clusterSize() && inCluster * 8 < bits.length()
                ? bits.offset() + inCluster * 8 : -1;
    }

    /**
     * What is wrong with a table entry, as far as its bits are concerned: it is missing, leads to nowhere or to another
     * structure, or breaks a rule of the format. Null where nothing is.
     */
    public @Nullable Problem problem(long entry) {
        return problems.of(entry);
    }

    /** What an entry says of all its bits; null where a cluster of the file holds them. */
    @Nullable DirtyState stateOf(BitmapTableEntry entry) {
        return switch (entry.type()) {
            case ALL_ZEROES -> DirtyState.CLEAN;
            case ALL_ONES -> DirtyState.DIRTY;
            case INVALID -> DirtyState.UNKNOWN;
            case SERIALIZED -> geometry().isAligned(entry.offset()) && entry.offset() < source().length()
                    ? null : DirtyState.UNKNOWN;
        };
    }

    /** An entry of the table; one that is missing comes back as 0. */
    private BitmapTableEntry entryAt(long entry) {
        return new BitmapTableEntry(entry < table.count() ? table.raw(entry) : 0);
    }

    /** Bits that a table entry stands for, as a power of two. */
    int bitsPerEntryShift() {
        return geometry().clusterBits() + 3;
    }

    /** What is wrong with it and its entries. */
    DirtyProblems problems() {
        return problems;
    }

    EntryTable table() {
        return table;
    }

    Geometry geometry() {
        return image.geometry();
    }

    ByteSource source() {
        return image.source();
    }
}
