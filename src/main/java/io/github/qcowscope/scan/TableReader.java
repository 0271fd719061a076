package io.github.qcowscope.scan;

import io.github.qcowscope.bytes.ByteSource;
import io.github.qcowscope.qcow2.mapping.L1Entry;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** Reads clusters of an image that may be tables, and tells what their entries are like. */
final class TableReader {

    /** Of the entries, one in so many may be wrong: what has more is no table, but something else. */
    private static final int WRONG = 16;

    private final ByteSource source;
    private final long base;
    private final int clusterBits;
    private final long[] words;
    private final long[] targets;

    /** A reader of an image that starts at {@code base} in the file. */
    TableReader(ByteSource source, long base, int clusterBits) {
        this.source = source;
        this.base = base;
        this.clusterBits = clusterBits;
        words = new long[1 << clusterBits - 3];
        targets = new long[words.length];
    }

    /** The cluster's refcounts, if it can be a refcount block. */
    @Nullable CountFacts counts(long offset) {
        source.readLongs(offset, words, words.length);
        return CountFacts.of(words, words.length, offset - base >> clusterBits, source.length() - base >> clusterBits);
    }

    /**
     * The cluster's entries, if it can be a table or the start of one.
     *
     * @param offset  the cluster's first byte
     * @param tables  where there may be tables, in ascending order
     * @param blocks  where there may be refcount blocks, in ascending order
     * @param lead    what another structure says to be here
     * @param led     whether an L1 table leads here
     */
    @Nullable TableFacts entries(long offset, long[] tables, long[] blocks, @Nullable Lead lead, boolean led) {
        source.readLongs(offset, words, words.length);
        int told = lead == null || led ? words.length : (int) Math.min(words.length, lead.length() / L1Entry.SIZE);
        int plain = validWords(told, false);
        int extended = told == words.length && plain < told ? validWords(told, true) : 0;
        boolean isExtended = extended > plain;
        int valid = Math.max(plain, extended);
        int filled = 0;
        int pointers = 0;
        int copied = 0;
        int compressed = 0;
        int bit0 = 0;
        int steps = 0;
        int wrong = 0;
        int toTables = 0;
        int toBlocks = 0;
        int used = 0;
        long before = -1;
        for (int i = 0; i < valid; i += isExtended ? 2 : 1) {
            long word = words[i];
            long target = Words.offset(word);
            if (word != 0) {
                filled++;
                used = (i + (isExtended ? 2 : 1)) * Long.BYTES;
                compressed += Words.isCompressed(word) ? 1 : 0;
                bit0 += Words.hasBit0(word) ? 1 : 0;
            }
            if (target != 0) {
                long there = base + target;
                targets[pointers++] = there;
                copied += Words.isCopied(word) ? 1 : 0;
                steps += target - before == 1L << clusterBits ? 1 : 0;
                wrong += (target & (1L << clusterBits) - 1) != 0 || there >= source.length() || there == offset ? 1 : 0;
                toTables += Arrays.binarySearch(tables, there) >= 0 ? 1 : 0;
                toBlocks += Arrays.binarySearch(blocks, there) >= 0 ? 1 : 0;
            }
            before = target == 0 ? -1 : target;
        }
        wrong += repeats(pointers);
        if (filled == 0 && (lead == null || !lead.near()) || wrong * WRONG > pointers) {
            return null;
        }
        return new TableFacts(filled, pointers, copied, compressed, bit0, steps, toTables, toBlocks, isExtended, used,
                valid == words.length, lead, led);
    }

    /** How many of the entries lead where another one leads. */
    private int repeats(int pointers) {
        Arrays.sort(targets, 0, pointers);
        int repeats = 0;
        for (int i = 1; i < pointers; i++) {
            repeats += targets[i] == targets[i - 1] ? 1 : 0;
        }
        return repeats;
    }

    /** Numbers up to the first sector of which some cannot be entries. */
    private int validWords(int told, boolean extended) {
        for (int at = 0; at < told; at += Piece.SECTOR_WORDS) {
            if (extended ? !Words.areExtendedEntries(words, at, source.length())
                    : !areEntries(at, Math.min(told, at + Piece.SECTOR_WORDS))) {
                return at;
            }
        }
        return told;
    }

    private boolean areEntries(int from, int to) {
        for (int i = from; i < to; i++) {
            if (!Words.isEntry(words[i], source.length())) {
                return false;
            }
        }
        return true;
    }

    /** Calls back for each pointer of a cluster with its target, after {@link #entries} of the same cluster. */
    void targets(TableFacts facts, java.util.function.LongConsumer target) {
        for (int i = 0; i < facts.pointers(); i++) {
            target.accept(targets[i]);
        }
    }
}
