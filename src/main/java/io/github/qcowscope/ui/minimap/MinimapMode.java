package io.github.qcowscope.ui.minimap;

/** What the minimap shows of the file. */
public enum MinimapMode {
    /** Which structures are where. */
    KINDS,
    /** How much like noise the bytes are: compressed and encrypted data are, text and tables are not. */
    ENTROPY
}
