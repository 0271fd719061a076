package io.github.qcowscope.ui.document;

import io.github.qcowscope.qcow2.Qcow2Image;
import io.github.qcowscope.qcow2.layout.Geometry;
import java.util.List;
import java.util.stream.IntStream;

/**
 * What of an image has to remain when its file is read again, so that what panes have worked out of it still fits. A
 * table that has grown changes no shape; other clusters, or other bitmaps, do.
 *
 * @param recognized     whether it is an image at all
 * @param version        its version
 * @param clusterBits    its clusters' size
 * @param virtualSize    bytes of its disk
 * @param refcountOrder  its refcounts' width
 * @param extendedL2     whether its clusters have subclusters
 * @param offsetDigits   hexadecimal digits of its offsets, as the hex pane shows them
 * @param bitmaps        keys of its bitmaps
 */
record Shape(boolean recognized, int version, int clusterBits, long virtualSize, int refcountOrder, boolean extendedL2,
        int offsetDigits, List<String> bitmaps) {

    /** Digits of an offset that the hex pane has room for in any file. */
    private static final int LEAST_DIGITS = 8;
    /** Bitmaps that are looked at to see whether they are still the same; no pane offers more by name. */
    private static final int MOST_KEYS = 1000;

    /** The shape of an image as it is now: the image itself reads its bitmaps anew each time. */
    static Shape of(Qcow2Image image) {
        Geometry geometry = image.geometry();
        return new Shape(image.isRecognized(), geometry.version(), geometry.clusterBits(), geometry.virtualSize(),
                geometry.refcountOrder(), geometry.extendedL2(), digits(geometry.fileLength()), bitmapKeys(image));
    }

    private static int digits(long length) {
        return Math.max(LEAST_DIGITS, Long.toHexString(Math.max(0, length - 1)).length());
    }

    private static List<String> bitmapKeys(Qcow2Image of) {
        return of.bitmaps().map(found -> IntStream.range(0, Math.min(MOST_KEYS, found.count()))
                .mapToObj(index -> found.get(index).key()).toList()).orElse(List.of());
    }
}
