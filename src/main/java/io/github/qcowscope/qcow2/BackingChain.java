package io.github.qcowscope.qcow2;

import io.github.qcowscope.bytes.ByteSource;
import io.github.qcowscope.bytes.MappedFile;
import io.github.qcowscope.bytes.Span;
import io.github.qcowscope.qcow2.header.ExtensionType;
import io.github.qcowscope.qcow2.header.HeaderExtension;
import io.github.qcowscope.schema.Problem;
import java.io.IOException;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * An image and the files behind it: each backing file in its turn, and external data files. Every layer is an image of
 * its own, with its own tree. What cannot be opened ends the chain and is a problem, not an error.
 */
public final class BackingChain implements AutoCloseable {

    /** A longer chain is not followed. */
    public static final int MOST = 256;

    private final List<Layer> layers = new ArrayList<>();
    private final List<Problem> problems = new ArrayList<>();
    private final List<ByteSource> opened = new ArrayList<>();
    private final Set<Path> seen = new HashSet<>();
    private boolean broken;

    private BackingChain() {}

    /**
     * Opens the files behind an image.
     *
     * @param path  where the image lies; names in it are relative to its folder
     * @param image its structures, of which the chain closes nothing
     */
    public static BackingChain of(Path path, Qcow2Image image) {
        BackingChain chain = new BackingChain();
        String file = path.toString();
        chain.isNew(path);
        chain.add(file, path, image.source(), image.isRecognized() ? image : null);
        while (!chain.broken && chain.openNext()) {
            // The next backing file has been added.
        }
        return chain;
    }

    /** An image without the files behind it, which are not opened: what they hold is told as a problem. */
    public static BackingChain alone(Path path, Qcow2Image image) {
        BackingChain chain = new BackingChain();
        chain.layers.add(image.isRecognized() ? Layer.of(0, path.toString(), path, image, null)
                : Layer.raw(0, path.toString(), path, image.source()));
        String backing = text(image.header().backingFileName());
        if (!backing.isEmpty()) {
            chain.end("backing-not-opened", "It is in the backing file, " + backing + ".");
        }
        return chain;
    }

    /** The layers, the image itself first. */
    public List<Layer> layers() {
        return List.copyOf(layers);
    }

    /** What is wrong with the chain: files that are missing or cannot be read, a circle, a name of an unknown kind. */
    public List<Problem> problems() {
        return List.copyOf(problems);
    }

    /** Whether the last layer has a backing file that could not be opened. */
    public boolean isBroken() {
        return broken;
    }

    private void add(String file, Path path, ByteSource source, @Nullable Qcow2Image image) {
        int depth = layers.size();
        layers.add(image == null ? Layer.raw(depth, file, path, source)
                : Layer.of(depth, file, path, image, dataFile(file, image)));
    }

    /** Opens the backing file of the last layer, if it has one. */
    private boolean openNext() {
        Layer above = layers.getLast();
        String name = above.image() == null ? "" : text(above.image().header().backingFileName());
        if (above.image() == null || name.isEmpty()) {
            return false;
        }
        if (layers.size() == MOST) {
            return end(
                    "backing-chain-length", "The chain of backing files is longer than %d and is not followed further."
                    .formatted(MOST));
        }
        String file = FileNames.resolve(above.file(), name);
        if (file == null) {
            return end("backing-protocol", "The backing file " + name
                    + " is reached by a protocol, and not a file that can be opened here.");
        }
        try {
            Path path = Path.of(file);
            MappedFile source = MappedFile.open(path);
            opened.add(source);
            return isNew(path) ? addBacking(above.image(), file, path, source)
                    : end("backing-cycle",
                            "The backing file " + file + " is already part of the chain, which goes in a circle.");
        } catch (IOException | InvalidPathException e) {
            return end("backing-missing", "The backing file cannot be opened: " + e.getMessage());
        }
    }

    private boolean addBacking(Qcow2Image above, String file, Path path, ByteSource source) {
        String format = above.extensions().first(ExtensionType.BACKING_FORMAT)
                .filter(extension -> extension.view().has(HeaderExtension.TEXT))
                .map(extension -> extension.view().text(HeaderExtension.TEXT))
                .orElseGet(() -> FileNames.probe(source));
        switch (format) {
            case "raw", "file", "host_device" -> add(file, path, source, null);
            case "qcow2" -> {
                Qcow2Image image = new Qcow2Image(source);
                if (!image.isRecognized()) {
                    return end("backing-format", "The backing file " + file + " should be QCOW2 and is not.");
                }
                add(file, path, source, image);
            }
            default -> {
                return end("backing-format", "The backing file %s has the format %s, which is not known here."
                        .formatted(file, format));
            }
        }
        return true;
    }

    private Layer.@Nullable DataFile dataFile(String image, Qcow2Image of) {
        if (!of.geometry().dataFile()) {
            return null;
        }
        String name = of.extensions().first(ExtensionType.DATA_FILE)
                .filter(extension -> extension.view().has(HeaderExtension.TEXT))
                .map(extension -> upToZero(extension.view().text(HeaderExtension.TEXT)))
                .orElse("");
        if (name.isEmpty()) {
            return missing("The image " + image + " does not tell the name of its external data file.");
        }
        String beside = FileNames.resolve(image, name);
        if (beside == null) {
            return missing("The external data file " + name
                    + " is reached by a protocol, and not a file that can be opened here.");
        }
        // QEMU looks for it in the folder that it was started in; people keep it beside the image.
        Layer.DataFile found = openDataFile(beside);
        if (found == null && !beside.equals(name)) {
            found = openDataFile(name);
        }
        return found == null ? missing("The external data file " + beside + " cannot be opened.") : found;
    }

    private Layer.@Nullable DataFile openDataFile(String file) {
        try {
            MappedFile source = MappedFile.open(Path.of(file));
            opened.add(source);
            return new Layer.DataFile(file, source);
        } catch (IOException | InvalidPathException e) {
            return null;
        }
    }

    private Layer.@Nullable DataFile missing(String sentence) {
        problems.add(Problem.warning("data-file-missing", sentence));
        return null;
    }

    private boolean end(String rule, String sentence) {
        problems.add(Problem.warning(rule, sentence));
        broken = true;
        return false;
    }

    private boolean isNew(Path path) {
        try {
            return seen.add(path.toRealPath());
        } catch (IOException e) {
            // It could be opened a moment ago and is gone now; the length of the chain is bounded all the same.
            return true;
        }
    }

    private static String text(Span name) {
        return upToZero(name.source().chunk(name.range().offset(), (int) name.range().length()).text());
    }

    /** QEMU takes names for C strings. */
    private static String upToZero(String name) {
        int zero = name.indexOf('\0');
        return zero < 0 ? name : name.substring(0, zero);
    }

    /** Closes the backing files and data files, but not the image itself. */
    @Override
    public void close() {
        opened.forEach(ByteSource::close);
    }
}
