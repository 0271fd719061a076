package io.github.qcowscope.ui.panel.compare;

import io.github.qcowscope.bytes.MappedFile;
import io.github.qcowscope.qcow2.BackingChain;
import io.github.qcowscope.qcow2.Qcow2Image;
import io.github.qcowscope.qcow2.dirty.DirtyBitmap;
import io.github.qcowscope.schema.Problem;
import io.github.qcowscope.ui.panel.ShownBitmap;
import io.github.qcowscope.ui.text.Messages;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * Where the bitmaps come from that one is compared with: the image itself, another one, or the files behind it, of
 * which each has at most one of the same name.
 */
interface CompareSource extends AutoCloseable {

    /**
     * A bitmap that can be chosen.
     *
     * @param label what it is called in a list
     * @param image its image
     * @param index its place in the directory
     */
    record Choice(String label, Qcow2Image image, int index) {

        /** The bitmap. */
        Optional<DirtyBitmap> bitmap() {
            return image.bitmaps().filter(directory -> index < directory.count())
                    .map(directory -> new DirtyBitmap(image, directory.get(index)));
        }
    }

    /** The bitmaps that one of this name can be compared with. */
    List<Choice> choices(String name);

    /** Which of the choices comes first. */
    int favourite(String name);

    /** Why there is no choice. */
    String sentence(String name);

    @Override
    default void close() {}

    /** The bitmaps of an image that somebody else closes. */
    static CompareSource of(Qcow2Image image) {
        return new OneImage(image, () -> {}, true);
    }

    /**
     * The bitmaps of another image.
     *
     * @throws IOException with the sentence that says why it cannot be used
     */
    static CompareSource open(Path file) throws IOException {
        MappedFile source = MappedFile.open(file);
        Qcow2Image image = new Qcow2Image(source);
        if (ShownBitmap.names(image).isEmpty()) {
            source.close();
            throw new IOException(Messages.get("bitmap.compare.no-bitmaps", file));
        }
        return new OneImage(image, source::close, false);
    }

    /** The bitmaps of the same name in the files behind an image. */
    static CompareSource behind(Path path, Qcow2Image image) {
        return new Behind(BackingChain.of(path, image));
    }

    /**
     * One image.
     *
     * @param isItself whether it is the one that the first bitmap is of
     */
    record OneImage(Qcow2Image image, Runnable closing, boolean isItself) implements CompareSource {
        @Override
        public List<Choice> choices(String name) {
            List<String> names = ShownBitmap.names(image);
            return IntStream.range(0, names.size()).mapToObj(i -> new Choice(names.get(i), image, i)).toList();
        }

        /** The one of the same name in another image; in the same one that would be the bitmap itself, so the next one. */
        @Override
        public int favourite(String name) {
            List<String> names = ShownBitmap.names(image);
            int same = names.indexOf(name);
            if (!isItself) {
                return Math.max(0, same);
            }
            return same < 0 ? Math.min(1, Math.max(0, names.size() - 1)) : (same + 1) % names.size();
        }

        @Override
        public String sentence(String name) {
            return Messages.get("bitmap.picture.none");
        }

        @Override
        public void close() {
            closing.run();
        }
    }

    /** A chain of backing files. */
    record Behind(BackingChain chain) implements CompareSource {
        @Override
        public List<Choice> choices(String name) {
            return chain.layers().stream().skip(1).flatMap(layer -> Stream.ofNullable(layer.image())
                    .flatMap(image -> DirtyBitmap.named(image, name).stream()
                            .map(found -> new Choice(Messages.get("bitmap.compare.in-file", name,
                                    layer.path().getFileName()), image, found.bitmap().index())))).toList();
        }

        @Override
        public int favourite(String name) {
            return 0;
        }

        @Override
        public String sentence(String name) {
            return Messages.get("bitmap.compare.not-behind", name)
                    + chain.problems().stream().findFirst().map(Problem::message).map(" "::concat).orElse("");
        }

        @Override
        public void close() {
            chain.close();
        }
    }
}
