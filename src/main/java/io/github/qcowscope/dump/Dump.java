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
    private static final String HEADER = "header";
    private static final String EXTENSIONS = "extensions";
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
        switch (request.format()) {
            case QEMU, PATCH, QEMU_JSON -> script(ahead, request, out, progress);
            case TEXT -> new TreeWalk(new TreeText(ahead, new TextOutput(out)), progress)
                    .walk(find(new Qcow2Image(ahead).root(), request.path()));
            case JSON -> new TreeWalk(new TreeJson(ahead, out), progress)
                    .walk(find(new Qcow2Image(ahead).root(), request.path()));
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

    private static void refuseWhatIsNotQcow2(Header header, DumpFormat format) throws DumpRefused {
        ByteSource source = header.view().source();
        if (!header.isPlausible()) {
            throw new DumpRefused(source.name() + (source.length() == 0 ? " is empty; " : " is not a QCOW2 image; ")
                    + "the format " + format + " shows nothing else.");
        }
        if (header.raw(Header.VERSION) == 1) {
            throw new DumpRefused(
                    source.name() + " is a QCOW image of version 1, which the format " + format + " cannot show.");
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

    /** Reads no more than the script does: a whole image is dumped without a tree. */
    private static void script(ByteSource source, DumpRequest request, OutputStream out, Progress progress)
            throws IOException, DumpRefused {
        Header header = new Header(source);
        refuseWhatIsNotQcow2(header, request.format());
        long bitmap = -1;
        String path = request.path();
        if (!path.isEmpty()) {
            Qcow2Image image = new Qcow2Image(source);
            path = find(image.root(), path).path();
            bitmap = path.isEmpty() || path.equals(HEADER) || path.equals(EXTENSIONS) ? -1
                    : bitmapAt(image, path, request.format());
        }
        ScriptLayout layout = switch (request.format()) {
            case PATCH -> new ScriptPatch(header.view(), new TextOutput(out));
            case QEMU_JSON -> new ScriptJson(out);
            // Never called for the last two, which are no layouts of the script's.
            case QEMU, TEXT, JSON -> new ScriptText(header.view(), new TextOutput(out));
        };
        ScriptWalk walk = new ScriptWalk(header, layout, progress);
        if (bitmap >= 0) {
            walk.bitmap(bitmap);
        } else {
            if (path.isEmpty() ? !request.extensionsOnly() : path.equals(HEADER)) {
                walk.header();
            }
            if (!path.equals(HEADER)) {
                walk.extensions();
            }
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
