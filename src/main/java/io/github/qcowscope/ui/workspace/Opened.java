package io.github.qcowscope.ui.workspace;

import io.github.qcowscope.bytes.LiveFile;
import io.github.qcowscope.job.Progress;
import io.github.qcowscope.qcow2.Qcow2Image;
import io.github.qcowscope.ui.document.Document;
import io.github.qcowscope.ui.text.Messages;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * What opening a file comes to: an image, one that was open before, or the sentence that says why it cannot be opened.
 */
sealed interface Opened {

    /** An image that could be opened; whoever has it closes its source. */
    record Image(Path file, Qcow2Image image) implements Opened {}

    /** The file is open already. */
    record Before(Document document) implements Opened {}

    /** There is nothing to show. */
    record Failed(String sentence) implements Opened {}

    /** Where an image comes from, when it is not a file that the user named. */
    @FunctionalInterface
    interface Location {
        /** The file; it may have to be made first. */
        Path file() throws IOException;
    }

    /**
     * Opens a file, if it is not one of those that are open; to be called in the background.
     *
     * @throws io.github.qcowscope.job.Cancelled if the work has been cancelled; nothing remains open then
     */
    static Opened open(Location from, List<Document> open, Progress progress) {
        try {
            Path file = from.file();
            for (Document document : open) {
                if (isSame(document.path(), file)) {
                    return new Before(document);
                }
            }
            LiveFile source = LiveFile.open(file);
            if (source.length() == 0 || progress.isCancelled()) {
                source.close();
                progress.check();
                return new Failed(Messages.get("open.empty", file));
            }
            return new Image(file, new Qcow2Image(source));
        } catch (IOException e) {
            return new Failed(e.getMessage());
        }
    }

    /** Opens several files; like {@link #open}, but none of them is open yet. */
    static List<Opened> openAll(List<Path> files, Progress progress) {
        List<Opened> opened = new ArrayList<>();
        for (int i = 0; i < files.size() && !progress.isCancelled(); i++) {
            progress.report(i, files.size());
            Path file = files.get(i);
            opened.add(open(() -> file, List.of(), Progress.NONE));
        }
        if (progress.isCancelled()) {
            opened.forEach(each -> {
                if (each instanceof Image image) {
                    image.image().source().close();
                }
            });
        }
        progress.check();
        return opened;
    }

    /** Reads again what an open file says by now. */
    static Opened again(LiveFile file) {
        try {
            return new Image(file.path(), new Qcow2Image(file.renewed()));
        } catch (IOException e) {
            return new Failed(e.getMessage());
        }
    }

    private static boolean isSame(Path one, Path other) {
        try {
            return Files.isSameFile(one, other);
        } catch (IOException e) {
            return false;
        }
    }
}
