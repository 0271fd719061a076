package io.github.qcowscope.cli;

import io.github.qcowscope.bytes.MappedFile;
import java.io.IOException;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import picocli.CommandLine.Parameters;

/** The argument {@code IMAGE} of a command that is about the image as a whole; a mixin. */
final class FileArgument {

    @Parameters(index = "0", paramLabel = "IMAGE", description = "The image.")
    private String image = "";

    /** What the user wrote. */
    String text() {
        return image;
    }

    /** Opens a file; the command closes it. */
    static MappedFile open(String image) {
        try {
            return MappedFile.open(Path.of(image));
        } catch (IOException e) {
            throw new Failure(e.getMessage(), e);
        } catch (InvalidPathException e) {
            throw new Failure(image + " cannot be the name of a file.", e);
        }
    }
}
