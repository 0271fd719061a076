package io.github.qcowscope.dump;

import com.fasterxml.jackson.core.io.JsonStringEncoder;
import io.github.qcowscope.job.Progress;
import io.github.qcowscope.qcow2.GuestMap;
import io.github.qcowscope.qcow2.GuestRange;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Lists what stands for the virtual disk, byte for byte as {@code qemu-img map} of QEMU 7.2 prints it. Ranges are written as
 * they are found: memory does not grow with the image.
 */
public final class MapWriter {

    /** What the list looks like. */
    public enum Format {
        /** A table of what is stored in a file as it is. */
        HUMAN,
        /** Everything. */
        JSON
    }

    private static final int COLUMN = 16;

    private final Format format;
    private final Appendable out;
    private boolean first = true;
    private @Nullable String problem;

    private MapWriter(Format format, Appendable out) {
        this.format = format;
        this.out = out;
    }

    /**
     * Writes a map.
     *
     * @param out      where to; not flushed
     * @param progress told how far the map is, and asked whether to go on
     * @return why the map is not complete, in a sentence: {@code qemu-img map} fails on such an image
     * @throws IOException when {@code out} does
     * @throws io.github.qcowscope.job.Cancelled when {@code progress} says so
     */
    public static Optional<String> write(GuestMap map, Format format, Appendable out, Progress progress)
            throws IOException {
        MapWriter writer = new MapWriter(format, out);
        try {
            writer.write(map, progress);
        } catch (UncheckedIOException e) {
            throw e.getCause();
        }
        return Optional.ofNullable(writer.problem);
    }

    private void write(GuestMap map, Progress progress) throws IOException {
        switch (format) {
            case HUMAN -> {
                line("Offset", "Length", "Mapped to", "File");
                map.visit(progress, this::human);
            }
            case JSON -> {
                out.append('[');
                map.visit(progress, this::json);
                if (map.length() == 0) {
                    json(new GuestRange(0, 0, 0, false, false, false, false, -1, null, null));
                }
                out.append("]\n");
            }
        }
    }

    /** Compressed and encrypted data have no place that this table could show; QEMU ends it there. */
    private boolean human(GuestRange range) {
        keep(range.problem());
        if (range.data() && !range.hasOffset()) {
            keep("The image has compressed or encrypted clusters, which have no place of their own in this table;"
                    + " the JSON form lists them.");
            return false;
        }
        if (range.data() && !range.zero()) {
            try {
                line(hex(range.start()), hex(range.length()), hex(range.offset()),
                        range.file() == null ? "" : range.file());
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
        return true;
    }

    private void line(String start, String length, String offset, String file) throws IOException {
        column(start);
        column(length);
        column(offset);
        out.append(file).append('\n');
    }

    private void column(String text) throws IOException {
        out.append(text).append(" ".repeat(Math.max(0, COLUMN - text.length())));
    }

    /** As {@code %#x} of C: zero has no prefix. */
    private static String hex(long number) {
        return number == 0 ? "0" : "0x" + Long.toHexString(number);
    }

    private boolean json(GuestRange range) {
        keep(range.problem());
        try {
            out.append(first ? "{ " : ",\n{ ");
            out.append("\"start\": ").append(Long.toString(range.start()));
            out.append(", \"length\": ").append(Long.toString(range.length()));
            out.append(", \"depth\": ").append(Integer.toString(range.depth()));
            out.append(", \"present\": ").append(Boolean.toString(range.present()));
            out.append(", \"zero\": ").append(Boolean.toString(range.zero()));
            out.append(", \"data\": ").append(Boolean.toString(range.data()));
            if (range.hasOffset()) {
                out.append(", \"offset\": ").append(Long.toString(range.offset()));
            }
            if (range.problem() != null) {
                StringBuilder quoted = new StringBuilder();
                JsonStringEncoder.getInstance().quoteAsString(range.problem(), quoted);
                out.append(", \"problem\": \"").append(quoted).append('"');
            }
            out.append('}');
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        first = false;
        return true;
    }

    private void keep(@Nullable String sentence) {
        if (problem == null) {
            problem = sentence;
        }
    }
}
