package io.github.qcowscope.qcow2.compressed;

import io.airlift.compress.v3.zstd.ZstdDecompressor;
import java.util.Arrays;
import java.util.zip.DataFormatException;
import java.util.zip.Inflater;

/**
 * Inflates the data of a compressed cluster as QEMU does: until a cluster is full, whatever follows in the last sector.
 */
final class Inflation {

    /** QEMU has no larger clusters, and more than this is not worth the memory. */
    static final int MOST = 1 << 21;

    /** What became of compressed data. */
    sealed interface Result {}

    /**
     * A whole cluster.
     *
     * @param bytes its content
     */
    record Whole(byte[] bytes) implements Result {}

    /**
     * No cluster.
     *
     * @param reason in a few words that fit behind a colon
     */
    record Failed(String reason) implements Result {}

    private Inflation() {}

    /**
     * Inflates.
     *
     * @param data        the compressed bytes, and perhaps some more
     * @param clusterSize bytes that must come out
     * @param type        the header's compression type
     */
    static Result of(byte[] data, long clusterSize, int type) {
        if (clusterSize > MOST) {
            return new Failed("clusters of more than 2 MiB are not inflated");
        }
        byte[] cluster = new byte[(int) clusterSize];
        return switch (type) {
            case 0 -> deflate(data, cluster);
            case 1 -> zstd(data, cluster);
            default -> new Failed("compression type " + type + " is unknown");
        };
    }

    /** Raw deflate. QEMU's window of 4 KiB bounds what it writes; a reader with the full window reads the same. */
    private static Result deflate(byte[] data, byte[] cluster) {
        try (Inflater inflater = new Inflater(true)) {
            inflater.setInput(data);
            int size = 0;
            while (size < cluster.length) {
                int got = inflater.inflate(cluster, size, cluster.length - size);
                size += got;
                if (got == 0) {
                    return tooSmall(size, cluster.length, inflater.finished());
                }
            }
            return new Whole(cluster);
        } catch (DataFormatException e) {
            return new Failed("it is not valid deflate data");
        }
    }

    /** One Zstandard frame after the other; the last must end where the cluster is full. */
    private static Result zstd(byte[] data, byte[] cluster) {
        ZstdDecompressor decompressor = ZstdDecompressor.create();
        int at = 0;
        int size = 0;
        while (size < cluster.length) {
            int end = ZstdFrame.end(data, at);
            if (end < 0) {
                return at == 0 ? new Failed("it is not valid Zstandard data") : tooSmall(size, cluster.length, true);
            }
            try {
                // The frame in an array of its own: nothing outside of it can be read by mistake.
                byte[] frame = Arrays.copyOfRange(data, at, end);
                size += decompressor.decompress(frame, 0, frame.length, cluster, size, cluster.length - size);
            } catch (RuntimeException e) {
                // A decompressor tells damage by various exceptions, a frame that is too large for the cluster among
                // them.
                return new Failed("its Zstandard frame is damaged, or inflates to more than a cluster");
            }
            at = end;
        }
        return new Whole(cluster);
    }

    private static Result tooSmall(int size, int wanted, boolean ended) {
        return new Failed(ended
                ? "it inflates to %d bytes, and a cluster has %d".formatted(size, wanted)
                : "it ends after %d of the %d bytes of a cluster".formatted(size, wanted));
    }
}
