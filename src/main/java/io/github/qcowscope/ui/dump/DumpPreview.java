package io.github.qcowscope.ui.dump;

import io.github.qcowscope.bytes.ByteSource;
import io.github.qcowscope.dump.Dump;
import io.github.qcowscope.dump.DumpRefused;
import io.github.qcowscope.dump.DumpRequest;
import io.github.qcowscope.job.Progress;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * The beginning of a dump, as much as somebody looks at.
 *
 * @param text    lines without a line feed behind the last; long ones are cut
 * @param isCut   whether the dump goes on
 * @param refusal why there is no such dump, in a sentence; null where there is one
 */
record DumpPreview(String text, boolean isCut, @Nullable String refusal) {

    /** Lines of a preview. */
    static final int LINES = 5_000;
    private static final int BYTES = 4 << 20;
    private static final int LINE_LENGTH = 1_000;
    /** Of the symbols that stand for control characters, the first, which stands for 0. */
    private static final int SYMBOLS = 0x2400;
    private static final int DELETE = 0x7f;
    private static final int DELETE_SYMBOL = 0x2421;

    /** Ends a dump of which enough has been seen. */
    private static final class Enough extends IOException {

        private static final long serialVersionUID = 1L;
    }

    /** Keeps the first lines, and then wants no more. */
    private static final class Head extends OutputStream {
        private final ByteArrayOutputStream kept = new ByteArrayOutputStream();
        private int lines;

        @Override
        public void write(int b) throws IOException {
            write(new byte[] {(byte) b}, 0, 1);
        }

        @Override
        public void write(byte[] bytes, int from, int length) throws IOException {
            for (int i = from; i < from + length; i++) {
                if (lines == LINES || kept.size() == BYTES) {
                    throw new Enough();
                }
                kept.write(bytes[i]);
                lines += bytes[i] == '\n' ? 1 : 0;
            }
        }
    }

    /** Makes the preview of a dump. */
    static DumpPreview of(ByteSource image, DumpRequest request, Progress progress) {
        Head head = new Head();
        boolean isCut = false;
        try {
            Dump.write(image, request, head, progress);
        } catch (Enough e) {
            isCut = true;
        } catch (DumpRefused e) {
            return new DumpPreview("", false, e.getMessage());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return new DumpPreview(head.kept.toString(StandardCharsets.UTF_8).lines().map(DumpPreview::shown)
                .collect(Collectors.joining("\n")), isCut, null);
    }

    private static String shown(String line) {
        String cut = line.length() <= LINE_LENGTH ? line : line.substring(0, LINE_LENGTH) + " …";
        return cut.chars().noneMatch(DumpPreview::isControl) ? cut
                : cut.codePoints().map(c -> isControl(c) ? symbol(c) : c)
                        .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append).toString();
    }

    private static boolean isControl(int c) {
        return c < ' ' && c != '\t' || c == DELETE;
    }

    private static int symbol(int control) {
        return control == DELETE ? DELETE_SYMBOL : SYMBOLS + control;
    }
}
