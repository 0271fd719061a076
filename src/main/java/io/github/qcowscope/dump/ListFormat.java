package io.github.qcowscope.dump;

/** What a map of the disk, or the owners of a byte, look like. */
public enum ListFormat {
    /** For people. */
    HUMAN,
    /** One JSON document. */
    JSON
}
