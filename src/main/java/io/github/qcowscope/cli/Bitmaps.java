package io.github.qcowscope.cli;

import io.github.qcowscope.bytes.ByteSource;
import io.github.qcowscope.qcow2.ImageReference;
import io.github.qcowscope.qcow2.Qcow2Image;
import io.github.qcowscope.qcow2.bitmap.BitmapDirectory;
import io.github.qcowscope.qcow2.dirty.DirtyBitmap;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** Finds what commands about bitmaps are asked for, or says in a sentence why it cannot be found. */
final class Bitmaps {

    private static final int SUGGESTED = 8;
    private static final String BITMAPS = "bitmaps/";

    private Bitmaps() {}

    /** The key of the bitmap that a path leads to; null where there is no path. */
    static @Nullable String keyIn(ImageReference reference) {
        String path = reference.nodePath();
        if (path.isEmpty() || path.equals("bitmaps")) {
            return null;
        }
        if (!path.startsWith(BITMAPS)) {
            throw new Failure(path + " is no bitmap; bitmaps/NAME is one.");
        }
        return path.substring(BITMAPS.length()).split("/", 2)[0];
    }

    /** The image in a file that must be QCOW2. */
    static Qcow2Image open(ByteSource file) {
        Qcow2Image image = new Qcow2Image(file);
        if (!image.isRecognized()) {
            throw new Failure(file.name() + (file.length() == 0 ? " is empty." : " is not a QCOW2 image."));
        }
        return image;
    }

    /** The bitmap with a name, or with a key as in a node's path. */
    static DirtyBitmap named(Qcow2Image image, String name) {
        return DirtyBitmap.named(image, name).orElseThrow(() -> new Failure(image.bitmaps()
                .filter(directory -> directory.count() > 0)
                .map(directory -> "There is no bitmap " + name + " in the image; it has " + names(directory) + ".")
                .orElse("There is no bitmap " + name + " in the image, which has none at all.")));
    }

    private static String names(BitmapDirectory directory) {
        String first = IntStream.range(0, Math.min(SUGGESTED, directory.count()))
                .mapToObj(i -> directory.get(i).name())
                .collect(Collectors.joining(", "));
        return directory.count() > SUGGESTED ? first + " and " + (directory.count() - SUGGESTED) + " more" : first;
    }
}
