package io.github.qcowscope.ui.copy;

import io.github.qcowscope.bytes.ByteRange;
import io.github.qcowscope.bytes.ByteSource;
import io.github.qcowscope.bytes.Excerpt;
import io.github.qcowscope.dump.Dump;
import io.github.qcowscope.dump.raw.ByteFormat;
import io.github.qcowscope.job.Progress;
import io.github.qcowscope.schema.Node;
import io.github.qcowscope.ui.document.Document;
import io.github.qcowscope.ui.text.Messages;
import io.github.qcowscope.ui.text.Sizes;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import javafx.scene.input.ClipboardContent;
import javafx.scene.input.TransferMode;

/** Drags structures and bytes out of the window, as text for an editor or a mail. */
public final class DragOut {

    /** The most text of a structure: it is made while the pointer waits. */
    static final int MOST_TEXT = 64 << 10;
    /** The most bytes that are dragged. */
    static final int MOST_BYTES = 16 << 10;

    private DragOut() {}

    /** Begins to drag a text; to be called when a drag is detected. */
    public static void begin(javafx.scene.Node from, String text) {
        ClipboardContent content = new ClipboardContent();
        content.putString(text);
        from.startDragAndDrop(TransferMode.COPY).setContent(content);
    }

    /** A structure with all below it as a text dump, cut at the end of a line where it is long. */
    public static String text(Document document, Node node) {
        Cut cut = new Cut();
        try {
            Dump.writeText(document.image().source(), node, cut, Progress.NONE);
        } catch (IOException e) {
            if (!cut.isFull) {
                throw new UncheckedIOException(e);
            }
        }
        return cut.text();
    }

    /** Bytes as a dump with their offsets, cut where they are many. */
    public static String text(ByteSource source, ByteRange bytes) {
        Excerpt excerpt = Excerpt.of(source, new ByteRange(bytes.offset(), Math.min(bytes.length(), MOST_BYTES)));
        String dump = ByteFormat.HEX_DUMP.write(excerpt, Progress.NONE);
        return bytes.length() <= MOST_BYTES ? dump : dump + more(MOST_BYTES);
    }

    private static String more(int most) {
        return Messages.get("drag.more", Sizes.bytes(most)) + "\n";
    }

    /** Takes so much text and no more. */
    private static final class Cut extends OutputStream {
        private final ByteArrayOutputStream taken = new ByteArrayOutputStream();
        private boolean isFull;

        @Override
        public void write(int value) throws IOException {
            write(new byte[] {(byte) value}, 0, 1);
        }

        @Override
        public void write(byte[] bytes, int from, int count) throws IOException {
            taken.write(bytes, from, Math.min(count, MOST_TEXT - taken.size()));
            if (count > 0 && taken.size() == MOST_TEXT) {
                isFull = true;
                throw new IOException("that is enough");
            }
        }

        String text() {
            String text = taken.toString(StandardCharsets.UTF_8);
            return isFull ? text.substring(0, text.lastIndexOf('\n') + 1) + more(MOST_TEXT) : text;
        }
    }
}
