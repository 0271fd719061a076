package io.github.qcowscope.check;

import io.github.qcowscope.bytes.Span;
import io.github.qcowscope.schema.Severity;

/**
 * Something that is wrong with an image, or worth knowing, with all that is known of it.
 *
 * @param severity    how bad it is
 * @param rule        name of the {@link Rule} that is broken
 * @param where       the bytes or bits concerned; may reach past the end of the file
 * @param nodePath    path of the node that tells most of it; a damaged image's tree need not have that node
 * @param message     one sentence in plain words
 * @param section     the specification's section
 * @param qemuMessage what QEMU prints; empty where it says nothing
 * @param refuses     whether QEMU refuses to open the image because of it
 * @param remedy      what to do, in a copy of the image
 */
public record Finding(Severity severity, String rule, Span where, String nodePath, String message, String section,
        String qemuMessage, boolean refuses, String remedy) {

    /** A finding whose rule says everything but the place and the values. */
    static Finding of(Rule rule, Span where, String nodePath, String message, Object... qemuValues) {
        return of(rule, rule.refuses(), where, nodePath, message, qemuValues);
    }

    /** The same, where it depends on the image whether QEMU refuses it. */
    static Finding of(Rule rule, boolean refuses, Span where, String nodePath, String message, Object... qemuValues) {
        return new Finding(rule.severity(), rule.name(), where, nodePath, message, rule.section(),
                rule.qemu().isEmpty() ? "" : rule.qemu().formatted(qemuValues), refuses, rule.remedy());
    }

    /** The same finding where QEMU happens to say nothing. */
    Finding withoutQemuMessage() {
        return new Finding(severity, rule, where, nodePath, message, section, "", false, remedy);
    }

    /** Takes findings as they are found; called by one thread at a time. */
    @FunctionalInterface
    public interface Sink {

        /** One more finding. */
        void found(Finding finding);

        /** Whether no more findings are wanted. The image is counted to its end all the same. */
        default boolean isFull() {
            return false;
        }
    }
}
