package io.github.qcowscope.cli;

import io.github.qcowscope.bytes.MappedFile;
import io.github.qcowscope.qcow2.BackingChain;
import io.github.qcowscope.qcow2.ImageReference;
import io.github.qcowscope.qcow2.Layer;
import io.github.qcowscope.qcow2.Qcow2Image;
import io.github.qcowscope.qcow2.dirty.DirtyBitmap;
import java.util.Optional;

/**
 * The bitmap to compare with, and what has to be closed when that is done.
 *
 * @param bitmap the bitmap
 * @param opened the file or the files that it needs
 */
record OtherBitmap(DirtyBitmap bitmap, Runnable opened) implements AutoCloseable {

    private static final String BITMAPS = "bitmaps/";

    /**
     * What the user calls it: a bitmap of the same image, or another image, in which the bitmap has the same name
     * unless {@code #bitmaps/NAME} says another.
     */
    static OtherBitmap of(DirtyBitmap first, String text) {
        Optional<DirtyBitmap> same = DirtyBitmap.named(first.image(), text);
        if (same.isPresent()) {
            return new OtherBitmap(same.get(), () -> {});
        }
        ImageReference reference = ImageArgument.parse(text);
        if (!reference.file().toFile().exists()) {
            throw new Failure("There is neither a bitmap " + text + " in the image nor a file of that name.");
        }
        String path = reference.nodePath();
        MappedFile file = ImageArgument.open(reference);
        try {
            String name = path.startsWith(BITMAPS) ? path.substring(BITMAPS.length()) : first.bitmap().name();
            return new OtherBitmap(Bitmaps.named(Bitmaps.open(file), name), file::close);
        } catch (Failure e) {
            file.close();
            throw e;
        }
    }

    /** The bitmap of the same name in the nearest backing file that has one. */
    static OtherBitmap inBackingFile(DirtyBitmap first, MappedFile file) {
        BackingChain chain = BackingChain.of(file.path(), first.image());
        for (Layer layer : chain.layers().subList(1, chain.layers().size())) {
            Qcow2Image image = layer.image();
            Optional<DirtyBitmap> found =
                    image == null ? Optional.empty() : DirtyBitmap.named(image, first.bitmap().name());
            if (found.isPresent()) {
                return new OtherBitmap(found.get(), chain::close);
            }
        }
        String why = chain.problems().isEmpty() ? "" : " " + chain.problems().getFirst().message();
        chain.close();
        throw new Failure("No backing file has a bitmap " + first.bitmap().name() + "." + why);
    }

    @Override
    public void close() {
        opened.run();
    }
}
