package io.github.qcowscope.qcow2.owner;

import io.github.qcowscope.bytes.ByteRange;
import io.github.qcowscope.job.Progress;
import io.github.qcowscope.qcow2.Qcow2Image;
import io.github.qcowscope.qcow2.bitmap.Bitmap;
import io.github.qcowscope.qcow2.bitmap.BitmapDirectory;
import io.github.qcowscope.qcow2.bitmap.BitmapTableEntry;
import io.github.qcowscope.qcow2.header.ExtensionType;
import io.github.qcowscope.qcow2.header.HeaderExtension;
import io.github.qcowscope.qcow2.layout.EntryTable;
import io.github.qcowscope.qcow2.layout.Geometry;
import io.github.qcowscope.qcow2.mapping.ClusterMapping;
import io.github.qcowscope.qcow2.mapping.L1Entry;
import io.github.qcowscope.qcow2.mapping.L2Entry;
import io.github.qcowscope.qcow2.refcount.RefcountTableEntry;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Who owns each cluster, found in the plainest way and kept as paths: what a map of a small image is compared with. */
final class NaiveOwners {

    private final Qcow2Image image;
    private final Geometry geometry;
    private final Map<Long, List<String>> paths = new TreeMap<>();

    NaiveOwners(Qcow2Image image) {
        this.image = image;
        geometry = image.geometry();
        claim("header", 0, geometry.clusterSize());
        claim("refcounts", image.refcounts().table().range());
        image.refcounts().table().scan(0, Progress.NONE, (index, raw, second) ->
                claimCluster("refcounts/" + index + "/block", new RefcountTableEntry(raw).offset()));
        image.extensions().first(ExtensionType.CRYPTO_HEADER).ifPresent(pointer -> claim("encryption",
                pointer.view().raw(HeaderExtension.CRYPTO_OFFSET), pointer.view().raw(HeaderExtension.CRYPTO_SIZE)));
        image.bitmaps().ifPresent(this::bitmaps);
        claim("snapshots", image.snapshots().range());
        root("l1", image.l1Table());
        for (int i = 0; i < image.snapshots().count(); i++) {
            root("snapshots/" + i + "/l1", image.snapshots().get(i).l1Table());
        }
    }

    /** The paths of a cluster's owners, sorted; one stands in the list as often as it claims the cluster. */
    List<String> of(long cluster) {
        List<String> found = new ArrayList<>(paths.getOrDefault(cluster, List.of()));
        Collections.sort(found);
        return found;
    }

    private void bitmaps(BitmapDirectory directory) {
        claim("bitmaps", directory.range());
        for (int i = 0; i < directory.count(); i++) {
            Bitmap bitmap = directory.get(i);
            String table = "bitmaps/" + bitmap.key() + "/table";
            claim(table, bitmap.table().range());
            bitmap.table().scan(0, Progress.NONE, (index, raw, second) ->
                    claimCluster(table + "/" + index + "/data", new BitmapTableEntry(raw).offset()));
        }
    }

    private void root(String path, EntryTable l1) {
        claim(path, l1.range());
        l1.scan(0, Progress.NONE, (index, raw, second) -> {
            long offset = new L1Entry(raw).offset();
            String l2 = path + "/" + index + "/l2";
            if (claimCluster(l2, offset) && offset != 0) {
                EntryTable.of(geometry, image.source(), offset, geometry.l2Entries(), geometry.l2EntrySize())
                        .scan(0, Progress.NONE, (at, entry, bitmap) -> entry(l2 + "/" + at, new L2Entry(entry, bitmap)));
            }
            return true;
        });
    }

    private boolean entry(String path, L2Entry entry) {
        if (geometry.dataFile()) {
            return true;
        }
        switch (entry.mapping(geometry)) {
            case ClusterMapping.Unallocated() -> {}
            case ClusterMapping.Zero zero -> claimCluster(path + "/data", zero.offset());
            case ClusterMapping.Data data -> claimCluster(path + "/data", data.offset());
            case ClusterMapping.Subclusters sub -> claimCluster(path + "/data", sub.offset());
            case ClusterMapping.Compressed packed -> claim(path + "/compressed-data", packed.offset(), packed.length());
        }
        return true;
    }

    private boolean claimCluster(String path, long offset) {
        if (offset != 0) {
            claim(path, offset, geometry.clusterSize());
        }
        return true;
    }

    private void claim(String path, ByteRange range) {
        claim(path, range.offset(), range.length());
    }

    private void claim(String path, long offset, long length) {
        long end = Math.min(offset + length, geometry.fileLength());
        for (long at = offset - offset % geometry.clusterSize(); at < end; at += geometry.clusterSize()) {
            paths.computeIfAbsent(geometry.clusterOf(at), key -> new ArrayList<>()).add(path);
        }
    }
}
