package io.github.qcowscope.ui;

import io.github.qcowscope.bytes.ByteRange;
import io.github.qcowscope.bytes.ByteSource;
import io.github.qcowscope.job.Progress;
import io.github.qcowscope.ui.hex.HexCopy;
import javafx.scene.input.Clipboard;
import javafx.scene.input.ClipboardContent;

/** Puts things on the clipboard; selected bytes in the background, as they can be megabytes of text. */
final class Copier {

    /** A way to write bytes as text. */
    @FunctionalInterface
    interface Writer {
        HexCopy.Result write(ByteSource source, ByteRange range, Progress progress);
    }

    private final Background background;
    private final Notices notices;

    Copier(Background background, Notices notices) {
        this.background = background;
        this.notices = notices;
    }

    /** Copies the selected bytes; where that is refused, a notice says why. */
    void copyBytes(Document document, Writer writer) {
        ByteSource source = document.source();
        ByteRange selection = document.selection();
        background.latest("copy", Messages.get("job.copy"), progress -> writer.write(source, selection, progress), result -> {
            switch (result) {
                case HexCopy.Result.Copied copied -> copy(copied.text());
                case HexCopy.Result.Refused refused -> notices.show(refused.reason());
            }
        });
    }

    /** Copies a text. */
    void copy(String text) {
        ClipboardContent content = new ClipboardContent();
        content.putString(text);
        Clipboard.getSystemClipboard().setContent(content);
    }
}
