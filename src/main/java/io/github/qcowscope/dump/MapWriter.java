package io.github.qcowscope.dump;

import com.fasterxml.jackson.core.io.JsonStringEncoder;
import io.github.qcowscope.job.Progress;
import io.github.qcowscope.qcow2.guest.GuestMap;
import io.github.qcowscope.qcow2.guest.GuestRange;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Lists what stands for the virtual disk, byte for byte as {@code qemu-img map} of QEMU 7.2 prints it. Ranges are
 * written as they are found: memory does not grow with the image. Where {@code qemu-img map} fails, on damaged tables
 * and missing files, the JSON form goes on, with a sentence under the key {@code problem}.
 */
public final class MapWriter {

    private static final int COLUMN = 16;

    private final TextOutput out;
    private boolean first = true;
    private @Nullable String problem;

    private MapWriter(TextOutput out) {
        this.out = out;
    }

    /**
     * Writes a map as UTF-8 with line feeds.
     *
     * @param out      where to; flushed, not closed, and buffered already
     * @param progress told how far the map is, and asked whether to go on
     * @return why the map is not complete, in a sentence: {@code qemu-img map} fails on such an image
     * @throws IOException when {@code out} does
     * @throws io.github.qcowscope.job.Cancelled when {@code progress} says so
     */
    public static Optional<String> write(GuestMap map, ListFormat format, OutputStream out, Progress progress)
            throws IOException {
        TextOutput text = new TextOutput(out);
        MapWriter writer = new MapWriter(text);
        try {
            switch (format) {
                case HUMAN -> writer.table(map, progress);
                case JSON -> writer.document(map, progress);
            }
        } catch (UncheckedIOException e) {
            throw e.getCause();
        }
        text.flush();
        return Optional.ofNullable(writer.problem);
    }

    private void table(GuestMap map, Progress progress) throws IOException {
        out.text("Offset").padTo(COLUMN).text("Length").padTo(2 * COLUMN).text("Mapped to").padTo(3 * COLUMN)
                .text("File").line();
        map.visit(progress, this::row);
    }

    /** Compressed and encrypted data have no place that this table could show; QEMU ends it there. */
    private boolean row(GuestRange range) {
        keep(range.problem());
        if (range.data() && !range.hasOffset()) {
            keep("The image has compressed or encrypted clusters, which have no place of their own in this table;"
                    + " the JSON form lists them.");
            return false;
        }
        if (range.data() && !range.zero()) {
            try {
                column(range.start(), 1);
                column(range.length(), 2);
                column(range.offset(), 3);
                out.text(range.file() == null ? "" : range.file()).line();
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
        return true;
    }

    /** As {@code %#-16x} of C, in which zero has no prefix. */
    private void column(long number, int next) throws IOException {
        (number == 0 ? out.text("0") : out.hex(number)).padTo(next * COLUMN);
    }

    private void document(GuestMap map, Progress progress) throws IOException {
        out.text("[");
        map.visit(progress, this::element);
        if (map.length() == 0) {
            element(new GuestRange(0, 0, 0, false, false, false, false, -1, null, null));
        }
        out.text("]").line();
    }

    private boolean element(GuestRange range) {
        keep(range.problem());
        try {
            if (!first) {
                out.text(",").line();
            }
            first = false;
            out.text("{ \"start\": ").decimal(range.start()).text(", \"length\": ").decimal(range.length())
                    .text(", \"depth\": ").decimal(range.depth()).text(", \"present\": ").text(word(range.present()))
                    .text(", \"zero\": ").text(word(range.zero())).text(", \"data\": ").text(word(range.data()));
            if (range.hasOffset()) {
                out.text(", \"offset\": ").decimal(range.offset());
            }
            if (range.problem() != null) {
                StringBuilder quoted = new StringBuilder();
                JsonStringEncoder.getInstance().quoteAsString(range.problem(), quoted);
                out.text(", \"problem\": \"").text(quoted.toString()).text("\"");
            }
            out.text("}");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return true;
    }

    private static String word(boolean truth) {
        return truth ? "true" : "false";
    }

    private void keep(@Nullable String sentence) {
        if (problem == null) {
            problem = sentence;
        }
    }
}
