package io.github.qcowscope.search;

import io.github.qcowscope.bytes.ByteRange;
import io.github.qcowscope.job.Progress;
import io.github.qcowscope.qcow2.Qcow2Image;
import io.github.qcowscope.qcow2.guest.GuestBytes;
import io.github.qcowscope.qcow2.layout.Kinds;
import io.github.qcowscope.qcow2.owner.HostMap;
import io.github.qcowscope.qcow2.owner.OwnerKind;
import io.github.qcowscope.schema.Kind;
import io.github.qcowscope.schema.Node;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** Where to look in an image: at one kind of structure, or at what the guest has written. */
public final class Scopes {

    private static final int OWNERS =
            Arrays.stream(OwnerKind.values()).mapToInt(OwnerKind::bit).reduce(0, (a, b) -> a | b);

    private Scopes() {}

    /** The guest data that an image stores; the source is the virtual disk. */
    public static SearchScope allocated(GuestBytes guest) {
        return (from, until) -> guest.allocated(from, until, SearchScope.REACH);
    }

    /**
     * Structures of a kind. What shares a cluster with others by the format's rules, as the header and its extensions,
     * is taken from the tree; all else are the clusters that have an owner of the kind, or none for gaps.
     */
    public static SearchScope of(Kind kind, Qcow2Image image, HostMap map, Progress progress) {
        if (kind.equals(Kinds.IMAGE)) {
            return SearchScope.whole(image.source());
        }
        if (kind.equals(Kinds.HEADER) || kind.equals(Kinds.EXTENSION) || kind.equals(Kinds.BACKING)) {
            return ofNode(kind, image);
        }
        boolean gaps = kind.equals(Kinds.GAP);
        int bits = gaps ? 0 : Arrays.stream(OwnerKind.values())
                .filter(owner -> owner.kind().equals(kind)).mapToInt(OwnerKind::bit).reduce(0, (a, b) -> a | b);
        return ofClusters(bits, gaps, image, map, progress);
    }

    private static SearchScope ofNode(Kind kind, Qcow2Image image) {
        Node root = image.root();
        for (long i = 0; i < root.childCount(); i++) {
            Node family = root.child(i);
            if (family.kind().equals(kind)) {
                return SearchScope.of(family.span().visible().range());
            }
        }
        return (from, until) -> null;
    }

    private static SearchScope ofClusters(int kinds, boolean gaps, Qcow2Image image, HostMap map, Progress progress) {
        long size = image.geometry().clusterSize();
        return new SearchScope() {
            @Override
            public @Nullable ByteRange next(long from, long until) {
                long end = Math.min(map.clusters(), ceil(until, size));
                long first = from / size;
                while (first < end && !isIn(first)) {
                    step(first++);
                }
                if (first >= end || first * size >= until) {
                    return null;
                }
                long last = first + 1;
                long far = Math.min(map.clusters(), ceil(until, size) + ceil(REACH, size));
                while (last < far && isIn(last)) {
                    step(last++);
                }
                long start = Math.max(from, first * size);
                return ByteRange.between(start, Math.max(start, Math.min(image.source().length(), last * size)));
            }

            private boolean isIn(long cluster) {
                int bits = map.bits(cluster) & OWNERS;
                return gaps ? bits == 0 : (bits & kinds) != 0;
            }

            private void step(long cluster) {
                if ((cluster & 0xffff) == 0) {
                    progress.check();
                }
            }
        };
    }

    private static long ceil(long bytes, long size) {
        return bytes / size + (bytes % size == 0 ? 0 : 1);
    }
}
