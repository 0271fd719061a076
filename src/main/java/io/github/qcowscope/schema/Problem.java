package io.github.qcowscope.schema;

import io.github.qcowscope.bytes.Span;
import org.jspecify.annotations.Nullable;

/**
 * Something wrong with a structure, found while it was read.
 *
 * @param severity how bad it is
 * @param rule     a stable name in lower case with hyphens, for instance {@code table-entry-reserved-bits}
 * @param message  one sentence in plain words
 * @param where    the bytes or bits that are wrong; null where the node's own span says it
 */
public record Problem(Severity severity, String rule, String message, @Nullable Span where) {

    /** An error on the node's own bytes. */
    public static Problem error(String rule, String message) {
        return new Problem(Severity.ERROR, rule, message, null);
    }

    /** A warning on the node's own bytes. */
    public static Problem warning(String rule, String message) {
        return new Problem(Severity.WARNING, rule, message, null);
    }

    /** A note on the node's own bytes. */
    public static Problem note(String rule, String message) {
        return new Problem(Severity.NOTE, rule, message, null);
    }
}
