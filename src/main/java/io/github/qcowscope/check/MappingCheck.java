package io.github.qcowscope.check;

import io.github.qcowscope.bytes.ByteSource;
import io.github.qcowscope.bytes.Span;
import io.github.qcowscope.qcow2.header.Header;
import io.github.qcowscope.qcow2.layout.Area;
import io.github.qcowscope.qcow2.layout.Geometry;
import io.github.qcowscope.qcow2.layout.TreePaths;
import io.github.qcowscope.qcow2.mapping.CompressedCluster;
import io.github.qcowscope.qcow2.mapping.L1Entry;
import io.github.qcowscope.qcow2.mapping.L2Entry;
import io.github.qcowscope.qcow2.snapshot.Snapshot;
import io.github.qcowscope.schema.Field;
import io.github.qcowscope.schema.Problem;
import io.github.qcowscope.schema.Struct;
import io.github.qcowscope.schema.View;
import org.jspecify.annotations.Nullable;

/** Says what is wrong with the L1 and L2 entries that the walk over the image has found flawed. */
final class MappingCheck {

    private final Inspection inspection;
    private final MappingFlaws flaws;
    private final CopiedFlags copied;
    private final Budget budget;
    private final Geometry geometry;
    private final ByteSource source;
    private final Area area;
    private final L2Scanner scanner;
    private final Struct<Area> compressed;
    private final Numbers l2Numbers;

    MappingCheck(Inspection inspection, MappingFlaws flaws, CopiedFlags copied, Budget budget) {
        this.inspection = inspection;
        this.flaws = flaws;
        this.copied = copied;
        this.budget = budget;
        geometry = inspection.geometry();
        source = inspection.image().source();
        area = Area.file(geometry);
        scanner = new L2Scanner(source, geometry);
        l2Numbers = new Numbers(source, geometry.clusterSize() / Long.BYTES);
        compressed = CompressedCluster.struct(geometry.clusterBits());
    }

    /** Goes through all L1 tables once more, and through the L2 tables that have flaws. */
    void run(QemuSnapshots snapshots) {
        Header header = inspection.image().header();
        table(header.raw(Header.L1_TABLE_OFFSET), header.raw(Header.L1_SIZE), TreePaths.ACTIVE);
        snapshots.forEach(snapshot -> {
            long offset = snapshot.view().raw(Snapshot.L1_TABLE_OFFSET);
            if (inspection.wantsFindings() && geometry.isAligned(offset)) {
                table(offset, snapshot.view().raw(Snapshot.L1_SIZE), snapshot.index());
            }
        });
    }

    private void table(long offset, long size, int snapshot) {
        long entries = Math.min(MappingWalk.MOST_ENTRIES, size);
        if (!budget.spend(Numbers.bytesInFile(source, offset, entries))) {
            return;
        }
        new Numbers(source, entries).read(offset, entries, inspection.progress(), (raws, count, first) -> {
            for (int i = 0; i < count && inspection.wantsFindings(); i++) {
                if (raws[i] != 0) {
                    long at = offset + (first + i) * L1Entry.SIZE;
                    l1Entry(new View<>(L1Entry.STRUCT, area, source, at), new L1Entry(raws[i]), snapshot, first + i);
                }
            }
            return inspection.wantsFindings();
        });
    }

    private void l1Entry(View<Area> view, L1Entry entry, int snapshot, long index) {
        boolean active = snapshot == TreePaths.ACTIVE;
        String path = TreePaths.l1Entry(snapshot, index);
        Lift.field(inspection, path, view, L1Entry.ENTRY, (field, problem) -> MappingRules.L1_RESERVED,
                (rule, field, problem, where, at) -> rule == MappingRules.L1_RESERVED
                        ? Finding.of(rule, where, at, problem.message(), entry.raw())
                        : Finding.of(rule, where, at, problem.message(), entry.offset(), geometry.clusterSize()));
        if (active && copied.isWrong(entry)) {
            inspection.found(copiedFlag(MappingRules.L1_COPIED, view, L1Entry.ENTRY, path, entry.isCopied(),
                    copied.refcount(entry).orElse(0), index, entry.raw(), unsigned(copied.refcount(entry).orElse(0))));
        }
        // What QEMU does not look at must be looked at here: the offsets in an external data file.
        boolean everyTable = active && geometry.dataFile();
        if ((flaws.takeTable(entry.offset()) || everyTable) && budget.spend(geometry.clusterSize())) {
            // QEMU skips the copied flags behind an entry that leads nowhere, or whose own refcount it cannot read.
            boolean flagsCount = active && entry.offset() != 0 && copied.refcount(entry).isPresent();
            l2Table(entry.offset(), flagsCount, snapshot, index);
        }
    }

    private void l2Table(long offset, boolean flagsCount, int snapshot, long l1Index) {
        int perEntry = geometry.l2EntrySize() / Long.BYTES;
        l2Numbers.read(offset, geometry.clusterSize() / Long.BYTES, inspection.progress(), (raws, count, first) -> {
            for (int i = 0; i < count && inspection.wantsFindings(); i += perEntry) {
                L2Entry entry = new L2Entry(raws[i], perEntry == 1 ? 0 : raws[i + 1]);
                if (entry.raw() != 0 || entry.subclusters() != 0) {
                    l2Entry(entry, offset + (first + i) * Long.BYTES, flagsCount, snapshot, l1Index,
                            (first + i) / perEntry);
                }
            }
            return inspection.wantsFindings();
        });
    }

