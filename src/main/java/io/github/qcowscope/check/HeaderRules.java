package io.github.qcowscope.check;

import static io.github.qcowscope.schema.Severity.ERROR;
import static io.github.qcowscope.schema.Severity.NOTE;
import static io.github.qcowscope.schema.Severity.WARNING;

import java.util.List;

/** Rules of the file as a whole and of its header. */
final class HeaderRules {

    private static final String HEADER = "Header";
    private static final String MORE = "Additional fields (version 3 and higher)";

    static final Rule EMPTY = Rule.refusing("empty", ERROR, HEADER, "Image is not in qcow2 format",
            "Look for the image elsewhere: this file holds nothing.");
    static final Rule NOT_QCOW2 = Rule.refusing("not-qcow2", ERROR, HEADER, "Image is not in qcow2 format",
            "Look at the first bytes: another format has another magic, and lost first bytes can be written back in a"
                    + " copy.");
    static final Rule TRUNCATED = Rule.unseen("truncated", ERROR, HEADER,
            "The file is shorter than it was: get the rest from where it was copied from.");
    static final Rule UNREADABLE = Rule.of("unreadable", ERROR, HEADER, "Input/output error",
            "The device failed, or another program cut the file meanwhile: check again, and copy what can be read.");
    static final Rule MAGIC = Rule.refusing("header-magic", ERROR, HEADER, "Image is not in qcow2 format",
            "In a copy, write 51 46 49 FB to the first four bytes.");
    static final Rule VERSION = Rule.refusing("header-version", ERROR, HEADER, "Unsupported qcow2 version %s",
            "In a copy, write version 3 if the header has 104 bytes or more, else 2.");
    static final Rule BACKING_OFFSET = Rule.refusing(
            "header-backing-offset", ERROR, HEADER, "Invalid backing file offset",
            "In a copy, write the offset of the name, which follows the header extensions; or 0 if there is no backing"
                    + " file.");
    static final Rule BACKING_SIZE = Rule.refusing("header-backing-size", ERROR, HEADER, "Backing file name too long",
            "In a copy, write the length of the name.");
    static final Rule CLUSTER_BITS = Rule.refusing(
            "header-cluster-bits", ERROR, HEADER, "Unsupported cluster size: 2^%s",
            "In a copy, write the right number; qemu-img makes 16 unless told otherwise, and tables start at its"
                    + " multiples.");
    static final Rule SIZE = Rule.refusing("header-size", ERROR, HEADER, "Image is too big",
            "In a copy, write the size of the virtual disk; snapshots tell what it was.");
    static final Rule SIZE_LIMIT = Rule.refusing("header-size-limit", ERROR, HEADER,
            "Could not refresh total sector count: File too large",
            "In a copy, write the size of the virtual disk; snapshots tell what it was.");
    static final Rule SIZE_SECTOR = Rule.unseen("header-size-sector", NOTE, HEADER, Remedies.NONE);
    static final Rule CRYPT_METHOD = Rule.refusing(
            "header-crypt-method", ERROR, HEADER, "Unsupported encryption method %s",
            "In a copy, write 0 (none), 1 (AES) or 2 (LUKS, which has a header extension).");
    static final Rule SECRET = Rule.of("header-secret", NOTE, "Data encryption",
            "Parameter 'encrypt.key-secret' is required for cipher",
            "Give QEMU the secret: --object secret,id=key,file=... and encrypt.key-secret=key.");
    static final Rule AES = Rule.of("header-aes", WARNING, "Data encryption",
            "Use of AES-CBC encrypted qcow2 images is no longer supported in system emulators",
            "Convert the image with qemu-img convert to LUKS encryption: the old method has known weaknesses.");
    static final Rule L1_SIZE = Rule.refusing("header-l1-size", ERROR, HEADER, "L1 table is too small",
            "In a copy, write the number of entries that the size of the virtual disk needs, if the table has them.");
    static final Rule L1_SIZE_QEMU = Rule.refusing("header-l1-size-qemu", WARNING, HEADER, "Active L1 table too large",
            Remedies.SET_FIELD);
    static final Rule L1_OFFSET = Rule.refusing("header-l1-offset", ERROR, HEADER, "Active L1 table offset invalid",
            Remedies.SET_FIELD);
    static final Rule L1_END = Rule.of("header-l1-end", ERROR, HEADER, RefcountRules.PAST_END, Remedies.SET_FIELD);
    static final Rule REFCOUNT_OFFSET = Rule.refusing("header-refcount-offset", ERROR, HEADER,
            "Reference count table offset invalid",
            "In a copy, write the offset of any free cluster-aligned place, then run qemu-img check -r all.");
    static final Rule REFCOUNT_END = Rule.of("header-refcount-end", ERROR, HEADER, RefcountRules.PAST_END,
            Remedies.REBUILD);
    static final Rule REFCOUNT_CLUSTERS = Rule.refusing("header-refcount-clusters", ERROR, HEADER,
            "Image does not contain a reference count table", Remedies.REBUILD);
    static final Rule REFCOUNT_CLUSTERS_QEMU = Rule.refusing("header-refcount-clusters-qemu", WARNING, HEADER,
            "Reference count table too large", Remedies.SET_FIELD);
    static final Rule SNAPSHOTS_QEMU = Rule.refusing(
            "header-snapshots-qemu", WARNING, HEADER, "Snapshot table too large",
            "In a copy, run qemu-img check -r all: it drops the snapshots beyond the limit.");
    static final Rule SNAPSHOTS_OFFSET = Rule.refusing("header-snapshots-offset", ERROR, HEADER,
            "Snapshot table offset invalid",
            "In a copy, write the offset of the snapshot table, or 0 to offset and count if the snapshots can be given"
                    + " up.");
    static final Rule INCOMPATIBLE = Rule.refusing(
            "header-incompatible", ERROR, HEADER, "Unsupported qcow2 feature(s): %s",
            "Open the image with a newer program that knows the feature. If no program set the bit, clear it in a"
                    + " copy.");
    static final Rule DIRTY = Rule.unseen("header-dirty", WARNING, HEADER,
            "Opening the image read-write with QEMU rebuilds the refcounts; in a copy, qemu-img check -r all does it"
                    + " too.");
    static final Rule CORRUPT = Rule.of("header-corrupt", WARNING, HEADER,
            "qcow2: Image is corrupt; cannot be opened read/write",
            "In a copy, run qemu-img check -r all, which clears the bit when no damage is left.");
    static final Rule COMPRESSION_FEATURE = Rule.refusing("header-compression-feature", ERROR, MORE,
            "qcow2: Compression type incompatible feature bit must not be set",
            "In a copy, clear incompatible bit 3 if clusters are compressed with deflate, or write 1 to byte 104 if"
                    + " with Zstandard.");
    static final Rule EXTENDED_L2 = Rule.refusing("header-extended-l2", ERROR, "Extended L2 Entries",
            "Unsupported subcluster size: %s",
            "In a copy, clear incompatible bit 4, or write the right cluster_bits, whichever is the damaged one.");
    static final Rule COMPATIBLE = Rule.unseen("header-compatible", NOTE, HEADER, Remedies.NONE);
    static final Rule AUTOCLEAR = Rule.unseen("header-autoclear", NOTE, HEADER,
            "Nothing needs to be done: a program that does not know the bits clears them when it writes.");
    static final Rule RAW_DATA_FILE = Rule.refusing("header-raw-data-file", ERROR, HEADER,
            "data-file-raw requires a data file",
            "In a copy, clear autoclear bit 1 (byte 95), or set incompatible bit 2 (byte 79) if the image has a data"
                    + " file.");
    static final Rule BITMAPS_MISSING = Rule.unseen("header-bitmaps-missing", ERROR, HEADER,
            "In a copy, clear autoclear bit 0 (the lowest bit of byte 95).");
    static final Rule REFCOUNT_ORDER = Rule.refusing("header-refcount-order", ERROR, HEADER,
            "Reference count entry width too large; may not exceed 64 bits",
            "In a copy, write the right number; qemu-img makes 4 unless told otherwise.");
    static final Rule LENGTH_SHORT = Rule.refusing("header-length-short", ERROR, HEADER, "qcow2 header too short",
            "In a copy, write 104, or 112 if the header has the compression_type field.");
    static final Rule LENGTH_LONG = Rule.refusing(
            "header-length-long", ERROR, HEADER, "qcow2 header exceeds cluster size",
            "In a copy, write 104, or 112 if the header has the compression_type field.");
    static final Rule LENGTH_MULTIPLE = Rule.unseen("header-length-multiple", ERROR, HEADER,
            "In a copy, write 104, or 112 if the header has the compression_type field.");
    static final Rule COMPRESSION_TYPE = Rule.refusing("header-compression-type", ERROR, MORE,
            "qcow2: unknown compression type: %s",
            "In a copy, write 0 (deflate) or 1 (Zstandard) to byte 104; compressed clusters tell which.");
    static final Rule COMPRESSION_BIT = Rule.refusing("header-compression-bit", ERROR, MORE,
            "qcow2: Compression type incompatible feature bit must be set",
            "In a copy, set incompatible bit 3 (byte 79), or write 0 to byte 104 if clusters are compressed with"
                    + " deflate.");
    static final Rule PADDING = Rule.unseen("header-padding", WARNING, "Header padding",
            "In a copy, write zeros to the padding.");

    static final List<Rule> ALL = List.of(EMPTY, NOT_QCOW2, TRUNCATED, UNREADABLE, MAGIC, VERSION, BACKING_OFFSET,
            BACKING_SIZE, CLUSTER_BITS, SIZE, SIZE_LIMIT, SIZE_SECTOR, CRYPT_METHOD, SECRET, AES, L1_SIZE, L1_SIZE_QEMU,
            L1_OFFSET, L1_END,
            REFCOUNT_OFFSET, REFCOUNT_END, REFCOUNT_CLUSTERS, REFCOUNT_CLUSTERS_QEMU, SNAPSHOTS_QEMU, SNAPSHOTS_OFFSET,
            INCOMPATIBLE, DIRTY, CORRUPT, COMPRESSION_FEATURE, EXTENDED_L2, COMPATIBLE, AUTOCLEAR, RAW_DATA_FILE,
            BITMAPS_MISSING, REFCOUNT_ORDER, LENGTH_SHORT, LENGTH_LONG, LENGTH_MULTIPLE, COMPRESSION_TYPE,
            COMPRESSION_BIT, PADDING);

    private HeaderRules() {}
}
