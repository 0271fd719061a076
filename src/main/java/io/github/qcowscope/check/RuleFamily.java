package io.github.qcowscope.check;

import java.util.List;

/** What rules are about, in the order in which an image is read. */
public enum RuleFamily {
    /** The file as a whole, and its header. */
    HEADER(HeaderRules.ALL),
    /** Header extensions. */
    EXTENSIONS(ExtensionRules.ALL),
    /** The encryption header. */
    ENCRYPTION(EncryptionRules.ALL),
    /** The snapshot table. */
    SNAPSHOTS(SnapshotRules.ALL),
    /** The bitmap directory, bitmap tables and bitmap data. */
    BITMAPS(BitmapRules.ALL),
    /** L1 and L2 tables. */
    MAPPING(MappingRules.ALL),
    /** Refcount structures, and refcounts against references. */
    REFCOUNTS(RefcountRules.ALL);

    private final List<Rule> rules;

    RuleFamily(List<Rule> rules) {
        this.rules = rules;
    }

    /** Its rules. */
    public List<Rule> rules() {
        return rules;
    }
}
