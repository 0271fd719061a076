package io.github.qcowscope.cli;

import io.github.qcowscope.bytes.MappedFile;
import io.github.qcowscope.qcow2.ImageReference;
import java.io.IOException;
import java.nio.file.InvalidPathException;
import picocli.CommandLine.Parameters;

/** The argument {@code IMAGE} of a command; a mixin. */
final class ImageArgument {

    @Parameters(index = "0", paramLabel = "IMAGE[#PATH]",
            description = "The image, and a node of its tree such as bitmaps/bitmap-1/table/3.")
    private String image = "";

    /** What the user means by it. */
    ImageReference reference() {
        return parse(image);
    }

    /** Opens the file; the command closes it. */
    static MappedFile open(ImageReference reference) {
        try {
            return MappedFile.open(reference.file());
        } catch (IOException e) {
            throw new Failure(e.getMessage(), e);
        }
    }

    static ImageReference parse(String text) {
        try {
            return ImageReference.parse(text);
        } catch (InvalidPathException e) {
            throw new Failure(text + " cannot be the name of a file.", e);
        }
    }
}
