package io.github.qcowscope.bytes;

import io.github.qcowscope.job.Progress;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Optional;

/** The SHA-256 of bytes of a source. */
public final class Digest {

    private static final int BLOCK = 1 << 18;

    private Digest() {}

    /**
     * Reads all bytes, in flat memory; those of a hole are hashed without being read.
     *
     * @param range    cut at the end of the source
     * @param progress told the bytes done; asked whether to go on
     * @return 64 lower-case digits; empty where a byte cannot be read
     */
    public static Optional<String> sha256(ByteSource source, ByteRange range, Progress progress) {
        ByteRange inside = range.intersect(new ByteRange(0, source.length()));
        MessageDigest digest = sha256();
        byte[] block = new byte[(int) Math.min(BLOCK, inside.length())];
        byte[] zeros = new byte[block.length];
        long extentEnd = 0;
        boolean hole = false;
        for (long at = inside.offset(); at < inside.end();) {
            progress.check();
            progress.report(at - inside.offset(), inside.length());
            if (at >= extentEnd) {
                Extent extent = source.extentAt(at);
                extentEnd = extent.end();
                hole = extent.hole();
            }
            int wanted = (int) Math.min(block.length, Math.min(inside.end(), extentEnd) - at);
            if (!hole && source.read(at, block, 0, wanted) < wanted) {
                return Optional.empty();
            }
            digest.update(hole ? zeros : block, 0, wanted);
            at += wanted;
        }
        return Optional.of(HexFormat.of().formatHex(digest.digest()));
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new AssertionError("every Java platform has SHA-256", e);
        }
    }
}
