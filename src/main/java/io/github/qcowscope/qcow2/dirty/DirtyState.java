package io.github.qcowscope.qcow2.dirty;

/** What a bitmap says of a part of the virtual disk. */
public enum DirtyState {
    /** The bit is 0: not written to. */
    CLEAN("clean"),
    /** The bit is 1: written to. */
    DIRTY("dirty"),
    /** The bit cannot be read: its table entry is missing or makes no sense, or the file lacks its data. */
    UNKNOWN("unknown");

    private final String label;

    DirtyState(String label) {
        this.label = label;
    }

    /** One word for it. */
    public String label() {
        return label;
    }
}
