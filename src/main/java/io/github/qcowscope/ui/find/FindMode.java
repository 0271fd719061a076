package io.github.qcowscope.ui.find;

/** What the text in the find bar is. */
public enum FindMode {
    /** Bytes in hexadecimal. */
    BYTES,
    /** Text in an encoding. */
    TEXT,
    /** A number of some width. */
    NUMBER,
    /** A regular expression over bytes. */
    REGEX
}
