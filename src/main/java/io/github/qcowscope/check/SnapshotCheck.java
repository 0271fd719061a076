package io.github.qcowscope.check;

import io.github.qcowscope.bytes.Span;
import io.github.qcowscope.qcow2.header.Header;
import io.github.qcowscope.qcow2.layout.Area;
import io.github.qcowscope.qcow2.layout.Geometry;
import io.github.qcowscope.qcow2.layout.TreePaths;
import io.github.qcowscope.qcow2.mapping.L1Entry;
import io.github.qcowscope.qcow2.snapshot.Snapshot;
import io.github.qcowscope.schema.Field;
import io.github.qcowscope.schema.Node;
import io.github.qcowscope.schema.Problem;
import io.github.qcowscope.schema.View;
import java.util.HashMap;
import java.util.Map;

/** The rules of the snapshot table. */
final class SnapshotCheck {

    /** What version 3 must have: the size of the VM state and that of the disk. */
    private static final int NEEDED_EXTRA_DATA = 16;

    private final Inspection inspection;
    private final QemuSnapshots snapshots;
    private final Geometry geometry;
    private final Header header;
    private final Map<Integer, Snapshot> firstWithHash = new HashMap<>();

    SnapshotCheck(Inspection inspection, QemuSnapshots snapshots) {
        this.inspection = inspection;
        this.snapshots = snapshots;
        geometry = inspection.geometry();
        header = inspection.image().header();
    }

    void run() {
        table();
        snapshots.forEach(this::snapshot);
        if (snapshots.missing() > 0) {
            boolean needsExtraData = geometry.version() > 2;
            inspection.corruptions += needsExtraData ? snapshots.missing() : 0;
            Finding found = Finding.of(SnapshotRules.TABLE_SHORT, header.view().span(Header.NB_SNAPSHOTS),
                    TreePaths.SNAPSHOTS, "The header counts %d snapshots; the file ends after %d of them.".formatted(
                            header.raw(Header.NB_SNAPSHOTS), snapshots.present()), snapshots.present());
            inspection.found(needsExtraData ? found : found.withoutQemuMessage());
        }
    }

    private void table() {
        long offset = header.raw(Header.SNAPSHOTS_OFFSET);
        long declared = header.raw(Header.NB_SNAPSHOTS);
        if (declared > QemuSnapshots.MOST) {
            giveUp(Header.NB_SNAPSHOTS, "There are more snapshots than QEMU reads.", "File too large");
        } else if (!geometry.isAligned(offset) || offset < 0) {
            giveUp(Header.SNAPSHOTS_OFFSET, "The snapshot table cannot lie at 0x%x.".formatted(offset),
                    "Invalid argument");
        } else if (declared > 0 && offset > Inspection.LAST_OFFSET) {
            giveUp(Header.SNAPSHOTS_OFFSET, "The snapshot table cannot lie at 0x%x.".formatted(offset),
                    "Input/output error");
        } else if (snapshots.isTooLong()) {
            found(SnapshotRules.TABLE_SIZE_QEMU, inspection.span(offset, snapshots.length()), TreePaths.SNAPSHOTS,
                    "The snapshot table is longer than the 64 MiB that QEMU reads.");
            giveUp(Header.SNAPSHOTS_OFFSET, "The snapshot table is longer than QEMU reads.", "File too large");
        }
        if (snapshots.length() > 0 && geometry.isPastEnd(offset, snapshots.length())) {
            found(SnapshotRules.TABLE_END, inspection.span(offset, snapshots.length()), TreePaths.SNAPSHOTS,
                    "The snapshot table reaches past the end of the file.", offset, snapshots.length());
        }
        if (geometry.dataFile() && declared > 0) {
            found(SnapshotRules.DATA_FILE, header.view().span(Header.NB_SNAPSHOTS), TreePaths.SNAPSHOTS,
                    "An image with an external data file must not have snapshots.", declared);
        }
    }

    private void giveUp(Field<Void> field, String message, String reason) {
        inspection.giveUp(header.view().span(field), Node.join("header", field.name()), message, reason);
    }

    private void snapshot(Snapshot snapshot) {
        inspection.progress().check();
        String path = TreePaths.snapshot(snapshot.index());
        View<Area> view = snapshot.view();
        Lift.fields(inspection, path, view, (field, problem) -> HeaderRules.PADDING,
                (rule, field, problem, where, at) -> finding(snapshot, rule, problem, where, at));
        if (geometry.version() > 2 && view.raw(Snapshot.EXTRA_DATA_SIZE) < NEEDED_EXTRA_DATA) {
            inspection.corruptions++;
            if (!view.isReadable(Snapshot.EXTRA_DATA_SIZE)) {
                found(SnapshotRules.EXTRA_DATA, view.span(Snapshot.EXTRA_DATA_SIZE), path,
                        "The file ends inside the entry: it has no extra data.", snapshot.index());
            }
        }
        if (QemuSnapshots.hasTooMuchExtraData(snapshot)) {
            inspection.giveUp(
                    view.span(Snapshot.EXTRA_DATA_SIZE), path, "A snapshot has more extra data than QEMU reads.",
                    "File too large");
        }
        String id = snapshot.id();
        Snapshot first = firstWithHash.putIfAbsent(id.hashCode(), snapshot);
        if (first != null && first.id().equals(id)) {
            found(SnapshotRules.ID_UNIQUE, id.isEmpty() ? view.span(Snapshot.ID_STR_SIZE) : view.span(Snapshot.ID_STR),
                    path, "Snapshot %d has the same ID.".formatted(first.index()));
        }
    }

    private Finding finding(Snapshot snapshot, Rule rule, Problem problem, Span where, String path) {
        long offset = snapshot.view().raw(Snapshot.L1_TABLE_OFFSET);
        long size = snapshot.view().raw(Snapshot.L1_SIZE);
        // QEMU stops at the first of these: alignment, size, end.
        boolean misaligned = !geometry.isAligned(offset);
        boolean unsaid = rule == SnapshotRules.L1_SIZE_QEMU && misaligned
                || rule == SnapshotRules.L1_END && (misaligned || size > MappingWalk.MOST_ENTRIES);
        if (unsaid) {
            return (rule == SnapshotRules.L1_END
                    ? Finding.of(rule, where, path, problem.message(), offset, size * L1Entry.SIZE)
                    : Finding.of(rule, where, path, problem.message(), "", "", size)).withoutQemuMessage();
        }
        return rule == SnapshotRules.L1_OFFSET || rule == SnapshotRules.L1_SIZE_QEMU
                ? Finding.of(rule, where, path, problem.message(), Lift.upToZero(snapshot.id()),
                        Lift.upToZero(snapshot.name()), rule == SnapshotRules.L1_OFFSET ? offset : size)
                : rule == SnapshotRules.L1_END
                ? Finding.of(rule, where, path, problem.message(), offset, size * L1Entry.SIZE)
                : Finding.of(rule, where, path, problem.message(), snapshot.index());
    }

    private void found(Rule rule, Span where, String path, String message, Object... values) {
        inspection.found(Finding.of(rule, where, path, message, values));
    }
}
