package io.github.qcowscope.check;

import static io.github.qcowscope.schema.Severity.ERROR;
import static io.github.qcowscope.schema.Severity.WARNING;

import java.util.List;

/** Rules of the refcount structures, and of what the check as a whole can say. */
final class RefcountRules {

    /** QEMU's words for a reference that leads past the end of the file. */
    static final String PAST_END = "ERROR: counting reference for region exceeding the end of the file by one cluster"
            + " or more: offset 0x%x size 0x%x";
    private static final String CLUSTERS = "Host cluster management";
    private static final String MISMATCH = "ERROR cluster %s refcount=%s reference=%s";

    static final Rule MISSING = Rule.of("refcount-missing", ERROR, CLUSTERS, MISMATCH,
            "Do not write to the image: QEMU would overwrite the cluster. " + Remedies.REBUILD);
    static final Rule LOW = Rule.of("refcount-low", ERROR, CLUSTERS, MISMATCH,
            "Do not write to the image: QEMU would take the cluster for one that nobody shares. " + Remedies.REBUILD);
    static final Rule LEAKED = Rule.of(
            "cluster-leaked", WARNING, CLUSTERS, "Leaked cluster %s refcount=%s reference=%s", Remedies.LEAKS);
    static final Rule OVERFLOW = Rule.of("refcount-overflow", ERROR, CLUSTERS, "ERROR: overflow cluster offset=0x%x",
            "Convert the image with qemu-img convert, or give a copy wider refcounts with qemu-img amend -o"
                    + " refcount_bits=16.");
    static final Rule OVERLAP = Rule.unseen("cluster-overlap", ERROR, CLUSTERS,
            "Do not write to the image. Copy the guest's data out with qemu-img convert; one of the structures is"
                    + " lost.");
    static final Rule UNREADABLE = Rule.of("refcount-unreadable", ERROR, CLUSTERS,
            "Can't get refcount for cluster %s: Input/output error", Remedies.REBUILD);
    static final Rule BLOCK_RESERVED = Rule.of("refcount-table-reserved", ERROR, CLUSTERS,
            "ERROR refcount table entry %s has reserved bits set", Remedies.REBUILD);
    static final Rule BLOCK_ALIGNMENT = Rule.of("refcount-block-alignment", ERROR, CLUSTERS,
            "ERROR refcount block %s is not cluster aligned; refcount table entry corrupted", Remedies.REBUILD);
    static final Rule BLOCK_END = Rule.of("refcount-block-end", ERROR, CLUSTERS,
            "ERROR refcount block %s is outside image", Remedies.REBUILD);
    static final Rule BLOCK_SHARED = Rule.of(
            "refcount-block-shared", ERROR, CLUSTERS, "ERROR refcount block %s refcount=%s", Remedies.REBUILD);
    static final Rule GIVES_UP = Rule.of("check-gives-up", ERROR, CLUSTERS, "Check failed: %s",
            "QEMU cannot check this image. Mend what the other findings say in a copy, then check it again.");
    static final Rule INCOMPLETE = Rule.unseen("check-incomplete", ERROR, CLUSTERS,
            "The numbers are not exact. Mend what the other findings say in a copy, then check it again.");

    static final List<Rule> ALL = List.of(MISSING, LOW, LEAKED, OVERFLOW, OVERLAP, UNREADABLE, BLOCK_RESERVED,
            BLOCK_ALIGNMENT, BLOCK_END, BLOCK_SHARED, GIVES_UP, INCOMPLETE);

    private RefcountRules() {}
}
