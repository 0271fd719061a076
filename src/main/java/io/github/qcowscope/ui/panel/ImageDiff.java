package io.github.qcowscope.ui.panel;

import io.github.qcowscope.bytes.MappedFile;
import io.github.qcowscope.diff.Difference;
import io.github.qcowscope.diff.Difference.Change;
import io.github.qcowscope.diff.TreeDiff;
import io.github.qcowscope.dump.DiffWriter;
import io.github.qcowscope.dump.ListFormat;
import io.github.qcowscope.job.Progress;
import io.github.qcowscope.qcow2.Qcow2Image;
import io.github.qcowscope.schema.Node;
import io.github.qcowscope.ui.Messages;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What differs between an image and another file: the first differences, in words, so that the other file need not stay open.
 *
 * @param rows    the differences, in the order of the trees; at most {@link #MOST}
 * @param isCut   whether there are more
 * @param failure the sentence that says why there is nothing to compare; null where there is
 */
record ImageDiff(List<Row> rows, boolean isCut, @Nullable String failure) {

    /** Differences that are kept: more than anybody reads. */
    static final int MOST = 10_000;
    private static final int LONGEST = 1_000;

    /**
     * A difference.
     *
     * @param path   where it is, in the tree that has it
     * @param here   path of the node of the first tree that it is about; of what it was added to, where it is new
     * @param before what the first tree says; empty where it has nothing there
     * @param after  what the second tree says; empty where it has nothing there
     */
    record Row(Change change, String path, String here, String before, String after) {

        static Row of(Difference difference) {
            Node before = difference.before();
            String path = difference.path();
            return new Row(difference.change(), path,
                    before != null ? before.path() : path.substring(0, Math.max(0, path.lastIndexOf('/'))),
                    text(before), text(difference.after()));
        }

        private static String text(@Nullable Node node) {
            String text = node == null ? "" : node.value().text();
            return text.length() <= LONGEST ? text : text.substring(0, LONGEST) + "\u2026";
        }
    }

    /** Does something with the roots of both trees. */
    @FunctionalInterface
    private interface Work<T> {
        T with(Node before, Node after) throws IOException;
    }

    /** Compares an image with another file. */
    static ImageDiff of(Qcow2Image image, Path other, Progress progress) {
        List<Row> rows = new ArrayList<>();
        boolean[] isCut = {false};
        try {
            return open(image, other, (before, after) -> {
                TreeDiff.walk(before, after, progress, difference -> {
                    if (rows.size() == MOST) {
                        isCut[0] = true;
                        return false;
                    }
                    rows.add(Row.of(difference));
                    return true;
                });
                return new ImageDiff(List.copyOf(rows), isCut[0], null);
            });
        } catch (IOException e) {
            return new ImageDiff(List.of(), false, String.valueOf(e.getMessage()));
        }
    }

    /**
     * Saves all differences, as the command line prints them.
     *
     * @return the sentence that says how it went
     */
    static String save(Qcow2Image image, Path other, ListFormat format, Path target, Progress progress) {
        try {
            return open(image, other, (before, after) -> SafeSave.save(target, out ->
                    DiffWriter.write(before, after, format, out, progress)));
        } catch (IOException e) {
            return String.valueOf(e.getMessage());
        }
    }

    private static <T> T open(Qcow2Image image, Path other, Work<T> work) throws IOException {
        try (MappedFile file = MappedFile.open(other)) {
            Qcow2Image second = new Qcow2Image(file);
            if (!second.isRecognized()) {
                throw new IOException(Messages.get("diff.not-qcow2", other));
            }
            return work.with(image.root(), second.root());
        }
    }
}
