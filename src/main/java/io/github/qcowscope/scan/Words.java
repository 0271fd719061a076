package io.github.qcowscope.scan;

import io.github.qcowscope.qcow2.mapping.L1Entry;
import io.github.qcowscope.qcow2.mapping.L2Entry;

/** Tells, of a sector's numbers, whether they can be entries of a table or refcounts, for any cluster size. */
final class Words {

    private static final long OFFSET = L2Entry.OFFSET.bits().mask();
    private static final long COPIED = L1Entry.COPIED.bits().mask();
    private static final long COMPRESSED = L2Entry.COMPRESSED.bits().mask();
    private static final long ZERO = L2Entry.ZERO.bits().mask();
    /** Bits that no entry of any table may have. */
    private static final long RESERVED = ~(OFFSET | COPIED | COMPRESSED | ZERO);
    /**
     * The bits that hold the offset of compressed data whatever the cluster size; with larger clusters there are more.
     */
    private static final long COMPRESSED_OFFSET = (1L << 49) - 1;
    /** Numbers of 16 bits, each below 64: snapshots make refcounts larger than 1, but hardly larger than this. */
    private static final long NO_COUNTS = 0xffc0_ffc0_ffc0_ffc0L;
    /** Numbers of 8 bits, each below 4. */
    private static final long NO_SMALL_COUNTS = 0xfcfc_fcfc_fcfc_fcfcL;

    private Words() {}

    /** Whether a number can be an entry of a table in a file of this length. */
    static boolean isEntry(long word, long fileLength) {
        if (word == 0) {
            return true;
        }
        if ((word & COMPRESSED) != 0) {
            long offset = word & COMPRESSED_OFFSET;
            return word > 0 && offset >= Piece.SECTOR && offset < fileLength;
        }
        long offset = word & OFFSET;
        return (word & RESERVED) == 0 && (offset == 0 ? word == ZERO : offset < fileLength);
    }

    /** Whether two numbers can be an extended L2 entry. */
    static boolean isExtendedEntry(long word, long subclusters, long fileLength) {
        boolean compressed = (word & COMPRESSED) != 0;
        return (word == 0 || (compressed || (word & ZERO) == 0) && isEntry(word, fileLength))
                && (compressed ? subclusters == 0 : (subclusters >>> 32 & subclusters) == 0)
                && (word != 0 || (int) subclusters == 0);
    }

    /** Whether all numbers of a sector can be entries of a table. */
    static boolean areEntries(long[] words, int sector, long fileLength) {
        for (int i = sector; i < sector + Piece.SECTOR_WORDS; i++) {
            if (!isEntry(words[i], fileLength)) {
                return false;
            }
        }
        return true;
    }

    /** Whether all numbers of a sector can be extended L2 entries. */
    static boolean areExtendedEntries(long[] words, int sector, long fileLength) {
        for (int i = sector; i < sector + Piece.SECTOR_WORDS; i += 2) {
            if (!isExtendedEntry(words[i], words[i + 1], fileLength)) {
                return false;
            }
        }
        return true;
    }

    /** Whether a sector can hold refcounts of 16 bits or more. */
    static boolean areCounts(long[] words, int sector) {
        return haveNone(words, sector, NO_COUNTS);
    }

    /** Whether a sector can hold refcounts of 8 bits. */
    static boolean areSmallCounts(long[] words, int sector) {
        return haveNone(words, sector, NO_SMALL_COUNTS);
    }

    private static boolean haveNone(long[] words, int sector, long bits) {
        for (int i = sector; i < sector + Piece.SECTOR_WORDS; i++) {
            if ((words[i] & bits) != 0) {
                return false;
            }
        }
        return true;
    }

    /** Where an entry leads, unless it describes compressed data; 0 where it leads nowhere. */
    static long offset(long word) {
        return isCompressed(word) ? 0 : word & OFFSET;
    }

    /** Whether an entry describes compressed data. */
    static boolean isCompressed(long word) {
        return (word & COMPRESSED) != 0;
    }

    /** Whether an entry has the flag of a cluster whose refcount is 1. */
    static boolean isCopied(long word) {
        return (word & COPIED) != 0;
    }

    /** Whether an entry has bit 0, which means zeros in an L2 table and ones in a bitmap table. */
    static boolean hasBit0(long word) {
        return !isCompressed(word) && (word & ZERO) != 0;
    }
}