    private void l2Entry(L2Entry entry, long at, boolean flagsCount, int snapshot, long l1Index, long index) {
        boolean active = snapshot == TreePaths.ACTIVE;
        boolean wrongFlag = flagsCount && copied.isWrong(entry);
        long guestOffset = (l1Index * geometry.l2Entries() + index) << geometry.clusterBits();
        boolean wrongPlace = active && geometry.dataFile() && entry.offset() != guestOffset
                && scanner.type(entry.raw()) == L2Scanner.Type.STANDARD;
        if (!wrongFlag && !wrongPlace && !isSuspect(entry)) {
            return;
        }
        View<Area> view = new View<>(entry.isCompressed() ? compressed : L2Entry.STRUCT, area, source, at);
        Field<Area> field = view.struct().fields().getFirst();
        String path = TreePaths.l2Entry(snapshot, l1Index, index);
        for (Field<Area> part : view.fields()) {
            Lift.field(inspection, path, view, part,
                    (of, problem) -> of == field ? MappingRules.L2_RESERVED : MappingRules.COMPRESSED_SUBCLUSTERS,
                    (rule, of, problem, where, place) -> finding(rule, problem, where, place, entry, index));
        }
        if (wrongFlag) {
            long refcount = copied.refcount(entry).orElse(0);
            inspection.found(
                    copiedFlag(MappingRules.L2_COPIED, view, field, path, entry.isCopied(), refcount, entry.raw(),
                    unsigned(refcount)));
        }
        if (wrongPlace) {
            inspection.found(Finding.of(MappingRules.L2_GUEST_OFFSET, view.span(field), path,
                    "The guest cluster at 0x%x must lie at the same offset in the data file, not at 0x%x."
                            .formatted(guestOffset, entry.offset())));
        }
    }

    /** Whether an entry may break a rule: quick, because it is asked for each entry of a table. */
    private boolean isSuspect(L2Entry entry) {
        if (entry.isCompressed()) {
            CompressedCluster data = CompressedCluster.of(entry.raw(), geometry.clusterBits());
            return entry.isCopied() || geometry.dataFile() || entry.subclusters() != 0
                    || data.offset() >= geometry.fileLength() || geometry.isPastEnd(data.offset(), data.length());
        }
        long bits = entry.subclusters();
        boolean standard = scanner.type(entry.raw()) == L2Scanner.Type.STANDARD;
        return scanner.hasForbiddenBits(entry.raw()) || (bits >>> 32 & bits) != 0
                || !standard && L2Entry.ALLOCATED_SUBCLUSTERS.isSet(bits)
                || !geometry.isAligned(entry.offset())
                || !geometry.dataFile() && geometry.isPastEnd(entry.offset(), geometry.clusterSize());
    }

    private @Nullable Finding finding(Rule rule, Problem problem, Span where, String path, L2Entry entry, long index) {
        long offset = entry.offset();
        if (rule == MappingRules.L2_ALIGNMENT) {
            boolean data = geometry.extendedL2() ? L2Entry.ALLOCATED_SUBCLUSTERS.isSet(entry.subclusters())
                    : !L2Entry.ZERO.isSet(entry.raw());
            return Finding.of(data ? rule : MappingRules.L2_ALIGNMENT_ZERO, where, path, problem.message(), offset);
        }
        if (rule == MappingRules.SUBCLUSTERS) {
            Finding found = Finding.of(rule, where, path, problem.message(), offset);
            return scanner.type(entry.raw()) == L2Scanner.Type.STANDARD ? found : found.withoutQemuMessage();
        }
        if (rule == MappingRules.L2_END) {
            return Finding.of(rule, where, path, problem.message(), offset, geometry.clusterSize());
        }
        if (entry.isCompressed()) {
            CompressedCluster data = CompressedCluster.of(entry.raw(), geometry.clusterBits());
            if (rule == MappingRules.COMPRESSED_END) {
                Finding found = Finding.of(rule, where, path, problem.message(), data.offset(), data.length());
                boolean claimed = !geometry.dataFile() && entry.subclusters() == 0;
                return claimed && geometry.isPastEnd(data.offset(), data.length()) ? found : found.withoutQemuMessage();
            }
            return rule == MappingRules.COMPRESSED_COPIED
                    ? Finding.of(rule, where, path, problem.message(), data.offset())
                    : Finding.of(
                            rule, where, path, problem.message(), index, entry.raw() & ~L2Entry.COPIED.bits().mask());
        }
        return Finding.of(rule, where, path, problem.message(), entry.raw());
    }

    private static Finding copiedFlag(Rule rule, View<Area> view, Field<Area> field, String path, boolean isCopied,
            long refcount, Object... qemuValues) {
        Span number = view.span(field);
        return Finding.of(rule, new Span(number.source(), number.range(), L2Entry.COPIED.bits()), path,
                "Bit 63 says that the refcount %s 1, and it is %s."
                        .formatted(isCopied ? "is" : "is not", unsigned(refcount)),
                qemuValues);
    }

    private static String unsigned(long number) {
        return Long.toUnsignedString(number);
    }
}
