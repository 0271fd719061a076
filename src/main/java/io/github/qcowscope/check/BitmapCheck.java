package io.github.qcowscope.check;

import io.github.qcowscope.bytes.Bits;
import io.github.qcowscope.bytes.ByteSource;
import io.github.qcowscope.bytes.Span;
import io.github.qcowscope.qcow2.bitmap.Bitmap.Verdict;
import io.github.qcowscope.qcow2.bitmap.Bitmap;
import io.github.qcowscope.qcow2.bitmap.BitmapDirectory;
import io.github.qcowscope.qcow2.bitmap.BitmapTableEntry;
import io.github.qcowscope.qcow2.dirty.DirtyBitmap;
import io.github.qcowscope.qcow2.header.HeaderExtension;
import io.github.qcowscope.qcow2.layout.Area;
import io.github.qcowscope.qcow2.layout.EntryTable;
import io.github.qcowscope.qcow2.layout.Geometry;
import io.github.qcowscope.schema.Field;
import io.github.qcowscope.schema.Node;
import io.github.qcowscope.schema.Problem;
import io.github.qcowscope.schema.View;
import java.util.HashMap;
import java.util.Map;

/** The rules of the bitmap directory, of bitmap tables and of bitmap data, and what each bitmap is worth. */
final class BitmapCheck {

    private static final String PATH = "bitmaps";

    private final Inspection inspection;
    private final Budget budget;
    private final Geometry geometry;
    private final ByteSource source;
    /** Whether QEMU reads the bitmaps at all. */
    private final boolean read;
    private final Map<Integer, Integer> firstWithHash = new HashMap<>();

    BitmapCheck(Inspection inspection, Budget budget) {
        this.inspection = inspection;
        this.budget = budget;
        geometry = inspection.geometry();
        source = inspection.image().source();
        read = inspection.image().bitmapsAreConsistent();
    }

    /** Checks all bitmaps, and hands back a verdict for each. */
    Verdict[] run() {
        BitmapDirectory directory = inspection.image().bitmaps().orElse(null);
        if (directory == null) {
            return new Verdict[0];
        }
        HeaderExtension extension = directory.extension();
        if (!read) {
            inspection.found(Finding.of(BitmapRules.IGNORED, new Span(source, extension.range()), PATH,
                    "Autoclear bit 0 is clear: a program that does not know bitmaps has written to the image, and"
                            + " none of them can be trusted."));
        }
        new DirectoryShape(inspection, directory).run();
        Verdict[] verdicts = new Verdict[directory.count()];
        for (int i = 0; i < verdicts.length; i++) {
            inspection.progress().check();
            verdicts[i] = bitmap(directory, directory.get(i));
        }
        return verdicts;
    }

    private Verdict bitmap(BitmapDirectory directory, Bitmap bitmap) {
        String path = Node.join(PATH, bitmap.key());
        boolean[] refused = {false};
        Lift.fields(inspection, path, bitmap.view(),
                (field, problem) -> problem.rule().equals(Lift.PADDING) ? BitmapRules.PADDING
                        : BitmapRules.FLAGS_RESERVED,
                (rule, field, problem, where, at) -> {
                    Finding found = finding(bitmap, rule, field, problem, where, at);
                    refused[0] |= found.refuses();
                    return found;
                });
        sectors(bitmap, path);
        boolean sound = !refused[0] & isNameUnique(directory, bitmap, path);
        sound &= table(bitmap, Node.join(path, "table"));
        Verdict verdict = bitmap.verdict(read);
        return verdict == Verdict.IGNORED || sound ? verdict : Verdict.REFUSED;
    }

    private Finding finding(Bitmap bitmap, Rule rule, Field<Area> field, Problem problem, Span where, String path) {
        View<Area> view = bitmap.view();
        // QEMU does not read the table of a bitmap that is in use until it is checked.
        if (rule == BitmapRules.TABLE_END && isUnreadable(bitmap) && !bitmap.has(Bitmap.IN_USE)) {
            return forBitmap(BitmapRules.TABLE_UNREADABLE, where, path, problem.message(), name(bitmap));
        }
        if (rule == BitmapRules.TABLE_END) {
            return forBitmap(rule, where, path, problem.message(), view.raw(field),
                    view.raw(Bitmap.BITMAP_TABLE_SIZE) * BitmapTableEntry.SIZE);
        }
        boolean small = rule == BitmapRules.TABLE_SIZE && isTooSmallForQemu(bitmap);
        return forBitmap(small ? BitmapRules.TABLE_SIZE_SMALL : rule, where, path, problem.message(), name(bitmap));
    }

    private static boolean isUnreadable(Bitmap bitmap) {
        long offset = bitmap.view().raw(Bitmap.BITMAP_TABLE_OFFSET);
        return offset < 0 || offset > Inspection.LAST_OFFSET;
    }

    /** QEMU counts the virtual disk in whole sectors, and may need an entry less where it ends inside one. */
    private void sectors(Bitmap bitmap, String path) {
        long bits = Geometry.ceilDiv(geometry.virtualSize() & -512, 1L << Math.min(62, bitmap.granularityBits()));
        long needed = Geometry.ceilDiv(bits, geometry.clusterSize() * Byte.SIZE);
        long size = bitmap.view().raw(Bitmap.BITMAP_TABLE_SIZE);
        if (read && !bitmap.has(Bitmap.IN_USE) && size == bitmap.neededEntries() && size != needed) {
            inspection.found(Finding.of(BitmapRules.TABLE_SIZE, bitmap.view().span(Bitmap.BITMAP_TABLE_SIZE), path,
                    "The table has an entry for the last %d bytes of the virtual disk, which QEMU leaves out."
                            .formatted(geometry.virtualSize() & 511), name(bitmap)));
        }
    }

