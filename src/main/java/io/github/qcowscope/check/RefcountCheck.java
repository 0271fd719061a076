package io.github.qcowscope.check;

import io.github.qcowscope.bytes.Span;
import io.github.qcowscope.qcow2.header.Header;
import io.github.qcowscope.qcow2.layout.Area;
import io.github.qcowscope.qcow2.layout.Geometry;
import io.github.qcowscope.qcow2.layout.TreePaths;
import io.github.qcowscope.qcow2.refcount.RefcountTableEntry;
import io.github.qcowscope.schema.View;

/** The rules of the refcount table's entries. */
final class RefcountCheck {

    private final Inspection inspection;
    private final StoredRefcounts stored;
    private final Geometry geometry;

    RefcountCheck(Inspection inspection, StoredRefcounts stored) {
        this.inspection = inspection;
        this.stored = stored;
        geometry = inspection.geometry();
    }

    /**
     * Says what is wrong with each entry.
     *
     * @param clusters clusters of the file
     */
    void entries(long clusters) {
        for (int index = 0; index < stored.blocks(); index++) {
            RefcountTableEntry entry = stored.block(index);
            long offset = entry.offset();
            boolean outside = Long.compareUnsigned(geometry.clusterOf(offset), clusters) >= 0;
            if (entry.raw() != offset || !geometry.isAligned(offset) || outside) {
                entry(index, view(index), outside);
            }
        }
    }

    private void entry(int index, View<Area> view, boolean outside) {
        RefcountTableEntry entry = stored.block(index);
        // QEMU stops at the first of these that it meets.
        Rule said = entry.raw() != entry.offset() ? RefcountRules.BLOCK_RESERVED
                : !geometry.isAligned(entry.offset()) ? RefcountRules.BLOCK_ALIGNMENT : RefcountRules.BLOCK_END;
        Lift.field(inspection, TreePaths.refcountTableEntry(index), view, RefcountTableEntry.ENTRY,
                (field, problem) -> RefcountRules.BLOCK_RESERVED,
                (rule, field, problem, where, path) -> {
                    if (rule == RefcountRules.BLOCK_END && !outside) {
                        return null;
                    }
                    Finding found = Finding.of(rule, where, path, problem.message(), index);
                    return rule == said ? found : found.withoutQemuMessage();
                });
    }

    /** Says that a block's cluster has other references too. */
    void shared(ReferenceWalk.SharedBlock block) {
        Span where = view(block.index()).span(RefcountTableEntry.ENTRY);
        inspection.found(Finding.of(RefcountRules.BLOCK_SHARED, where, TreePaths.refcountTableEntry(block.index()),
                "The refcount block's cluster is in use for something else too: it has %d references.".formatted(
                        block.references()),
                block.index(), block.references()));
    }

    private View<Area> view(int index) {
        return new View<>(RefcountTableEntry.STRUCT, Area.file(geometry), inspection.image().source(),
                inspection.image().header().raw(Header.REFCOUNT_TABLE_OFFSET) + (long) index * RefcountTableEntry.SIZE);
    }
}
