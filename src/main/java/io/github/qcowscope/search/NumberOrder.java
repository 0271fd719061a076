package io.github.qcowscope.search;

/** In which order the bytes of a number lie that is looked for. */
public enum NumberOrder {
    /** The high byte first, as QCOW2 has it. */
    BIG,
    /** The low byte first. */
    LITTLE,
    /** Either. */
    BOTH
}
