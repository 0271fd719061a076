package io.github.qcowscope.dump;

import io.github.qcowscope.bytes.ByteSource;
import io.github.qcowscope.job.Progress;
import io.github.qcowscope.qcow2.Qcow2Image;
import io.github.qcowscope.qcow2.bitmap.BitmapDirectory;
import io.github.qcowscope.qcow2.header.Header;
import io.github.qcowscope.schema.Node;
import java.io.IOException;
import java.io.OutputStream;
import java.util.stream.Collectors;
import java.util.stream.LongStream;

/** Writes what is inside an image. */
public final class Dump {

    private static final int SUGGESTED = 8;
    private static final String BITMAPS = "bitmaps/";

    private Dump() {}

    /**
     * Writes a dump as UTF-8 with line feeds. Nothing in the image, however damaged, makes it fail.
     *
     * @param source   the image's bytes
     * @param request  what to write
     * @param out      where to; flushed, not closed, and buffered already
     * @param progress told how far the dump is, and asked whether to go on
     * @throws IOException when {@code out} does
     * @throws DumpRefused before anything is written: there is no such node, the layout has no place for it, or one of
     *                     QEMU's layouts was asked of a file that is not QCOW2
     * @throws io.github.qcowscope.job.Cancelled when {@code progress} says so
     */
    public static void write(ByteSource source, DumpRequest request, OutputStream out, Progress progress)
            throws IOException, DumpRefused {
        ByteSource ahead = new ReadAhead(source);
        Qcow2Image image = new Qcow2Image(ahead);
        if (request.format().isScript()) {
            refuseWhatIsNotQcow2(image, request.format());
        }
        Node node = find(image.root(), request.path());
        switch (request.format()) {
            case QEMU ->
                    script(image, node, request, new ScriptText(image.header().view(), new TextOutput(out)), progress);
            case PATCH ->
                    script(image, node, request, new ScriptPatch(image.header().view(), new TextOutput(out)), progress);
            case QEMU_JSON -> script(image, node, request, new ScriptJson(out), progress);
            case TEXT -> new TreeWalk(new TreeText(ahead, new TextOutput(out)), progress).walk(node);
            case JSON -> new TreeWalk(new TreeJson(ahead, out), progress).walk(node);
        }
    }

    /**
     * Writes a node and all below it as {@link DumpFormat#TEXT} does, also one that only an image in use has, such as a
     * gap.
     *
     * @param image    the image's bytes; nodes of another source say so
     * @param out      where to; flushed, not closed, and buffered already
     * @param progress asked whether to go on
     * @throws IOException when {@code out} does
     */
    public static void writeText(ByteSource image, Node node, OutputStream out, Progress progress) throws IOException {
        new TreeWalk(new TreeText(image, new TextOutput(out)), progress).walk(node);
    }

    private static void refuseWhatIsNotQcow2(Qcow2Image image, DumpFormat format) throws DumpRefused {
        String name = image.source().name();
        if (!image.isRecognized()) {
            throw new DumpRefused(name + (image.source().length() == 0 ? " is empty; " : " is not a QCOW2 image; ")
                    + "the format " + format + " shows nothing else.");
        }
        if (image.header().raw(Header.VERSION) == 1) {
            throw new DumpRefused(name + " is a QCOW image of version 1, which the format " + format + " cannot show.");
        }
    }

    private static Node find(Node root, String path) throws DumpRefused {
        Node node = root.find(path);
        if (node != null) {
            return node;
        }
        Node nearest = root;
        for (int slash = path.indexOf('/'); slash > 0; slash = path.indexOf('/', slash + 1)) {
            Node ancestor = root.find(path.substring(0, slash));
            nearest = ancestor == null ? nearest : ancestor;
        }
        String where = nearest.path().isEmpty() ? "the image" : nearest.path();
        throw new DumpRefused("There is no node " + path + " in the image; "
                + (nearest.childCount() == 0 ? "there is nothing below " + where + "."
                        : where + " has " + keys(nearest) + "."));
    }

    private static String keys(Node node) {
        String first = LongStream.range(0, Math.min(SUGGESTED, node.childCount()))
                .mapToObj(i -> node.child(i).key())
                .collect(Collectors.joining(", "));
        return node.childCount() > SUGGESTED ? first + " and " + (node.childCount() - SUGGESTED) + " more" : first;
    }

    private static void script(Qcow2Image image, Node node, DumpRequest request, ScriptLayout layout, Progress progress)
            throws IOException, DumpRefused {
        ScriptWalk walk = new ScriptWalk(image, layout, progress);
        String path = node.path();
        if (path.isEmpty()) {
            if (!request.extensionsOnly()) {
                walk.header();
            }
            walk.extensions();
        } else if (path.equals("header")) {
            walk.header();
        } else if (path.equals("extensions")) {
            walk.extensions();
        } else {
            walk.bitmap(bitmapAt(image, path, request.format()));
        }
        layout.finish();
    }

    private static long bitmapAt(Qcow2Image image, String path, DumpFormat format) throws DumpRefused {
        if (path.startsWith(BITMAPS) && image.bitmaps().isPresent()) {
            BitmapDirectory directory = image.bitmaps().get();
            int index = directory.indexOf(path.substring(BITMAPS.length()));
            if (index >= 0) {
                return directory.get(index).view().offset();
            }
        }
        throw new DumpRefused(
                "The format " + format + " shows the whole image, its header, its extensions or one bitmap, but not "
                + path + "; text and json show anything.");
    }
}
