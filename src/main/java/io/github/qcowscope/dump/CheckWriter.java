package io.github.qcowscope.dump;

import io.github.qcowscope.check.CheckResult;
import io.github.qcowscope.check.Checker;
import io.github.qcowscope.check.Finding;
import io.github.qcowscope.job.Progress;
import io.github.qcowscope.qcow2.Qcow2Image;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;

/**
 * Checks an image and writes what comes out, while it comes: memory does not grow with the number of findings.
 *
 * <p>For people, each finding is a paragraph; then follow the bitmaps with what each is worth, and last what
 * {@code qemu-img check} prints of the same image.
 *
 * <p>The JSON form is one object with the keys of {@code qemu-img check --output=json} ({@code filename},
 * {@code format}, {@code check-errors}, and where they are not 0 {@code corruptions}, {@code leaks},
 * {@code image-end-offset}, {@code total-clusters}, {@code allocated-clusters}, {@code fragmented-clusters},
 * {@code compressed-clusters}), and besides:
 * <ul>
 *   <li>{@code findings}, each with {@code severity} (error, warning, note), {@code rule}, {@code path} of the node in
 *   the tree, {@code offset} and {@code size} in bytes, {@code bits} (null, or {@code low} and {@code high}),
 *   {@code message}, {@code section} of the specification, {@code qemuMessage} (what QEMU prints; null where it says
 *   nothing), {@code qemuRefuses} (whether QEMU refuses to open the image because of it) and {@code remedy}
 *   <li>{@code bitmaps}, each with {@code name}, {@code path}, {@code flags} and {@code verdict} (usable, inconsistent,
 *       ignored, refused)
 *   <li>{@code qemuRefuses} (null, or what QEMU prints when it refuses to open the image) and {@code qemuGivesUp}
 *   (whether QEMU opens it, but cannot check it)
 * </ul>
 */
public final class CheckWriter {

    private CheckWriter() {}

    /** One way to write it. */
    interface Layout {
        void finding(Finding finding) throws IOException;

        void result(Qcow2Image image, CheckResult result) throws IOException;
    }

    /**
     * Checks and writes as UTF-8 with line feeds.
     *
     * @param filename what the image is called, as {@code qemu-img check} repeats it
     * @param out      where to; flushed, not closed, and buffered already
     * @param progress told how far the check is, and asked whether to go on
     * @return the outcome
     * @throws IOException when {@code out} does
     * @throws io.github.qcowscope.job.Cancelled when {@code progress} says so
     */
    public static CheckResult write(Qcow2Image image, String filename, ListFormat format, OutputStream out,
            Progress progress) throws IOException {
        Layout layout = switch (format) {
            case HUMAN -> new CheckText(new TextOutput(out));
            case JSON -> new CheckJson(filename, out);
        };
        try {
            CheckResult result = new Checker(image).run(finding -> write(layout, finding), progress);
            layout.result(image, result);
            return result;
        } catch (UncheckedIOException e) {
            throw e.getCause();
        }
    }

    private static void write(Layout layout, Finding finding) {
        try {
            layout.finding(finding);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
