package io.github.qcowscope.scan;

import io.github.qcowscope.bytes.ByteRange;
import io.github.qcowscope.bytes.ByteSource;
import io.github.qcowscope.bytes.Chunk;
import io.github.qcowscope.qcow2.header.ExtensionType;
import io.github.qcowscope.qcow2.header.FeatureName;
import io.github.qcowscope.qcow2.header.HeaderExtension;
import io.github.qcowscope.qcow2.layout.Kinds;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/**
 * Header extensions of a known type with a length that fits it, one after the other, at any multiple of 8 bytes; and
 * behind their end marker the name of the backing file. The header before them may be lost.
 */
final class ExtensionRecogniser implements Recogniser {

    private static final int MOST_IN_CHAIN = 64;
    private static final int CRYPTO_LENGTH = 16;
    private static final int LONGEST_FORMAT = 15;
    private static final int LONGEST_NAME = 1023;
    private static final int MOST_FEATURES = 192;
    private static final long LONGEST = MOST_FEATURES * FeatureName.SIZE;
    private static final int ONE = 85;
    private static final int SEVERAL = 97;
    private static final int FOR_THE_END = 5;
    private static final int NAME = 55;
    private static final int PATH_LIKE = 25;

    @Override
    public void look(Piece piece, Consumer<Proposal> found) {
        long[] words = piece.words();
        long past = 0;
        int finds = 0;
        for (int at = 0; at < piece.count() && finds < MOST_IN_PIECE; at++) {
            if (mayStart(words[at]) && piece.offsetOf(at) >= past
                    && extensionLength(piece.source(), piece.offsetOf(at)) > 0) {
                past = propose(piece.source(), piece.offsetOf(at), found);
                finds++;
            }
        }
    }

    /**
     * Asked of every number in the file: the length first, which nearly always says no, so that the branch costs
     * nothing.
     */
    private static boolean mayStart(long word) {
        return (word & 0xffff_ffffL) <= LONGEST && switch ((int) (word >>> 32)) {
            case 0xe279_2aca, 0x6803_f857, 0x2385_2875, 0x0537_be77, 0x4441_5441 -> true;
            default -> false;
        };
    }

    /** Bytes of the known extension that starts here, with its padding; 0 where none does. */
    static int extensionLength(ByteSource source, long at) {
        Chunk prefix = source.chunk(at, HeaderExtension.PREFIX);
        long length = prefix.u32(4);
        Chunk data = source.chunk(at + HeaderExtension.PREFIX, (int) Math.min(length, LONGEST_NAME));
        boolean fits = prefix.isWhole() && switch (ExtensionType.of(prefix.u32(0))) {
            case BACKING_FORMAT -> length <= LONGEST_FORMAT && Texts.isName(data);
            case DATA_FILE -> length <= LONGEST_NAME && Texts.isName(data);
            case FEATURE_TABLE -> length > 0 && length % FeatureName.SIZE == 0
                    && length <= MOST_FEATURES * FeatureName.SIZE;
            case BITMAPS -> length == HeaderExtension.BITMAPS_LENGTH && data.isWhole() && data.u32(4) == 0
                    && (data.u64(16) & Piece.SECTOR - 1) == 0 && data.u64(16) >= 0;
            case CRYPTO_HEADER -> length == CRYPTO_LENGTH && data.isWhole()
                    && (data.u64(0) & Piece.SECTOR - 1) == 0 && data.u64(0) >= 0;
            case END, UNKNOWN -> false;
        };
        return fits ? HeaderExtension.PREFIX + (int) (length + (-length & 7)) : 0;
    }

    private static long propose(ByteSource source, long start, Consumer<Proposal> found) {
        List<String> names = new ArrayList<>();
        long at = start;
        for (int length = extensionLength(source, at); length > 0 && names.size() < MOST_IN_CHAIN;
                length = extensionLength(source, at)) {
            names.add(ExtensionType.of(source.chunk(at, 4).u32(0)).label());
            at += length;
        }
        Chunk next = source.chunk(at, HeaderExtension.PREFIX);
        boolean ends = next.isWhole() && next.u64(0) == 0;
        long end = Math.min(source.length(), ends ? at + HeaderExtension.PREFIX : at);
        found.accept(Proposal.of(Kinds.EXTENSION, ByteRange.between(start, end),
                (names.size() > 1 ? SEVERAL : ONE) + (ends ? FOR_THE_END : 0),
                "The magic and a length that fits stand here for: " + String.join(", ", names)
                        + (ends ? ", and the end marker follows." : ".")));
        if (ends) {
            proposeName(source, end, found);
        }
        return end;
    }

    /** QEMU writes the name of the backing file right behind the end marker, and zeros behind that. */
    private static void proposeName(ByteSource source, long start, Consumer<Proposal> found) {
        Chunk chunk = source.chunk(start, LONGEST_NAME + 1);
        int length = 0;
        while (length < chunk.available() && chunk.u8(length) != 0) {
            length++;
        }
        if (length > 0 && length <= LONGEST_NAME && Texts.isName(source.chunk(start, length))) {
            String name = source.chunk(start, length).text();
            boolean like = name.indexOf('/') >= 0 || name.indexOf('.') >= 0 || name.indexOf(':') >= 0;
            found.accept(Proposal.of(Kinds.BACKING, new ByteRange(start, length), NAME + (like ? PATH_LIKE : 0),
                    "Text stands where QEMU writes the name of the backing file, right behind the header extensions."));
        }
    }
}
