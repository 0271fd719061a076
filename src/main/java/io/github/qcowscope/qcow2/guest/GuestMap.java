package io.github.qcowscope.qcow2.guest;

import io.github.qcowscope.bytes.ByteSource;
import io.github.qcowscope.bytes.Extent;
import io.github.qcowscope.bytes.Span;
import io.github.qcowscope.job.Progress;
import io.github.qcowscope.qcow2.BackingChain;
import io.github.qcowscope.qcow2.Layer;
import io.github.qcowscope.qcow2.image.Structures;
import io.github.qcowscope.qcow2.layout.EntryTable;
import io.github.qcowscope.qcow2.layout.Geometry;
import io.github.qcowscope.qcow2.layout.TreePaths;
import io.github.qcowscope.qcow2.mapping.CompressedCluster;
import io.github.qcowscope.qcow2.mapping.L1Entry;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * From the guest to the host: what stands for each byte of the virtual disk, through the backing chain (section
 * "Cluster mapping"). Computed while it is walked, with memory for one block of a table per layer, whatever the disk's
 * size.
 *
 * <p>The ranges are those of {@code qemu-img map}, of QEMU 7.2, to the byte. Where that gives up on a damaged table, or
 * a missing backing file, there is a range with a problem.
 */
public final class GuestMap {

    /** Told each range, in order. */
    @FunctionalInterface
    public interface Visitor {
        /** A range; returns whether to go on. */
        boolean range(GuestRange range);
    }

    private final BackingChain chain;
    private final List<Layer> layers;

    /** The map of the chain's first image; the chain must stay open. */
    public GuestMap(BackingChain chain) {
        this.chain = chain;
        layers = chain.layers();
    }

    /** Bytes of the virtual disk, in whole sectors as QEMU counts them. */
    public long length() {
        return layers.getFirst().length();
    }

    /**
     * Visits the whole disk as the fewest ranges that are each of one kind and, where they have places, contiguous.
     *
     * @param progress told how many bytes of the disk are done
     * @return whether the visitor wanted all of them
     */
    public boolean visit(Progress progress, Visitor visitor) {
        Walk walk = new Walk(true, progress, visitor);
        return walk.layer(0, 0, length()) && walk.flush();
    }

    /**
     * Finds one byte. Takes a few reads of each layer; holes under guest clusters are not looked for.
     *
     * @param offset a byte of the virtual disk
     * @return null where the disk ends before it
     */
    public @Nullable GuestLocation find(long offset, Progress progress) {
        if (offset < 0 || offset >= length()) {
            return null;
        }
        List<GuestRange> found = new ArrayList<>(1);
        Walk walk = new Walk(false, progress, found::add);
        walk.layer(0, offset, offset + 1);
        walk.flush();
        GuestRange range = found.getFirst();
        return new GuestLocation(range, entryPath(layers.getFirst().image(), offset), bytes(range));
    }

    /** The node of the tree that decides about a byte of the virtual disk. */
    private static String entryPath(@Nullable Structures image, long offset) {
        if (image == null) {
            return "";
        }
        EntryTable l1 = image.l1Table();
        long index = offset / image.geometry().l2Coverage();
        if (index >= l1.count()) {
            return TreePaths.L1;
        }
        EntryTable l2 = l2Table(image, index);
        long entry = image.geometry().clusterOf(offset) % image.geometry().l2Entries();
        return entry < l2.count() ? TreePaths.l2Entry(TreePaths.ACTIVE, index, entry)
                : TreePaths.l1Entry(TreePaths.ACTIVE, index);
    }

    private static EntryTable l2Table(Structures image, long l1Index) {
        long offset = new L1Entry(image.l1Table().raw(l1Index)).offset();
        Geometry geometry = image.geometry();
        return EntryTable.of(geometry, image.source(), offset, offset == 0 ? 0 : geometry.l2Entries(),
                geometry.l2EntrySize());
    }

    private @Nullable Span bytes(GuestRange range) {
        Layer layer = layers.get(Math.min(range.depth(), layers.size() - 1));
        if (range.compressed() && layer.image() != null) {
            Geometry geometry = layer.image().geometry();
            EntryTable l2 = l2Table(layer.image(), range.start() / geometry.l2Coverage());
            CompressedCluster cluster = CompressedCluster.of(
                    l2.raw(geometry.clusterOf(range.start()) % geometry.l2Entries()), geometry.clusterBits());
            return Span.of(layer.source(), cluster.offset(), cluster.length());
        }
        ByteSource source = layer.guestSource();
        return range.hasOffset() && source != null ? Span.of(source, range.offset(), range.length()) : null;
    }

    /** One walk, with what it has read last. */
    private final class Walk {

        private final boolean holesUnderClusters;
        private final Progress progress;
        private final Visitor visitor;
        private final @Nullable GuestRuns[] runs = new GuestRuns[layers.size()];
        private final @Nullable Holes[] holes = new Holes[layers.size()];
        private @Nullable GuestRange last;

        Walk(boolean holesUnderClusters, Progress progress, Visitor visitor) {
            this.holesUnderClusters = holesUnderClusters;
            this.progress = progress;
            this.visitor = visitor;
        }

        boolean layer(int depth, long start, long end) {
            Layer layer = layers.get(depth);
            if (layer.image() == null) {
                return raw(layer, start, end);
            }
            GuestRuns own = runs[depth];
            if (own == null) {
                own = new GuestRuns(layer.image());
                runs[depth] = own;
            }
            return own.visit(start, end, progress, (at, length, state, host, problem) ->
                    run(layer, at, at + length, state, host, problem));
        }

