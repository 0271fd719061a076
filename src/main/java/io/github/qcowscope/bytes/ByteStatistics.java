package io.github.qcowscope.bytes;

import io.github.qcowscope.job.Progress;
import java.util.List;
import java.util.stream.IntStream;
import java.util.zip.CRC32;
import java.util.zip.CRC32C;
import java.util.zip.Checksum;

/**
 * What a range of bytes consists of.
 *
 * @param length     how many bytes there are
 * @param unreadable how many of them could not be read; they count nowhere else
 * @param holes      how many of them are not stored at all, and count as zeros
 * @param counts     how often each of the 256 bytes is there; not to be changed
 * @param crc32      CRC-32 as gzip and zip have it; means nothing where some bytes are unreadable
 * @param crc32c     CRC-32C (Castagnoli); as above
 */
public record ByteStatistics(long length, long unreadable, long holes, long[] counts, long crc32, long crc32c) {

    /** Number of different bytes. */
    public static final int VALUES = 256;

    private static final int BLOCK = 1 << 18;
    private static final int PAGE = 4096;
    private static final int CRC32_POLYNOMIAL = 0xedb88320;
    private static final int CRC32C_POLYNOMIAL = 0x82f63b78;

    /**
     * Counts bytes, in flat memory; holes are not read.
     *
     * @param range    cut at the end of the source
     * @param progress told the bytes done; asked whether to go on
     */
    public static ByteStatistics of(ByteSource source, ByteRange range, Progress progress) {
        return new Count(source, range.intersect(new ByteRange(0, source.length())), progress).all();
    }

    /** How many bytes are counted. */
    public long counted() {
        return length - unreadable;
    }

    /** Bits of information in a byte, 0 to 8, as their frequencies tell. */
    public double entropy() {
        double bits = 0;
        for (long count : counts) {
            if (count > 0) {
                double share = (double) count / counted();
                bits -= share * Math.log(share) / Math.log(2);
            }
        }
        // Rounding must not make it -0.0 or more than there can be.
        return Math.clamp(bits, 0, Byte.SIZE);
    }

    /** How often any byte of a range of values is there. */
    public long between(int from, int to) {
        long sum = 0;
        for (int value = from; value <= to; value++) {
            sum += counts[value];
        }
        return sum;
    }

    /** The bytes that are there, the most frequent first; of those that are equally so, the smaller first. */
    public List<Integer> byFrequency() {
        return IntStream.range(0, VALUES).filter(value -> counts[value] > 0).boxed()
                .sorted((one, other) -> Long.compare(counts[other], counts[one])).toList();
    }

    /** A count that is going on. */
    private static final class Count {
        private final ByteSource source;
        private final ByteRange range;
        private final Progress progress;
        private final byte[] block;
        private final long[] counts = new long[VALUES];
        /** Of four bytes in a row each is counted by itself: equal neighbours would wait for each other. */
        private final int[][] lanes = new int[4][VALUES];
        private final Crc crc32 = new Crc(CRC32_POLYNOMIAL);
        private final Crc crc32c = new Crc(CRC32C_POLYNOMIAL);
        private long holes;
        private long unreadable;

        Count(ByteSource source, ByteRange range, Progress progress) {
            this.source = source;
            this.range = range;
            this.progress = progress;
            block = new byte[(int) Math.min(BLOCK, range.length())];
        }

        ByteStatistics all() {
            for (long at = range.offset(); at < range.end();) {
                progress.check();
                progress.report(at - range.offset(), range.length());
                Extent extent = source.extentAt(at);
                long end = Math.min(range.end(), extent.end());
                if (extent.hole()) {
                    zeros(end - at);
                } else {
                    stored(at, end);
                }
                at = end;
            }
            return new ByteStatistics(range.length(), unreadable, holes, counts, crc32.value(), crc32c.value());
        }

        private void zeros(long length) {
            holes += length;
            counts[0] += length;
            crc32.addZeros(length);
            crc32c.addZeros(length);
        }

        private void stored(long from, long end) {
            Checksum sum = new CRC32();
            Checksum sumC = new CRC32C();
            long summed = 0;
            for (long at = from; at < end;) {
                progress.check();
                progress.report(at - range.offset(), range.length());
                int wanted = (int) Math.min(block.length, end - at);
                int got = source.read(at, block, 0, wanted);
                sum.update(block, 0, got);
                sumC.update(block, 0, got);
                count(got);
                summed += got;
                at += got;
                if (got < wanted) {
                    long next = Math.min(end, at / PAGE * PAGE + PAGE);
                    unreadable += next - at;
                    at = next;
                }
            }
            crc32.add(sum.getValue(), summed);
            crc32c.add(sumC.getValue(), summed);
        }

        private void count(int length) {
            int i = 0;
            for (; i + 4 <= length; i += 4) {
                lanes[0][block[i] & 0xff]++;
                lanes[1][block[i + 1] & 0xff]++;
                lanes[2][block[i + 2] & 0xff]++;
                lanes[3][block[i + 3] & 0xff]++;
            }
            for (; i < length; i++) {
                lanes[0][block[i] & 0xff]++;
            }
            for (int[] lane : lanes) {
                for (int value = 0; value < VALUES; value++) {
                    counts[value] += lane[value];
                    lane[value] = 0;
                }
            }
        }
    }
}
