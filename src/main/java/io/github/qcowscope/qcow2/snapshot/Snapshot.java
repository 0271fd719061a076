package io.github.qcowscope.qcow2.snapshot;

import io.github.qcowscope.bytes.ByteRange;
import io.github.qcowscope.bytes.Span;
import io.github.qcowscope.qcow2.layout.Area;
import io.github.qcowscope.qcow2.layout.ClusterPointer;
import io.github.qcowscope.qcow2.layout.EntryTable;
import io.github.qcowscope.qcow2.mapping.L1Entry;
import io.github.qcowscope.schema.Field;
import io.github.qcowscope.schema.Severity;
import io.github.qcowscope.schema.Struct;
import io.github.qcowscope.schema.Units;
import io.github.qcowscope.schema.View;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;

/**
 * An internal snapshot: its entry in the snapshot table (section "Snapshots").
 *
 * @param view  the declaration laid over the entry
 * @param index place in the table, from 0
 */
public record Snapshot(View<Area> view, int index) {

    /** Bytes of an entry before its extra data. */
    public static final int FIXED = 40;
    private static final int VM_STATE_END = 48;
    private static final int DISK_SIZE_END = 56;
    private static final int ICOUNT_END = 64;
    private static final int QEMU_L1_SIZE = 1 << 22;
    private static final int QEMU_EXTRA_DATA = 1024;
    private static final int NANOSECONDS = 1_000_000_000;

    /** Where the L1 table starts. */
    public static final Field<Area> L1_TABLE_OFFSET = Field.<Area>number("l1_table_offset", 0, 8)
            .doc("Where the snapshot's L1 table starts; a multiple of the cluster size.")
            .pointer(view -> {
                long offset = view.raw(Snapshot.L1_TABLE_OFFSET);
                return offset == 0 ? null : Span.of(view.source(), offset, view.raw(Snapshot.L1_SIZE) * L1Entry.SIZE);
            })
            .rule(Severity.ERROR, "snapshot-l1-offset", (view, raw) ->
                    ClusterPointer.misaligned(view.context().geometry(), "The snapshot's L1 table", raw));
    /** Entries of the L1 table. */
    public static final Field<Area> L1_SIZE = Field.<Area>number("l1_size", 8, 4)
            .doc("Number of entries in the snapshot's L1 table.")
            .rule(Severity.ERROR, "snapshot-l1-end", (view, raw) -> {
                long offset = view.raw(L1_TABLE_OFFSET);
                return raw == 0 || !view.context().geometry().isPastEnd(offset, raw * L1Entry.SIZE) ? null
                        : "The snapshot's L1 table, %s at 0x%x, reaches past the end of the file."
                                .formatted(Units.bytes(raw * L1Entry.SIZE), offset);
            })
            .rule(Severity.WARNING, "snapshot-l1-size-qemu", (view, raw) -> raw <= QEMU_L1_SIZE ? null
                    : "QEMU supports L1 tables of at most %d entries; this one claims %d."
                            .formatted(QEMU_L1_SIZE, raw));
    /** Length of the ID. */
    public static final Field<Area> ID_STR_SIZE = Field.<Area>number("id_str_size", 12, 2)
            .doc("Length of the snapshot's ID in bytes.");
    /** Length of the name. */
    public static final Field<Area> NAME_SIZE = Field.<Area>number("name_size", 14, 2)
            .doc("Length of the snapshot's name in bytes.");
    /** Seconds since the epoch. */
    public static final Field<Area> DATE_SEC = Field.<Area>number("date_sec", 16, 4)
            .doc("When the snapshot was taken, in seconds since 1970 (UTC).")
            .meaning(v -> Instant.ofEpochSecond(v).toString());
    /** Nanoseconds. */
    public static final Field<Area> DATE_NSEC = Field.<Area>number("date_nsec", 20, 4)
            .doc("The part of the time below a second, in nanoseconds.")
            .rule(Severity.WARNING, "snapshot-date-nsec", (view, raw) -> raw < NANOSECONDS ? null
                    : raw + " nanoseconds are more than a second.");
    /** How long the guest had run. */
    public static final Field<Area> VM_CLOCK_NSEC = Field.<Area>number("vm_clock_nsec", 24, 8)
            .doc("How long the guest had been running, in nanoseconds.")
            .meaning(v -> v < 0 ? "" : Duration.ofNanos(v).toString().substring(2).toLowerCase(Locale.ROOT));
    /** Size of the VM state, 32 bits. */
    public static final Field<Area> VM_STATE_SIZE = Field.<Area>number("vm_state_size", 32, 4)
            .doc("Size of the saved VM state in bytes, 0 if there is none. The 64-bit field counts where it is"
                    + " present.")
            .meaning(Units::bytes);
    /** Length of the extra data. */
    public static final Field<Area> EXTRA_DATA_SIZE = Field.<Area>number("extra_data_size", 36, 4)
            .doc("Length of the extra data in bytes; version 3 needs at least 16.")
            .rule(Severity.ERROR, "snapshot-extra-data", (view, raw) ->
                    view.context().geometry().version() == 2 || raw >= DISK_SIZE_END - FIXED ? null
                            : "A version 3 image must have at least 16 bytes of extra data; this entry has " + raw
                                    + ".")
            .rule(Severity.WARNING, "snapshot-extra-data-qemu", (view, raw) -> raw <= QEMU_EXTRA_DATA ? null
                    : "QEMU supports at most 1024 bytes of extra data and refuses this entry's " + raw + ".");
    /** Size of the VM state, 64 bits. */
    public static final Field<Area> VM_STATE_SIZE_LARGE = Field.<Area>number("vm_state_size_large", FIXED, 8)
            .when(view -> extraLength(view) >= VM_STATE_END - FIXED)
            .doc("Size of the saved VM state in bytes, 0 if there is none.")
            .meaning(Units::bytes);
    /** Size of the virtual disk. */
    public static final Field<Area> DISK_SIZE = Field.<Area>number("disk_size", VM_STATE_END, 8)
            .when(view -> extraLength(view) >= DISK_SIZE_END - FIXED)
            .doc("Size of the virtual disk when the snapshot was taken, in bytes.")
            .meaning(Units::bytes);
    /** Instruction count. */
    public static final Field<Area> ICOUNT = Field.<Area>number("icount", DISK_SIZE_END, 8)
            .when(view -> extraLength(view) >= ICOUNT_END - FIXED)
            .doc("Instruction count of record/replay when the snapshot was taken; -1 if it was off.")
            .meaning(v -> v == -1 ? "off" : "");
    /** Extra data beyond the known fields. */
    public static final Field<Area> FURTHER_EXTRA_DATA = Field.<Area>variable("further_extra_data", Field.Type.BYTES,
                    view -> FIXED + knownExtra(view), view -> extraLength(view) - knownExtra(view))
            .when(view -> extraLength(view) > knownExtra(view))
            .doc("Extra data that the specification does not define.");
    /** The ID. */
    public static final Field<Area> ID_STR = Field.<Area>variable("id_str", Field.Type.TEXT,
                    view -> FIXED + extraLength(view), Snapshot::idLength)
            .when(view -> idLength(view) > 0)
            .doc("Unique ID of the snapshot; no zero byte ends it.");
    /** The name. */
    public static final Field<Area> NAME = Field.<Area>variable("name", Field.Type.TEXT,
                    view -> FIXED + extraLength(view) + idLength(view), Snapshot::nameLength)
            .when(view -> nameLength(view) > 0)
            .doc("Name of the snapshot; no zero byte ends it.");
    private static final Field<Area> PADDING = Field.<Area>variable("padding", Field.Type.BYTES,
                    view -> variableEnd(view) - view.offset(), Snapshot::paddingLength)
            .when(view -> paddingLength(view) > 0)
            .doc("Rounds the entry up to a multiple of 8 bytes.");

