package io.github.qcowscope.schema;

/** How bad a problem is; the declaration order is from harmless to worst. */
public enum Severity {
    /** Worth knowing: allowed, but unusual, or left over. */
    NOTE,
    /** The image works, but something is stale, wasted or not supported by every program. */
    WARNING,
    /** The specification forbids it: data or metadata is damaged. */
    ERROR
}
