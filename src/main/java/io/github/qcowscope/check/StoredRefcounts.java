package io.github.qcowscope.check;

import io.github.qcowscope.bytes.ByteSource;
import io.github.qcowscope.job.Progress;
import io.github.qcowscope.qcow2.Qcow2Image;
import io.github.qcowscope.qcow2.header.Header;
import io.github.qcowscope.qcow2.layout.Geometry;
import io.github.qcowscope.qcow2.refcount.RefcountTableEntry;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** The refcounts that the file holds, in bulk. Not for several threads: it keeps the pieces that were read last. */
final class StoredRefcounts {

    /** QEMU's largest refcount table, 8 MiB. */
    private static final int MOST_BLOCKS = 1 << 20;
    /** Numbers of 64 bits that are read at a time. */
    private static final int PIECE = 1 << 13;
    private static final int KEPT = 64;

    private final ByteSource source;
    private final Geometry geometry;
    private final long[] table;
    private final int bits;
    private final long mask;
    private final int wordsPerBlock;
    private final long[] @Nullable [] pieces = new long[KEPT][];
    private final long[] pieceOffsets = new long[KEPT];
    private long failedAt;

    /** Sees clusters that have the same refcount. */
    @FunctionalInterface
    interface Visitor {
        /**
         * Called in ascending order.
         *
         * @param cluster  the first of them
         * @param length   how many there are, 1 or more
         * @param readable whether the refcount could be read
         * @param refcount unsigned; 0 where it could not
         */
        void refcount(long cluster, long length, boolean readable, long refcount);
    }

    /** Reads the refcount table, at most 8 MiB of it. */
    StoredRefcounts(Qcow2Image image, Progress progress) {
        source = image.source();
        geometry = image.geometry();
        bits = geometry.refcountBits();
        mask = bits == Long.SIZE ? -1 : (1L << bits) - 1;
        wordsPerBlock = (int) (geometry.clusterSize() / Long.BYTES);
        long offset = image.header().raw(Header.REFCOUNT_TABLE_OFFSET);
        long declared = Math.min(MOST_BLOCKS, image.refcounts().declaredEntries());
        table = new long[(int) Geometry.ceilDiv(Numbers.bytesInFile(source, offset, declared), Long.BYTES)];
        Numbers numbers = new Numbers(source, declared);
        numbers.read(offset, table.length, progress, (raws, count, first) -> {
            System.arraycopy(raws, 0, table, (int) first, count);
            return true;
        });
        failedAt = numbers.failedAt();
        Arrays.fill(pieceOffsets, -1);
    }

    /** Entries of the refcount table. */
    int blocks() {
        return table.length;
    }

    /** An entry of the refcount table. */
    RefcountTableEntry block(int index) {
        return new RefcountTableEntry(table[index]);
    }

    /** The cluster after the last one that a refcount block could tell of. */
    long covered() {
        return table.length * geometry.refcountBlockEntries();
    }

    /** Offset of a byte inside the file that could not be read; -1 where all could. */
    long failedAt() {
        return failedAt;
    }

    /** The refcount of one cluster, unsigned; empty where its block cannot be read. */
    java.util.OptionalLong of(long cluster) {
        long[] result = {0, 0};
        visit(cluster, 1, (from, length, readable, refcount) -> {
            result[0] = readable ? 0 : 1;
            result[1] = refcount;
        });
        return result[0] == 0 ? java.util.OptionalLong.of(result[1]) : java.util.OptionalLong.empty();
    }

    /** Visits the refcounts of clusters. */
    void visit(long cluster, long length, Visitor visitor) {
        long perBlock = geometry.refcountBlockEntries();
        long end = cluster + length;
        long from = cluster;
        while (from < end) {
            long index = from / perBlock;
            if (index >= table.length) {
                visitor.refcount(from, end - from, true, 0);
                return;
            }
            long to = Math.min(end, (index + 1) * perBlock);
            long offset = block((int) index).offset();
            if (offset == 0) {
                // Blocks that are missing come in long rows: they are one run.
                while (to < end && to / perBlock < table.length && block((int) (to / perBlock)).offset() == 0) {
                    to = Math.min(end, to + perBlock);
                }
                visitor.refcount(from, to - from, true, 0);
            } else if (!geometry.isAligned(offset) || offset < 0 || offset > Inspection.LAST_OFFSET) {
                visitor.refcount(from, to - from, false, 0);
            } else {
                visitBlock(offset, index * perBlock, from, to, visitor);
            }
            from = to;
        }
    }

    private void visitBlock(long offset, long firstOfBlock, long from, long to, Visitor visitor) {
        int words = Math.min(PIECE, wordsPerBlock);
        long perPiece = (long) words * Long.SIZE / bits;
        long at = from;
        while (at < to) {
            long piece = (at - firstOfBlock) / perPiece;
            long firstOfPiece = firstOfBlock + piece * perPiece;
            long[] counts = piece(offset + piece * words * Long.BYTES, words);
            int end = (int) (Math.min(to, firstOfPiece + perPiece) - firstOfPiece);
            for (int i = (int) (at - firstOfPiece); i < end; ) {
                long refcount = value(counts, i);
                int next = endOfRun(counts, i + 1, end, refcount);
                visitor.refcount(firstOfPiece + i, next - i, true, refcount);
                i = next;
            }
            at = firstOfPiece + end;
        }
    }

    private long[] piece(long offset, int words) {
        int slot = (int) (offset / ((long) words * Long.BYTES) % KEPT);
        long[] piece = pieces[slot];
        if (piece == null) {
            piece = new long[words];
            pieces[slot] = piece;
        }
        if (pieceOffsets[slot] != offset) {
            int got = source.readLongs(offset, piece, words);
            if (offset + got < Math.min(source.length(), offset + (long) words * Long.BYTES)) {
                failedAt = offset + got;
            }
            pieceOffsets[slot] = offset;
        }
        return piece;
    }

    /** Index after the last of the refcounts from {@code from} on that equal {@code refcount}. */
    private int endOfRun(long[] counts, int from, int to, long refcount) {
        int perWord = Long.SIZE / bits;
        long pattern = refcount;
        for (int width = bits; width < Long.SIZE; width *= 2) {
            pattern |= pattern << width;
        }
        int i = from;
        while (i < to && i % perWord != 0 && value(counts, i) == refcount) {
            i++;
        }
        if (i % perWord == 0) {
            int word = i / perWord;
            int lastWord = to / perWord;
            while (word < lastWord && counts[word] == pattern) {
                word++;
            }
            i = Math.max(i, word * perWord);
        }
        while (i < to && value(counts, i) == refcount) {
            i++;
        }
        return i;
    }

    /** A refcount below the width of a byte counts from the byte's least significant bit. */
    private long value(long[] counts, int index) {
        long bit = (long) index * bits;
        long word = counts[(int) (bit >>> 6)];
        int inWord = (int) (bit & 63);
        int shift = bits >= Byte.SIZE ? Long.SIZE - bits - inWord : 56 - (inWord & ~7) + (inWord & 7);
        return word >>> shift & mask;
    }
}