    /** QEMU compares bytes rather than entries, and so tells a table that is too small from one that is too large. */
    private boolean isTooSmallForQemu(Bitmap bitmap) {
        long bits = bitmap.view().raw(Bitmap.BITMAP_TABLE_SIZE) << geometry.clusterBits() + 3;
        int shift = bitmap.granularityBits();
        return shift < Long.numberOfLeadingZeros(bits) && geometry.virtualSize() > bits << shift;
    }

    private Finding forBitmap(Rule rule, Span where, String path, String message, Object... values) {
        Finding found = Finding.of(rule, where, path, message, values);
        return read ? found : found.withoutQemuMessage();
    }

    /** The name up to a zero byte, where QEMU takes it to end. */
    private static String name(Bitmap bitmap) {
        return Lift.upToZero(bitmap.name());
    }

    private boolean isNameUnique(BitmapDirectory directory, Bitmap bitmap, String path) {
        String name = name(bitmap);
        Integer first = firstWithHash.putIfAbsent(name.hashCode(), bitmap.index());
        if (first == null || name.isEmpty() || !name(directory.get(first)).equals(name)) {
            return true;
        }
        Finding found = forBitmap(BitmapRules.NAME_UNIQUE, bitmap.view().span(Bitmap.NAME), path,
                "Bitmap %d has the same name.".formatted(first), name);
        // QEMU skips a bitmap that is in use where another one has its name.
        inspection.found(bitmap.has(Bitmap.IN_USE) ? found.withoutQemuMessage() : found);
        return false;
    }

    private boolean table(Bitmap bitmap, String path) {
        EntryTable table = bitmap.table();
        if (!budget.spend(table.range().length())) {
            return true;
        }
        boolean[] sound = {true};
        DirtyBitmap decoded = new DirtyBitmap(inspection.image(), bitmap);
        table.scan(0, inspection.progress(), (index, raw, second) -> {
            if (raw >>> 1 != 0) {
                sound[0] &= entry(bitmap, table, index, path);
                data(decoded, index, path);
            }
            return true;
        });
        tail(bitmap, table, path);
        return sound[0];
    }

    private boolean entry(Bitmap bitmap, EntryTable table, long index, String path) {
        BitmapTableEntry entry = new BitmapTableEntry(table.raw(index));
        boolean valid = entry.reserved() == 0 && entry.type() != BitmapTableEntry.Type.INVALID
                && geometry.isAligned(entry.offset());
        boolean inside = !geometry.isPastEnd(entry.offset(), geometry.clusterSize());
        if (valid && inside) {
            return true;
        }
        View<Area> view = new View<>(BitmapTableEntry.STRUCT, Area.file(geometry), source, table.range(index).offset());
        Lift.field(inspection, Node.join(path, Long.toString(index)), view, BitmapTableEntry.ENTRY,
                (field, problem) -> BitmapRules.ENTRY_RESERVED,
                (rule, field, problem, where, at) -> {
                    if (rule == BitmapRules.ENTRY_END) {
                        return forBitmap(rule, where, at, problem.message(), entry.offset(), geometry.clusterSize());
                    }
                    // QEMU does not read the table of a bitmap that is in use until it is checked.
                    Finding found = forBitmap(rule, where, at, problem.message(), name(bitmap));
                    return bitmap.has(Bitmap.IN_USE) ? found.withoutQemuMessage() : found;
                });
        return valid;
    }

    /** What the tree marks at the data, and QEMU does not look at, or only counts. */
    private void data(DirtyBitmap bitmap, long index, String path) {
        Problem problem = index < bitmap.bitmap().neededEntries() ? bitmap.problem(index) : null;
        Rule rule = problem == null ? null : problem.rule().equals(BitmapRules.DATA_CUT.name()) ? BitmapRules.DATA_CUT
                : problem.rule().equals(BitmapRules.DATA_OVERLAP.name()) ? BitmapRules.DATA_OVERLAP : null;
        if (rule != null) {
            long offset = new BitmapTableEntry(bitmap.bitmap().table().raw(index)).offset();
            inspection.found(Finding.of(rule, inspection.span(offset, geometry.clusterSize()),
                    Node.join(path, Long.toString(index)), problem.message()));
        }
    }

    /** Bits of the last data cluster behind those that stand for the virtual disk. */
    private void tail(Bitmap bitmap, EntryTable table, String path) {
        long needed = bitmap.neededEntries();
        long perCluster = geometry.clusterSize() * Byte.SIZE;
        long used = bitmap.bitCount() % perCluster;
        if (needed == 0 || needed > table.count() || used == 0 || bitmap.has(Bitmap.IN_USE)) {
            return;
        }
        BitmapTableEntry last = new BitmapTableEntry(table.raw(needed - 1));
        if (last.type() != BitmapTableEntry.Type.SERIALIZED || !budget.spend(geometry.clusterSize())) {
            return;
        }
        long bit = TailBits.firstSet(source, last.offset(), used, perCluster, inspection.progress());
        if (bit >= 0) {
            Span where = new Span(source, Span.of(source, last.offset() + bit / Byte.SIZE, 1).range(),
                    Bits.bit((int) (bit % Byte.SIZE)));
            inspection.found(forBitmap(BitmapRules.TAIL, where, Node.join(path, Long.toString(needed - 1)),
                    "Bit %d of the last data cluster is set, and the virtual disk ends before it.".formatted(bit)));
        }
    }
}
