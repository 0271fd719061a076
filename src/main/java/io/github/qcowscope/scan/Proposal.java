package io.github.qcowscope.scan;

import io.github.qcowscope.bytes.ByteRange;
import io.github.qcowscope.qcow2.layout.Geometry;
import io.github.qcowscope.schema.Kind;
import java.util.Comparator;

/**
 * A structure that some bytes look like.
 *
 * @param kind        what they look like; one of {@link io.github.qcowscope.qcow2.layout.Kinds}
 * @param range       the bytes, as far as the shape tells where they end
 * @param confidence  how sure that is, 1 to 99 percent
 * @param reason      what speaks for it, in one sentence
 * @param base        where the image starts that it is part of: offsets count from there
 * @param clusterBits the cluster size that goes with it, as a power of two; 0 where nothing is known of it
 * @param entryBits   bits of an entry of a table or refcount block; 0 for other structures
 * @param path        the node that the tree of the image has for this very structure; empty where it has none
 */
public record Proposal(Kind kind, ByteRange range, int confidence, String reason, long base, int clusterBits,
        int entryBits, String path) {

    /** The surest first; among equals, the order of the file. */
    public static final Comparator<Proposal> SUREST_FIRST = Comparator.comparingInt(Proposal::confidence).reversed()
            .thenComparing(Proposal::range).thenComparing(proposal -> proposal.kind().id());

    private static final int MOST = 99;
    private static final int DEFAULT_REFCOUNT_BITS = 16;
    private static final int EXTENDED_BITS = 128;

    /** Cuts the confidence: no shape is a proof. */
    public Proposal {
        confidence = Math.clamp(confidence, 1, MOST);
    }

    /** A structure that tells by itself what it is, whatever the cluster size. */
    static Proposal of(Kind kind, ByteRange range, int confidence, String reason) {
        return new Proposal(kind, range, confidence, reason, 0, 0, 0, "");
    }

    /** The same, in an image of a certain cluster size. */
    Proposal withClusterBits(int bits) {
        return new Proposal(kind, range, confidence, reason, base, bits, entryBits, path);
    }

    /** The same, in an image that starts elsewhere than the file. */
    Proposal withBase(long start) {
        return new Proposal(kind, range, confidence, reason, start, clusterBits, entryBits, path);
    }

    /** The same, known to the tree under a path. */
    Proposal knownAs(String nodePath) {
        return new Proposal(kind, range, confidence, reason, base, clusterBits, entryBits, nodePath);
    }

    /** Whether the image's own tables lead to this structure, so that the tree has it already. */
    public boolean isKnown() {
        return !path.isEmpty();
    }

    /** Bytes of a cluster; 0 where nothing is known of them. */
    public long clusterSize() {
        return clusterBits == 0 ? 0 : 1L << clusterBits;
    }

    /** A key of its own in a node's path: where it starts and what it is, so that it is the same after another scan. */
    public String key() {
        return "0x" + Long.toHexString(range.offset()) + "-" + kind.id();
    }

    /** The numbers that the structure is shown with: what is known, and for the rest what QEMU takes. */
    Geometry geometry(long fileLength) {
        boolean extended = entryBits == EXTENDED_BITS;
        int refcountBits = entryBits == 0 || extended ? DEFAULT_REFCOUNT_BITS : entryBits;
        return new Geometry(3, clusterBits == 0 ? Geometry.ASSUMED_CLUSTER_BITS : clusterBits, 0, 0,
                Integer.numberOfTrailingZeros(refcountBits), extended, false, 0, fileLength);
    }
}
