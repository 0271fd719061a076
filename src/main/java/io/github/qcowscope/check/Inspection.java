package io.github.qcowscope.check;

import io.github.qcowscope.bytes.Span;
import io.github.qcowscope.job.Progress;
import io.github.qcowscope.qcow2.Qcow2Image;
import io.github.qcowscope.qcow2.layout.Geometry;
import io.github.qcowscope.schema.Severity;
import org.jspecify.annotations.Nullable;

/** What the parts of one check share: the image, where findings go, and the numbers as QEMU counts them. */
final class Inspection {

    /** QEMU reads nothing from this offset on. */
    static final long LAST_OFFSET = Long.MAX_VALUE - (1L << 30);

    private final Qcow2Image image;
    private final Finding.Sink sink;
    private final Progress progress;
    private @Nullable Severity worst;
    private @Nullable Finding refusal;
    private boolean givesUp;

    long corruptions;
    long leaks;
    long checkErrors;
    long allocated;
    long fragmented;
    long compressed;
    /** The last cluster that is used or referenced. */
    long highest;

    Inspection(Qcow2Image image, Finding.Sink sink, Progress progress) {
        this.image = image;
        this.sink = sink;
        this.progress = progress;
    }

    Qcow2Image image() {
        return image;
    }

    Geometry geometry() {
        return image.geometry();
    }

    Progress progress() {
        return progress;
    }

    Span span(long offset, long length) {
        return Span.of(image.source(), offset, length);
    }

    /** One more finding. */
    void found(Finding finding) {
        if (worst == null || finding.severity().compareTo(worst) > 0) {
            worst = finding.severity();
        }
        if (refusal == null && finding.refuses()) {
            refusal = finding;
        }
        if (!sink.isFull()) {
            sink.found(finding);
        }
    }

    /** Whether findings are still looked at; what costs time only to make them can be left out otherwise. */
    boolean wantsFindings() {
        return !sink.isFull();
    }

    /** QEMU ends its check here with an error; ours goes on, but tells that QEMU's would not. */
    void giveUp(Span where, String nodePath, String message, String reason) {
        if (!givesUp) {
            givesUp = true;
            found(Finding.of(RefcountRules.GIVES_UP, where, nodePath, message, reason));
        }
    }

    /** Some numbers cannot be exact. */
    void incomplete(Span where, String nodePath, String message) {
        checkErrors++;
        found(Finding.of(RefcountRules.INCOMPLETE, where, nodePath, message));
    }

    /** Bytes inside the file that could not be read. */
    void unreadable(long offset, String nodePath) {
        checkErrors++;
        found(Finding.of(HeaderRules.UNREADABLE, span(offset, 1), nodePath,
                "A byte at 0x%x cannot be read: %s.".formatted(offset, image.source().whyUnreadable(offset))));
    }

    boolean givesUp() {
        return givesUp;
    }

    @Nullable Severity worst() {
        return worst;
    }

    @Nullable Finding refusal() {
        return refusal;
    }
}
