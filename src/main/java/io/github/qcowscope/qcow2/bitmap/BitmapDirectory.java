package io.github.qcowscope.qcow2.bitmap;

import io.github.qcowscope.bytes.ByteRange;
import io.github.qcowscope.bytes.ByteSource;
import io.github.qcowscope.bytes.Chunk;
import io.github.qcowscope.qcow2.header.HeaderExtension;
import io.github.qcowscope.qcow2.layout.Area;
import io.github.qcowscope.qcow2.layout.Geometry;
import io.github.qcowscope.schema.Units;
import io.github.qcowscope.schema.View;
import java.util.Arrays;
import java.util.BitSet;
import java.util.HashSet;
import java.util.Set;
import java.util.concurrent.ThreadLocalRandom;
import org.jspecify.annotations.Nullable;

/**
 * The bitmap directory (section "Bitmap directory"). Its entries have no fixed length, so their places are found once,
 * in one pass; a place, a hash and a bit are all that is kept of each.
 *
 * <p>A damaged directory is followed as far as it makes sense: past the entries that nb_bitmaps counts while the
 * directory's size has room for more, and past the directory's end while nb_bitmaps says that there are more.
 */
public final class BitmapDirectory {

    /** More entries than this are not looked at: QEMU itself stops at 65,535. */
    public static final int MOST = 1 << 20;
    private static final int QEMU_LONGEST_NAME = 1023;
    private static final int MOST_GRANULARITY = 63;

    /** A prime, 2^61 - 1: what fingerprints are reduced by. */
    private static final long PRIME = (1L << 61) - 1;

    private final ByteSource source;
    private final Geometry geometry;
    private final HeaderExtension extension;
    private final long start;
    private final long declaredEnd;
    private final BitSet sameName = new BitSet();
    private long[] starts = new long[8];
    /** Hashes of the keys: looking for one of 65,535 bitmaps must not read all of their names at every click. */
    private int[] keyHashes = new int[8];
    private int count;
    private long end;

    public BitmapDirectory(HeaderExtension extension, Geometry geometry) {
        this.extension = extension;
        this.geometry = geometry;
        source = extension.view().source();
        ByteRange declared = geometry.inFile(extension.view().raw(HeaderExtension.BITMAP_DIRECTORY_OFFSET),
                extension.view().raw(HeaderExtension.BITMAP_DIRECTORY_SIZE));
        start = declared.offset();
        declaredEnd = declared.end();
        end = start;
        walk();
    }

    private void walk() {
        // The base is drawn anew each time: nobody can make an image whose names differ and fall together.
        long base = ThreadLocalRandom.current().nextLong(1L << 32, PRIME);
        Set<Long> names = new HashSet<>();
        long at = start;
        while (count < MOST && fits(at, geometry.fileLength()) && isEntry(at)) {
            if (count == starts.length) {
                starts = Arrays.copyOf(starts, count * 2);
                keyHashes = Arrays.copyOf(keyHashes, count * 2);
            }
            starts[count] = at;
            Bitmap bitmap = new Bitmap(view(at), count, "");
            if (!names.add(fingerprint(bitmap.name(), base))) {
                sameName.set(count);
            }
            keyHashes[count] = key(bitmap.name(), count).hashCode();
            count++;
            at = Math.max(at + Bitmap.FIXED, bitmap.range().end());
        }
        end = at;
    }

    /** Stands for a name while names are compared: they can be long, and there can be a million of them. */
    private static long fingerprint(String name, long base) {
        long sum = name.length();
        for (int i = 0; i < name.length(); i++) {
            long low = sum * base;
            long product = (low & PRIME) + (low >>> 61 | Math.multiplyHigh(sum, base) << 3);
            sum = (product + name.charAt(i)) % PRIME;
        }
        return sum;
    }

    private static boolean fits(long at, long areaEnd) {
        return at <= areaEnd - Bitmap.FIXED;
    }

    private boolean isEntry(long at) {
        boolean told = count < declaredCount();
        boolean inside = fits(at, declaredEnd);
        return told && inside || (told || inside) && looksLikeEntry(at);
    }

    private boolean looksLikeEntry(long at) {
        Chunk chunk = source.chunk(at, Bitmap.FIXED);
        return chunk.isWhole() && chunk.u8(16) == Bitmap.DIRTY_TRACKING && chunk.u8(17) <= MOST_GRANULARITY
                && chunk.u16(18) >= 1 && chunk.u16(18) <= QEMU_LONGEST_NAME;
    }

    private View<Area> view(long at) {
        // An entry past the directory's end is shown whole all the same: the end may be what is damaged.
        long areaEnd = fits(at, declaredEnd) ? declaredEnd : geometry.fileLength();
        return new View<>(Bitmap.STRUCT, new Area(geometry, areaEnd), source, at);
    }

    /** The extension that leads here. */
    public HeaderExtension extension() {
        return extension;
    }

    /** Number of bitmaps that the extension tells, 0 to 2^32 - 1. */
    public long declaredCount() {
        return extension.view().raw(HeaderExtension.NB_BITMAPS);
    }

    /** Number of entries that were found. */
    public int count() {
        return count;
    }

    /** The bytes from the first entry to the end of the last, or of the declared directory where that is longer. */
    public ByteRange range() {
        return ByteRange.between(start, Math.max(end, declaredEnd));
    }

    /** A bitmap; made anew at each call. */
    public Bitmap get(int index) {
        View<Area> view = view(starts[index]);
        Bitmap nameless = new Bitmap(view, index, "");
        return new Bitmap(view, index, key(nameless.name(), index));
    }

    /** Index of the bitmap with a key in a node's path; -1 where there is none. */
    public int indexOf(String key) {
        int hash = key.hashCode();
        for (int i = 0; i < count; i++) {
            if (keyHashes[i] == hash && get(i).key().equals(key)) {
                return i;
            }
        }
        return -1;
    }

    /** Index of the entry that has a byte; -1 where none has. */
    public int indexAt(long at) {
        int found = Arrays.binarySearch(starts, 0, count, at);
        int index = found >= 0 ? found : -found - 2;
        return index >= 0 && get(index).range().contains(at) ? index : -1;
    }

    /** What is wrong with the directory as a whole, in one sentence; null where nothing is. */
    public @Nullable String problem() {
        long size = extension.view().raw(HeaderExtension.BITMAP_DIRECTORY_SIZE);
        if (count < declaredCount()) {
            return "The extension counts %s; %d could be found.".formatted(
                    Units.count(declaredCount(), "bitmap"), count);
        }
        if (count > declaredCount()) {
            return "The extension counts %s; the directory holds %d.".formatted(
                    Units.count(declaredCount(), "bitmap"), count);
        }
        return end - start == size ? null
                : "The entries fill %d bytes of the directory, whose size is told as %s.".formatted(
                        end - start, Long.toUnsignedString(size));
    }

    /** A name as a key: no slash, never empty, and unique by its index where another bitmap has the same name. */
    private String key(String name, int index) {
        StringBuilder key = new StringBuilder(name.length());
        for (char c : name.toCharArray()) {
            if (c < ' ' || c == '/' || c == '%' || c == '~' || c == '#') {
                key.append("%%%02X".formatted((int) c));
            } else {
                key.append(c);
            }
        }
        return key.isEmpty() || sameName.get(index) ? key.append('~').append(index).toString() : key.toString();
    }
}
