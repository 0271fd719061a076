package io.github.qcowscope.ui.copy;

import io.github.qcowscope.bytes.ByteRange;
import io.github.qcowscope.bytes.ByteSource;
import io.github.qcowscope.dump.DumpRefused;
import io.github.qcowscope.dump.raw.RawFile;
import io.github.qcowscope.job.Progress;
import io.github.qcowscope.ui.document.Document;
import io.github.qcowscope.ui.file.SaveChooser;
import io.github.qcowscope.ui.job.Notices;
import io.github.qcowscope.ui.text.Messages;
import io.github.qcowscope.ui.text.Sizes;
import java.io.IOException;
import java.nio.file.Path;
import javafx.stage.Window;

/** Saves the selected bytes as a file of their own. */
public final class SelectionExport {

    private final Notices notices;
    private final SaveChooser chooser;

    /**
     * Saves where the user says.
     *
     * @param notices told why nothing has been saved
     */
    public SelectionExport(Notices notices, SaveChooser chooser) {
        this.notices = notices;
        this.chooser = chooser;
    }

    /** Asks where to, and saves in the background; a notice says how it went. */
    public void save(Window owner, Document document) {
        ByteSource source = document.source();
        ByteRange bytes = document.selection();
        String name = SaveChooser.fileName("%s-0x%x".formatted(source.name(), bytes.offset()), "bin");
        chooser.choose(owner, Messages.get("export.title", Sizes.bytes(bytes.length())), name).ifPresent(target ->
                document.background().latest("export-selection", Messages.get("export.job", target.getFileName()),
                        progress -> save(source, document.path(), bytes, target, progress), notices::show,
                        () -> notices.show(Messages.get("dump.stopped", target))));
    }

    private static String save(ByteSource source, Path image, ByteRange bytes, Path target, Progress progress) {
        try {
            RawFile.write(source, image, bytes, target, progress);
            return Messages.get("dump.saved", target, Sizes.bytes(bytes.length()));
        } catch (IOException | DumpRefused e) {
            return e.getMessage();
        }
    }
}
