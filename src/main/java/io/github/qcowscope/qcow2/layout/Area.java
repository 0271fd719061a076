package io.github.qcowscope.qcow2.layout;

/**
 * What a structure's fields need to know of the file around them.
 *
 * @param geometry the image's numbers
 * @param end      offset of the first byte after the area that the structure must fit in, for instance after the bitmap
 *                 directory; never past the end of the file
 */
public record Area(Geometry geometry, long end) {

    /** The whole file. */
    public static Area file(Geometry geometry) {
        return new Area(geometry, geometry.fileLength());
    }

    /** How many of {@code length} bytes at {@code offset} lie inside the area; both numbers may be anything. */
    public long clip(long offset, long length) {
        if (offset < 0 || offset >= end) {
            return 0;
        }
        return length < 0 ? end - offset : Math.min(length, end - offset);
    }
}
