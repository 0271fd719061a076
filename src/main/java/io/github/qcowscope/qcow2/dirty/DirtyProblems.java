package io.github.qcowscope.qcow2.dirty;

import io.github.qcowscope.bytes.ByteRange;
import io.github.qcowscope.bytes.ByteSource;
import io.github.qcowscope.qcow2.bitmap.BitmapTableEntry;
import io.github.qcowscope.qcow2.layout.Area;
import io.github.qcowscope.qcow2.layout.EntryTable;
import io.github.qcowscope.qcow2.layout.Geometry;
import io.github.qcowscope.schema.Problem;
import io.github.qcowscope.schema.Severity;
import io.github.qcowscope.schema.View;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What is wrong with a bitmap, as far as its bits are concerned. */
final class DirtyProblems {

    private final DirtyBitmap bitmap;
    private final EntryTable table;
    private final Geometry geometry;
    private final ByteSource source;
    private final MetadataAreas areas;

    /** The problems of a bitmap that knows its table. */
    DirtyProblems(DirtyBitmap bitmap) {
        this.bitmap = bitmap;
        table = bitmap.table();
        geometry = bitmap.geometry();
        source = bitmap.source();
        areas = MetadataAreas.of(bitmap.image(), table);
    }

    /** What is wrong with the bitmap as a whole, worst first: the errors of its directory entry. */
    List<Problem> ofBitmap() {
        return bitmap.bitmap().view().fields().stream()
                .flatMap(field -> bitmap.bitmap().view().problems(field).stream())
                .filter(problem -> problem.severity() == Severity.ERROR)
                .toList();
    }

    /** What is wrong with a table entry; see {@link DirtyBitmap#problem}. */
    @Nullable Problem of(long entry) {
        if (entry >= table.count()) {
            return Problem.error("bitmap-entry-missing", "The bitmap table has no entry %d: it ends after %d."
                    .formatted(entry, table.count()));
        }
        View<Area> view = new View<>(BitmapTableEntry.STRUCT, Area.file(geometry), source, table.range(entry).offset());
        List<Problem> broken = view.problems(BitmapTableEntry.ENTRY);
        if (!broken.isEmpty()) {
            return named(entry, broken.getFirst());
        }
        BitmapTableEntry stored = new BitmapTableEntry(view.raw(BitmapTableEntry.ENTRY));
        if (stored.offset() == 0) {
            return null;
        }
        ByteRange data = new ByteRange(stored.offset(), geometry.clusterSize());
        long needed = Math.min(data.length(), bitmap.bits(entry).length() + 7 >>> 3);
        long there = source.length() - data.offset();
        String over = areas.overlapping(data);
        return there < needed ? named(entry, Problem.error("bitmap-data-cut",
                "The file ends after %d of %d bytes of bitmap data at 0x%x.".formatted(there, needed, data.offset())))
                : over != null ? named(entry, Problem.error("bitmap-data-overlap",
                "The bitmap data at 0x%x lies on top of %s.".formatted(data.offset(), over)))
                : null;
    }

    private static Problem named(long entry, Problem problem) {
        return new Problem(problem.severity(), problem.rule(), "Table entry " + entry + ": " + problem.message(),
                problem.where());
    }

    /** Whether {@link #of} has anything to say of an entry; does not read a byte. */
    boolean isSound(long entry, BitmapTableEntry stored) {
        return stored.reserved() == 0
                && (stored.offset() == 0
                || bitmap.stateOf(stored) == null
                && source.length() - stored.offset() >= Math.min(
                        geometry.clusterSize(), bitmap.bits(entry).length() + 7 >>> 3)
                && areas.overlapping(new ByteRange(stored.offset(), geometry.clusterSize())) == null);
    }
}
