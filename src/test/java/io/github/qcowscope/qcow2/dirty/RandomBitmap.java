package io.github.qcowscope.qcow2.dirty;

import io.github.qcowscope.fixture.BitmapSpec;
import io.github.qcowscope.fixture.ImageBuilder;
import io.github.qcowscope.fixture.TestImage;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;

/** A bitmap made at random out of a seed, and what each of its bits must say, worked out bit by bit. */
final class RandomBitmap {

    final TestImage image;
    final DirtyBitmap decoded;
    final long diskSize;
    final int granularityBits;
    final DirtyState[] bits;

    /**
     * Makes an image with one bitmap.
     *
     * @param damaged whether some entries make no sense, lead nowhere, or are missing
     */
    RandomBitmap(long seed, boolean damaged) {
        Random random = new Random(seed);
        int clusterBits = 9 + random.nextInt(4);
        granularityBits = 9 + random.nextInt(6);
        int bitsPerEntry = 8 << clusterBits;
        int count = 1 + random.nextInt(6 * bitsPerEntry);
        diskSize = ((long) count << granularityBits) - 512L * random.nextInt(1 << granularityBits - 9);
        bits = new DirtyState[count];
        int entries = (count + bitsPerEntry - 1) / bitsPerEntry;
        int told = damaged && random.nextInt(4) == 0 ? random.nextInt(entries + 2) : entries;
        BitmapSpec spec = BitmapSpec.named("b").granularityBits(granularityBits).tableSize(told);
        List<DirtyState> uniform = new ArrayList<>();
        for (int entry = 0; entry < told; entry++) {
            DirtyState[] own = entry(spec, random, bitsPerEntry, damaged);
            for (int i = 0; i < bitsPerEntry && entry * bitsPerEntry + i < count; i++) {
                bits[entry * bitsPerEntry + i] = own[i];
            }
        }
        for (int i = 0; i < count; i++) {
            bits[i] = bits[i] == null ? DirtyState.UNKNOWN : bits[i];
        }
        image = new ImageBuilder().clusterBits(clusterBits).size(diskSize).bitmap(spec).build();
        decoded = DirtyBitmap.named(image.open(), "b").orElseThrow();
    }

    private static DirtyState[] entry(BitmapSpec spec, Random random, int bitsPerEntry, boolean damaged) {
        DirtyState[] own = new DirtyState[bitsPerEntry];
        switch (random.nextInt(damaged ? 8 : 5)) {
            case 0 -> {
                spec.zeroes();
                Arrays.fill(own, DirtyState.CLEAN);
            }
            case 1 -> {
                spec.ones();
                Arrays.fill(own, DirtyState.DIRTY);
            }
            case 5 -> unreadable(spec, own, 1L << 50);
            case 6 -> unreadable(spec, own, 0x200 + (1L << 45));
            case 7 -> unreadable(spec, own, 0x10001);
            default -> {
                int[] bytes = bytes(random, bitsPerEntry / 8);
                spec.data(bytes);
                for (int i = 0; i < bitsPerEntry; i++) {
                    own[i] = (bytes[i / 8] >> i % 8 & 1) == 1 ? DirtyState.DIRTY : DirtyState.CLEAN;
                }
            }
        }
        return own;
    }

    private static void unreadable(BitmapSpec spec, DirtyState[] own, long raw) {
        spec.entry(raw);
        Arrays.fill(own, DirtyState.UNKNOWN);
    }

    /** Bytes in which long runs and noise take turns. */
    private static int[] bytes(Random random, int count) {
        int[] bytes = new int[count];
        for (int i = 0; i < count; ) {
            int stop = Math.min(count, i + 1 + random.nextInt(200));
            int mode = random.nextInt(4);
            for (; i < stop; i++) {
                bytes[i] = switch (mode) {
                    case 0 -> 0;
                    case 1 -> 0xff;
                    case 2 -> 1 << random.nextInt(8);
                    default -> random.nextInt(256);
                };
            }
        }
        return bytes;
    }

    long count(DirtyState state, long from, long to) {
        long count = 0;
        for (long i = from; i < to; i++) {
            count += bits[(int) i] == state ? 1 : 0;
        }
        return count;
    }

    /** The bytes of the disk in a state, granule by granule. */
    long bytes(DirtyState state) {
        long bytes = 0;
        for (int i = 0; i < bits.length; i++) {
            long start = (long) i << granularityBits;
            bytes += bits[i] == state ? Math.min(diskSize - start, 1L << granularityBits) : 0;
        }
        return bytes;
    }
}
