package io.github.qcowscope.check;

import static io.github.qcowscope.schema.Severity.ERROR;
import static io.github.qcowscope.schema.Severity.WARNING;

import java.util.List;

/** Rules of the snapshot table. */
final class SnapshotRules {

    private static final String SNAPSHOTS = "Snapshots";

    static final Rule TABLE_SHORT = Rule.of("snapshot-table-short", ERROR, SNAPSHOTS,
            "ERROR snapshot table entry %s is incomplete",
            "In a copy, write the number of entries to nb_snapshots.");
    static final Rule TABLE_SIZE_QEMU = Rule.refusing("snapshot-table-size-qemu", WARNING, SNAPSHOTS,
            "Snapshot table is too big",
            "In a copy, run qemu-img check -r all: it drops the snapshots beyond the limit.");
    static final Rule TABLE_END = Rule.of("snapshot-table-end", ERROR, SNAPSHOTS, RefcountRules.PAST_END,
            "In a copy, write the true lengths of the entries' variable parts, or the right nb_snapshots.");
    static final Rule L1_OFFSET = Rule.of("snapshot-l1-offset", ERROR, SNAPSHOTS,
            "ERROR snapshot %s (%s) l1_offset=0x%x: L1 table is not cluster aligned; snapshot table entry corrupted",
            "The snapshot cannot be read: delete it in a copy, and run qemu-img check -r all.");
    static final Rule L1_END = Rule.of("snapshot-l1-end", ERROR, SNAPSHOTS, RefcountRules.PAST_END,
            "The snapshot cannot be read: delete it in a copy, and run qemu-img check -r all.");
    static final Rule L1_SIZE_QEMU = Rule.of("snapshot-l1-size-qemu", WARNING, SNAPSHOTS,
            "ERROR snapshot %s (%s) l1_size=0x%x: L1 table is too large; snapshot table entry corrupted",
            "In a copy, write the number of entries that the snapshot's disk size needs.");
    static final Rule DATE = Rule.unseen("snapshot-date-nsec", WARNING, SNAPSHOTS,
            "Nothing needs to be done: only the time that is shown is wrong.");
    static final Rule EXTRA_DATA = Rule.of("snapshot-extra-data", ERROR, SNAPSHOTS,
            "ERROR snapshot table entry %s is incomplete",
            "In a copy, run qemu-img check -r all: it writes the table anew.");
    static final Rule EXTRA_DATA_QEMU = Rule.refusing("snapshot-extra-data-qemu", WARNING, SNAPSHOTS,
            "Too much extra metadata in snapshot table entry %s",
            "In a copy, run qemu-img check -r all: it drops the extra data.");
    static final Rule ID_UNIQUE = Rule.unseen("snapshot-id-unique", ERROR, SNAPSHOTS,
            "In a copy, change one of the IDs.");
    static final Rule DATA_FILE = Rule.of("snapshot-data-file", ERROR, "Header",
            "ERROR %s snapshots in image with data file",
            "Snapshots cannot be kept with an external data file. In a copy, delete them.");

    static final List<Rule> ALL = List.of(TABLE_SHORT, TABLE_SIZE_QEMU, TABLE_END, L1_OFFSET, L1_END, L1_SIZE_QEMU,
            DATE, EXTRA_DATA, EXTRA_DATA_QEMU, ID_UNIQUE, DATA_FILE);

    private SnapshotRules() {}
}
