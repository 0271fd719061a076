package io.github.qcowscope.check;

import static io.github.qcowscope.schema.Severity.ERROR;
import static io.github.qcowscope.schema.Severity.NOTE;

import java.util.List;

/** Rules of L1 and L2 tables. */
final class MappingRules {

    private static final String MAPPING = "Cluster mapping";
    private static final String EXTENDED = "Extended L2 Entries";

    static final Rule L1_RESERVED = Rule.of("l1-entry-reserved", ERROR, MAPPING,
            "ERROR found L1 entry with reserved bits set: %x", Remedies.CLEAR_BITS);
    static final Rule L1_ALIGNMENT = Rule.of("l1-entry-alignment", ERROR, MAPPING,
            "ERROR l2_offset=%x: Table is not cluster aligned; L1 entry corrupted",
            "In a copy, write the right offset, if it can be found, or 0: the guest's data behind the entry is lost"
                    + " then.");
    static final Rule L1_END = Rule.of("l1-entry-end", ERROR, MAPPING, RefcountRules.PAST_END,
            "If the file was cut, get the rest. Else write the right offset, or 0, in a copy.");
    static final Rule L1_COPIED = Rule.of("l1-entry-copied", ERROR, MAPPING,
            "ERROR OFLAG_COPIED L2 cluster: l1_index=%s l1_entry=%x refcount=%s", Remedies.REBUILD);
    static final Rule L2_RESERVED = Rule.of("l2-entry-reserved", ERROR, MAPPING,
            "ERROR found l2 entry with reserved bits set: %x", Remedies.CLEAR_BITS);
    static final Rule L2_ALIGNMENT = Rule.of("l2-entry-alignment", ERROR, MAPPING,
            "ERROR offset=%x: Data cluster is not properly aligned; L2 entry corrupted.", Remedies.SALVAGE);
    static final Rule L2_ALIGNMENT_ZERO = Rule.of("l2-entry-alignment-zero", ERROR, MAPPING,
            "ERROR offset=%x: Preallocated cluster is not properly aligned; L2 entry corrupted.", Remedies.SALVAGE);
    static final Rule L2_END = Rule.of("l2-entry-end", ERROR, MAPPING, RefcountRules.PAST_END,
            "If the file was cut, get the rest. " + Remedies.SALVAGE);
    static final Rule L2_COPIED = Rule.of("l2-entry-copied", ERROR, MAPPING,
            "ERROR OFLAG_COPIED data cluster: l2_entry=%x refcount=%s", Remedies.REBUILD);
    static final Rule L2_ZERO_BIT = Rule.unseen("l2-entry-zero-bit", ERROR, MAPPING, Remedies.CLEAR_BITS);
    static final Rule L2_GUEST_OFFSET = Rule.unseen("l2-entry-guest-offset", ERROR, "Header",
            "In a copy, write the guest's own offset into the entry.");
    static final Rule COMPRESSED_OFFSET = Rule.unseen("l2-compressed-offset", ERROR, MAPPING, Remedies.SALVAGE);
    static final Rule COMPRESSED_END = Rule.of("l2-compressed-end", ERROR, MAPPING, RefcountRules.PAST_END,
            "If the file was cut, get the rest. " + Remedies.SALVAGE);
    static final Rule COMPRESSED_COPIED = Rule.of("l2-compressed-copied", ERROR, MAPPING,
            "ERROR: coffset=0x%x: copied flag must never be set for compressed clusters", Remedies.REBUILD);
    static final Rule COMPRESSED_DATA_FILE = Rule.of("l2-compressed-data-file", ERROR, "Header",
            "ERROR compressed cluster %s with data file, entry=0x%x", Remedies.SALVAGE);
    static final Rule COMPRESSED_SUBCLUSTERS = Rule.of("l2-compressed-subclusters", ERROR, EXTENDED,
            "ERROR compressed cluster %s with non-zero subcluster allocation bitmap, entry=0x%x", Remedies.CLEAR_BITS);
    static final Rule COMPRESSED_INFLATE = Rule.unseen("compressed-inflate", ERROR, "Compressed Clusters Descriptor",
            Remedies.SALVAGE);
    static final Rule COMPRESSED_UNCHECKED = Rule.unseen("compressed-unchecked", NOTE, "Compressed Clusters Descriptor",
            "To have all data read, run qemu-img convert of the image to a raw file: it fails at a cluster that does"
                    + " not inflate.");
    static final Rule SUBCLUSTERS = Rule.of("l2-subclusters", ERROR, EXTENDED,
            "ERROR offset=%x: Allocated cluster has corrupted subcluster allocation bitmap",
            "In a copy, clear one of the two bits of each subcluster: the allocation bit if it reads as zeros.");
    static final Rule SUBCLUSTERS_CLUSTER = Rule.of("l2-subclusters-cluster", ERROR, EXTENDED,
            "ERROR: Unallocated cluster has non-zero subcluster allocation map", Remedies.CLEAR_BITS);

    static final List<Rule> ALL = List.of(L1_RESERVED, L1_ALIGNMENT, L1_END, L1_COPIED, L2_RESERVED, L2_ALIGNMENT,
            L2_ALIGNMENT_ZERO, L2_END, L2_COPIED, L2_ZERO_BIT, L2_GUEST_OFFSET, COMPRESSED_OFFSET, COMPRESSED_END,
            COMPRESSED_COPIED, COMPRESSED_DATA_FILE, COMPRESSED_SUBCLUSTERS, COMPRESSED_INFLATE, COMPRESSED_UNCHECKED,
            SUBCLUSTERS, SUBCLUSTERS_CLUSTER);

    private MappingRules() {}
}
