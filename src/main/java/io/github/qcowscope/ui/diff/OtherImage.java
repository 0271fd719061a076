package io.github.qcowscope.ui.diff;

import io.github.qcowscope.bytes.MappedFile;
import io.github.qcowscope.qcow2.Qcow2Image;
import io.github.qcowscope.schema.Node;
import io.github.qcowscope.ui.text.Messages;
import java.io.IOException;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/** An image beside the open one, which is opened when it is first needed. */
final class OtherImage implements AutoCloseable {

    private final Path path;
    private @Nullable MappedFile file;
    private boolean isClosed;

    OtherImage(Path path) {
        this.path = path;
    }

    /** The file. */
    Path path() {
        return path;
    }

    /**
     * The root of its structures.
     *
     * @throws IOException with the sentence that says why it cannot be opened
     */
    synchronized Node root() throws IOException {
        MappedFile source = file != null ? file : MappedFile.open(path);
        Qcow2Image image = new Qcow2Image(source);
        if (isClosed || !image.isRecognized()) {
            source.close();
            throw new IOException(Messages.get("diff.not-qcow2", path));
        }
        file = source;
        return image.root();
    }

    @Override
    public synchronized void close() {
        isClosed = true;
        if (file != null) {
            file.close();
        }
    }
}