    /** The declaration. */
    public static final Struct<Area> STRUCT = new Struct<>("Snapshot table entry", "Snapshots", List.of(
            L1_TABLE_OFFSET, L1_SIZE, ID_STR_SIZE, NAME_SIZE, DATE_SEC, DATE_NSEC, VM_CLOCK_NSEC, VM_STATE_SIZE,
            EXTRA_DATA_SIZE, VM_STATE_SIZE_LARGE, DISK_SIZE, ICOUNT, FURTHER_EXTRA_DATA, ID_STR, NAME, PADDING));

    /** The entry's bytes, with the padding, as far as the file has them. */
    public ByteRange range() {
        return new ByteRange(view.offset(), view.context().clip(view.offset(), entryLength(view)));
    }

    /** The ID; empty where there is none. */
    public String id() {
        return view.has(ID_STR) ? view.text(ID_STR) : "";
    }

    /** The name; empty where there is none. */
    public String name() {
        return view.has(NAME) ? view.text(NAME) : "";
    }

    /** When it was taken. */
    public Instant time() {
        return Instant.ofEpochSecond(view.raw(DATE_SEC), view.raw(DATE_NSEC));
    }

    /** The L1 table, as far as the file has it. */
    public EntryTable l1Table() {
        return EntryTable.of(view.context().geometry(), view.source(), view.raw(L1_TABLE_OFFSET), view.raw(L1_SIZE),
                L1Entry.SIZE);
    }

    /** Size of the saved VM state in bytes, to be taken as unsigned; 0 if there is none. */
    public long vmStateSize() {
        return view.has(VM_STATE_SIZE_LARGE) ? view.raw(VM_STATE_SIZE_LARGE) : view.raw(VM_STATE_SIZE);
    }

    /** Size of the virtual disk when the snapshot was taken; the image's present size where the entry does not tell. */
    public long diskSize() {
        return view.has(DISK_SIZE) ? view.raw(DISK_SIZE) : view.context().geometry().virtualSize();
    }

    /** Bytes of the entry as it declares itself, with the padding. */
    static long entryLength(View<Area> view) {
        long end = FIXED + view.raw(EXTRA_DATA_SIZE) + view.raw(ID_STR_SIZE) + view.raw(NAME_SIZE);
        return end + (-end & 7);
    }

    private static long extraLength(View<Area> view) {
        return view.context().clip(view.offset() + FIXED, view.raw(EXTRA_DATA_SIZE));
    }

    private static long knownExtra(View<Area> view) {
        return Math.min(ICOUNT_END - FIXED, extraLength(view) & ~7L);
    }

    private static long idLength(View<Area> view) {
        return view.context().clip(view.offset() + FIXED + extraLength(view), view.raw(ID_STR_SIZE));
    }

    private static long nameLength(View<Area> view) {
        return view.context().clip(view.offset() + FIXED + extraLength(view) + idLength(view), view.raw(NAME_SIZE));
    }

    private static long variableEnd(View<Area> view) {
        return view.offset() + FIXED + extraLength(view) + idLength(view) + nameLength(view);
    }

    private static long paddingLength(View<Area> view) {
        long end = variableEnd(view);
        return view.context().clip(end, -(end - view.offset()) & 7);
    }
}