        private boolean run(Layer layer, long start, long end, GuestRuns.State state, long host,
                @Nullable String problem) {
            long place = layer.isEncrypted() ? -1 : host;
            return switch (state) {
                case DATA -> data(layer, start, end, place);
                case COMPRESSED -> add(layer, start, end, true, false, true, true, -1);
                case ZERO, ZERO_WITH_CLUSTER -> add(layer, start, end, true, true, false, false, place);
                case UNALLOCATED, UNALLOCATED_WITH_CLUSTER -> behind(layer, start, end, place);
                case DAMAGED ->
                        add(new GuestRange(start, end - start, layer.depth(), false, false, false, false, -1, null,
                        problem));
            };
        }

        /** Guest data, which in an image with preallocated metadata is often a hole of the file. */
        private boolean data(Layer layer, long start, long end, long place) {
            if (place < 0 || !holesUnderClusters || layer.guestSource() == null || !holes(layer).countForGuestData) {
                return add(layer, start, end, true, false, true, false, place);
            }
            return holes(layer).visit(place, end - start, (at, length, hole) -> add(layer, start + (at - place),
                    start + (at - place) + length, true, hole, true, false, at));
        }

        private boolean raw(Layer layer, long start, long end) {
            return holes(layer).visit(start, end - start, (at, length, hole) ->
                    add(layer, at, at + length, true, hole, !hole, false, at));
        }

        /** What the layer leaves to the file behind it. */
        private boolean behind(Layer layer, long start, long end, long place) {
            int next = layer.depth() + 1;
            if (next == layers.size()) {
                return chain.isBroken()
                        ? add(new GuestRange(start, end - start, next, false, false, false, false, -1, null,
                                chain.problems().getLast().message()))
                        : add(layer, start, end, false, true, false, false, place);
            }
            long inside = Math.max(start, Math.min(end, layers.get(next).length()));
            return (inside == start || layer(next, start, inside))
                    && (inside == end || add(layer, inside, end, false, true, false, false,
                            place < 0 ? -1 : place + (inside - start)));
        }

        private Holes holes(Layer layer) {
            Holes known = holes[layer.depth()];
            if (known == null) {
                known = new Holes(layer, progress);
                holes[layer.depth()] = known;
            }
            return known;
        }

        private boolean add(Layer layer, long start, long end, boolean present, boolean zero, boolean data,
                boolean compressed, long offset) {
            return add(new GuestRange(start, end - start, layer.depth(), present, zero, data, compressed, offset,
                    offset < 0 ? null : layer.guestFile(), null));
        }

        private boolean add(GuestRange next) {
            GuestRange before = last;
            last = before != null && goesOn(before, next)
                    ? new GuestRange(before.start(), before.length() + next.length(), before.depth(), before.present(),
                            before.zero(), before.data(), before.compressed(), before.offset(), before.file(),
                            before.problem())
                    : next;
            progress.report(next.end(), length());
            return last != next || before == null || visitor.range(before);
        }

        private boolean goesOn(GuestRange before, GuestRange next) {
            return before.depth() == next.depth() && before.present() == next.present() && before.zero() == next.zero()
                    && before.data() == next.data() && before.compressed() == next.compressed()
                    && before.hasOffset() == next.hasOffset()
                    && (!next.hasOffset() || before.offset() + before.length() == next.offset()
                            && next.file() != null && next.file().equals(before.file()))
                    && (next.problem() == null ? before.problem() == null : next.problem().equals(before.problem()));
        }

        boolean flush() {
            GuestRange rest = last;
            last = null;
            return rest == null || visitor.range(rest);
        }
    }

    /** The holes of the file that has a layer's guest data; the last stretch that was asked for is kept. */
    private static final class Holes {

        /** Told each stretch. */
        @FunctionalInterface
        interface Sink {
            boolean stretch(long at, long length, boolean hole);
        }

        private final @Nullable ByteSource source;
        /** Whether QEMU looks for holes under guest clusters: it does where metadata seems to be preallocated. */
        private final boolean countForGuestData;
        private long from;
        private Extent extent = new Extent(0, false);

        Holes(Layer layer, Progress progress) {
            source = layer.guestSource();
            countForGuestData = layer.image() != null && hasPreallocatedMetadata(layer.image(), progress);
        }

        boolean visit(long offset, long length, Sink sink) {
            long end = offset + length;
            for (long at = offset; at < end;) {
                // What lies past the end of the file reads as zeros.
                boolean past = source == null || at >= source.length();
                if (!past && (at < from || at >= extent.end())) {
                    from = at;
                    extent = source.extentAt(at);
                }
                long next = past ? end : Math.min(end, extent.end());
                if (!sink.stretch(at, next - at, past || extent.hole())) {
                    return false;
                }
                at = next;
            }
            return true;
        }

        /**
         * Whether far more clusters have a refcount than the file takes room for on its disk.
         *
         * <p>QEMU's rule: at least two clusters more, and a ninth more.
         */
        private static boolean hasPreallocatedMetadata(Structures image, Progress progress) {
            Geometry geometry = image.geometry();
            long stored = image.source().storedBytes() / geometry.clusterSize();
            long threshold = Math.max(stored * 10 / 9, stored + 2);
            if (threshold > Geometry.ceilDiv(geometry.fileLength(), geometry.clusterSize())) {
                return false;
            }
            long[] referenced = {0};
            image.refcounts().scan(progress, (cluster, count) -> count == 0 || ++referenced[0] < threshold);
            return referenced[0] >= threshold;
        }
    }
}
