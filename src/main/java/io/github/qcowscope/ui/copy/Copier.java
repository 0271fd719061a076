package io.github.qcowscope.ui.copy;

import io.github.qcowscope.bytes.ByteRange;
import io.github.qcowscope.bytes.ByteSource;
import io.github.qcowscope.bytes.Excerpt;
import io.github.qcowscope.dump.raw.ByteFormat;
import io.github.qcowscope.job.Progress;
import io.github.qcowscope.schema.Node;
import io.github.qcowscope.ui.document.Document;
import io.github.qcowscope.ui.job.Notices;
import io.github.qcowscope.ui.text.Messages;
import io.github.qcowscope.ui.text.NodeText;
import io.github.qcowscope.ui.text.Sizes;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import javafx.scene.input.Clipboard;
import javafx.scene.input.ClipboardContent;

/** Puts things on the clipboard; selected bytes in the background, as they can be megabytes of text. */
public final class Copier {

    /** The most bytes that are copied as text: more would be hundreds of megabytes of it. */
    static final int MOST = 16 << 20;

    /** What came of it. */
    sealed interface Result {

        /** Text for the clipboard. */
        record Copied(String text) implements Result {}

        /**
         * Nothing to copy.
         *
         * @param reason one sentence for the user
         */
        record Refused(String reason) implements Result {}
    }

    private final Notices notices;

    /**
     * Copies what it is told to.
     *
     * @param notices told why nothing has been copied
     */
    public Copier(Notices notices) {
        this.notices = notices;
    }

    /** Copies the selected bytes; where that is refused, a notice says why. */
    public void copyBytes(Document document, ByteFormat format) {
        copyBytes(document, format, text -> text);
    }

    /** Copies the selected bytes as part of another text; else as {@link #copyBytes(Document, ByteFormat)}. */
    public void copyBytes(Document document, ByteFormat format, UnaryOperator<String> around) {
        ByteSource source = document.source();
        ByteRange selection = document.selection();
        Function<Progress, Result> work = progress -> text(source, selection, format, progress);
        document.background().latest("copy", Messages.get("job.copy"), work, result -> {
            switch (result) {
                case Result.Copied copied -> copy(around.apply(copied.text()));
                case Result.Refused refused -> notices.show(refused.reason());
            }
        });
    }

    /** Copies the fields of the selected node as a table of Markdown. */
    public void copyFields(Document document) {
        Node node = document.selectedNode();
        document.background().latest("copy", Messages.get("job.copy"), progress -> MarkdownTable.of(node, progress),
                Copier::copy);
    }

    /**
     * Bytes as text, or why not.
     *
     * @param range cut at the end of the source
     */
    static Result text(ByteSource source, ByteRange range, ByteFormat format, Progress progress) {
        ByteRange inside = range.intersect(new ByteRange(0, source.length()));
        if (inside.isEmpty()) {
            return new Result.Refused(Messages.get("copy.nothing"));
        }
        if (inside.length() > MOST) {
            return new Result.Refused(Messages.get("copy.too-much", Sizes.bytes(inside.length()), Sizes.bytes(MOST)));
        }
        Excerpt bytes = Excerpt.of(source, inside);
        if (format.needsAllBytes() && !bytes.missing().isEmpty()) {
            long missing = inside.offset() + bytes.missing().nextSetBit(0);
            return new Result.Refused(Messages.get("copy.unreadable", NodeText.offset(missing),
                    source.whyUnreadable(missing)));
        }
        return new Result.Copied(format.write(bytes, progress));
    }

    /** Copies a text. */
    public static void copy(String text) {
        ClipboardContent content = new ClipboardContent();
        content.putString(text);
        Clipboard.getSystemClipboard().setContent(content);
    }
}
