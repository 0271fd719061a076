package io.github.qcowscope.scan;

import io.github.qcowscope.bytes.ByteRange;
import io.github.qcowscope.bytes.ByteSource;
import io.github.qcowscope.bytes.Chunk;
import io.github.qcowscope.qcow2.layout.Kinds;
import io.github.qcowscope.qcow2.snapshot.Snapshot;
import io.github.qcowscope.schema.Units;
import java.util.function.Consumer;

/** Entries of a snapshot table, one after the other from the start of a sector on. */
final class SnapshotRecogniser implements Recogniser {

    private static final int LONGEST_NAME = 1023;
    private static final int LONGEST_ID = 127;
    private static final int MOST_L1_ENTRIES = 1 << 25;
    private static final int MOST_EXTRA = 1024;
    private static final int MOST_ENTRIES = 1 << 16;
    private static final int NANOSECONDS = 1_000_000_000;
    private static final int ONE = 88;
    private static final int SEVERAL = 97;
    private static final int FOR_A_NUMBER = 5;

    @Override
    public void look(Piece piece, Consumer<Proposal> found) {
        long past = 0;
        int finds = 0;
        for (int at = 0; at < piece.count() && finds < MOST_IN_PIECE; at += Piece.SECTOR_WORDS) {
            long start = piece.offsetOf(at);
            if (start >= past && mayStart(piece.words(), at, piece.source().length())) {
                Chain chain = chain(piece.source(), start);
                if (chain.count() > 0) {
                    found.accept(proposal(piece.source(), start, chain));
                    past = chain.end();
                    finds++;
                }
            }
        }
    }

    /** What is nearly always wrong in other bytes; the rest costs a read. */
    private static boolean mayStart(long[] words, int at, long length) {
        long table = words[at];
        return table > 0 && table < length && (table & Piece.SECTOR - 1) == 0
                && words[at + 1] >>> 32 <= MOST_L1_ENTRIES && (words[at + 2] & 0xffff_ffffL) < NANOSECONDS
                && (words[at + 4] & 0xffff_ffffL) <= MOST_EXTRA;
    }

    /** Entries that follow each other. */
    private record Chain(int count, long end) {}

    private static Chain chain(ByteSource source, long start) {
        int count = 0;
        long at = start;
        while (count < MOST_ENTRIES) {
            int length = entryLength(source, at);
            if (length == 0) {
                break;
            }
            at += length;
            count++;
        }
        return new Chain(count, Math.min(at, source.length()));
    }

    /** Bytes of the entry that starts here, with its padding; 0 where none does. */
    static int entryLength(ByteSource source, long at) {
        Chunk fixed = source.chunk(at, Snapshot.FIXED);
        long table = fixed.u64(0);
        int id = fixed.u16(12);
        int name = fixed.u16(14);
        long extra = fixed.u32(36);
        boolean fits = fixed.isWhole() && table > 0 && table < source.length() && (table & Piece.SECTOR - 1) == 0
                && fixed.u32(8) > 0 && fixed.u32(8) <= MOST_L1_ENTRIES
                && id > 0 && id <= LONGEST_ID && name <= LONGEST_NAME
                && fixed.u32(20) < NANOSECONDS && fixed.u64(24) >= 0 && extra <= MOST_EXTRA;
        if (!fits) {
            return 0;
        }
        int texts = Snapshot.FIXED + (int) extra;
        if (!Texts.isName(source.chunk(at + texts, id))
                || name > 0 && !Texts.isName(source.chunk(at + texts + id, name))) {
            return 0;
        }
        int end = texts + id + name;
        return end + (-end & 7);
    }

    private static Proposal proposal(ByteSource source, long start, Chain chain) {
        Chunk fixed = source.chunk(start, Snapshot.FIXED);
        Chunk id = source.chunk(start + Snapshot.FIXED + fixed.u32(36), fixed.u16(12));
        boolean number = id.text().chars().allMatch(c -> c >= '0' && c <= '9');
        return Proposal.of(Kinds.SNAPSHOT, ByteRange.between(start, chain.end()),
                (chain.count() > 1 ? SEVERAL : ONE) + (number ? FOR_A_NUMBER : 0),
                Units.count(chain.count(), "snapshot") + (chain.count() == 1 ? " stands" : " stand")
                        + " here with ID, name, time and the place of an L1 table, the first with ID " + id.text()
                                + ".");
    }
}
