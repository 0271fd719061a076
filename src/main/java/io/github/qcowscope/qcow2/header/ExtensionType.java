package io.github.qcowscope.qcow2.header;

/** The header extensions that the specification defines (section "Header extensions"). */
public enum ExtensionType {
    /** Ends the area. */
    END(0x0000_0000L, "end", "End of extensions", "End"),
    /** The format of the backing file. */
    BACKING_FORMAT(0xe279_2acaL, "backing-format", "Backing format", "Backing format"),
    /** Names of feature bits. */
    FEATURE_TABLE(0x6803_f857L, "feature-table", "Feature name table", "Feature table"),
    /** Where the bitmaps are. */
    BITMAPS(0x2385_2875L, "bitmaps", "Bitmaps", "Bitmaps"),
    /** Where the encryption header is. */
    CRYPTO_HEADER(0x0537_be77L, "crypto-header", "Encryption header pointer", "Crypto header"),
    /** The name of the external data file. */
    DATA_FILE(0x4441_5441L, "data-file", "External data file name", "Data file"),
    /** Anything else; may be ignored. */
    UNKNOWN(-1, "unknown", "Unknown extension", "<unknown>");

    private final long magic;
    private final String key;
    private final String label;
    private final String qemuName;

    ExtensionType(long magic, String key, String label, String qemuName) {
        this.magic = magic;
        this.key = key;
        this.label = label;
        this.qemuName = qemuName;
    }

    /** The type that a stored magic number means. */
    public static ExtensionType of(long magic) {
        for (ExtensionType type : values()) {
            if (type.magic == magic) {
                return type;
            }
        }
        return UNKNOWN;
    }

    /** The number that stands for it in the file, 32 bits; -1 for {@link #UNKNOWN}. */
    public long magic() {
        return magic;
    }

    /** Its key in a node's path. */
    public String key() {
        return key;
    }

    /** What the tree calls it. */
    public String label() {
        return label;
    }

    /** What QEMU's dump script calls it. */
    public String qemuName() {
        return qemuName;
    }
}
