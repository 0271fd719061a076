package io.github.qcowscope.qcow2.dirty;

import io.github.qcowscope.bytes.ByteRange;
import io.github.qcowscope.qcow2.image.Structures;
import io.github.qcowscope.qcow2.layout.EntryTable;
import io.github.qcowscope.qcow2.layout.Geometry;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Where those structures lie that the header leads to, so that bitmap data on top of one is noticed without a walk. */
record MetadataAreas(Map<String, ByteRange> areas) {

    /**
     * The areas that matter to one bitmap.
     *
     * @param own its table
     */
    static MetadataAreas of(Structures image, EntryTable own) {
        Geometry geometry = image.geometry();
        Map<String, ByteRange> areas = new LinkedHashMap<>();
        areas.put("the header's cluster", geometry.inFile(0, geometry.clusterSize()));
        image.bitmaps().ifPresent(directory -> areas.put("the bitmap directory", directory.range()));
        areas.put("the bitmap's own table", own.range());
        areas.put("the active L1 table", image.l1Table().range());
        areas.put("the refcount table", image.refcounts().table().range());
        areas.put("the snapshot table", image.snapshots().range());
        return new MetadataAreas(areas);
    }

    /** What a range overlaps; null where it is none of the areas. */
    @Nullable String overlapping(ByteRange range) {
        for (Map.Entry<String, ByteRange> area : areas.entrySet()) {
            if (area.getValue().overlaps(range)) {
                return area.getKey();
            }
        }
        return null;
    }
}
