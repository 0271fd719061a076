package io.github.qcowscope.scan;

import io.github.qcowscope.bytes.ByteRange;
import io.github.qcowscope.bytes.ByteSource;
import io.github.qcowscope.bytes.Chunk;
import io.github.qcowscope.qcow2.bitmap.Bitmap;
import io.github.qcowscope.qcow2.layout.Kinds;
import io.github.qcowscope.schema.Units;
import java.util.function.Consumer;

/**
 * Entries of a bitmap directory, one after the other. They are looked for at every multiple of 8 bytes and not only
 * where a directory can start: its first entries may be what is damaged.
 */
final class DirectoryRecogniser implements Recogniser {

    /**
     * Of the third number of an entry: the type, the reserved bits of granularity and name length, and the extra data.
     */
    private static final long FIXED_BITS = 0xffe0_fc00_ffff_ffffL;
    /** What they are in an entry of type 1 without extra data. */
    private static final long FIXED_VALUE = 0x0100_0000_0000_0000L;
    private static final int LEAST_GRANULARITY = 9;
    private static final int LONGEST_NAME = 1023;
    private static final long MOST_TABLE_ENTRIES = 1 << 27;
    private static final int MOST_EXTRA = 1 << 16;
    private static final int MOST_ENTRIES = 1 << 16;
    private static final int MOST_FLAGS = 7;
    private static final int ONE = 85;
    private static final int SEVERAL = 96;
    private static final int AT_START = 6;

    @Override
    public void look(Piece piece, Consumer<Proposal> found) {
        long[] words = piece.words();
        long past = 0;
        int finds = 0;
        for (int at = 0; at < piece.count() && finds < MOST_IN_PIECE; at++) {
            if ((words[at] & FIXED_BITS) == FIXED_VALUE) {
                long start = piece.offsetOf(at - 2);
                int count = 0;
                long end = start;
                for (int length = start < past ? 0 : entryLength(piece.source(), start);
                        length > 0 && count < MOST_ENTRIES;
                        length = entryLength(piece.source(), end)) {
                    end += length;
                    count++;
                }
                if (count > 0) {
                    found.accept(proposal(piece.source(), start, end, count));
                    past = end;
                    finds++;
                }
            }
        }
    }

    /** Bytes of the entry that starts here, with its padding; 0 where none does. */
    static int entryLength(ByteSource source, long at) {
        if (at < 0) {
            return 0;
        }
        Chunk fixed = source.chunk(at, Bitmap.FIXED);
        long table = fixed.u64(0);
        int granularity = fixed.u8(17);
        int name = fixed.u16(18);
        long extra = fixed.u32(20);
        boolean fits = fixed.isWhole() && table > 0 && table < source.length() && (table & Piece.SECTOR - 1) == 0
                && fixed.u32(8) > 0 && fixed.u32(8) <= MOST_TABLE_ENTRIES && fixed.u32(12) <= MOST_FLAGS
                && fixed.u8(16) == Bitmap.DIRTY_TRACKING && granularity >= LEAST_GRANULARITY
                && granularity < Integer.SIZE
                && name > 0 && name <= LONGEST_NAME && extra <= MOST_EXTRA;
        int end = Bitmap.FIXED + (int) extra + name;
        return fits && Texts.isName(source.chunk(at + Bitmap.FIXED + extra, name)) ? end + (-end & 7) : 0;
    }

    private static Proposal proposal(ByteSource source, long start, long end, int count) {
        boolean atStart = start % Piece.SECTOR == 0;
        String name = source.chunk(start + Bitmap.FIXED + source.chunk(start + 20, 4).u32(0),
                source.chunk(start + 18, 2).u16(0)).text();
        return Proposal.of(Kinds.BITMAP_DIRECTORY, ByteRange.between(start, Math.min(end, source.length())),
                (count > 1 ? SEVERAL : ONE) + (atStart ? AT_START : 0),
                "%s here with table, flags, type 1, granularity and name, the first of them \"%s\"%s.".formatted(
                        Units.count(count, "bitmap") + (count == 1 ? " stands" : " stand"), name,
                        atStart ? "" : ", though a directory does not start at such an offset"));
    }
}
