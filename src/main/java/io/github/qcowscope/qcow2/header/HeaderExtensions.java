package io.github.qcowscope.qcow2.header;

import io.github.qcowscope.bytes.ByteRange;
import io.github.qcowscope.bytes.ByteSource;
import io.github.qcowscope.qcow2.layout.Area;
import io.github.qcowscope.qcow2.layout.Geometry;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The header extensions of an image, from the end of the header to the end marker, or to where the area must end: at
 * the backing file's name, or at the end of the first cluster.
 *
 * @param list  in the order of the file, with the end marker
 * @param range the bytes from the first extension to the end of the last
 * @param area  where extensions may lie
 */
public record HeaderExtensions(List<HeaderExtension> list, ByteRange range, ByteRange area) {

    /** A damaged image can look as if it had a quarter of a million; nobody wants to see more than this. */
    private static final int MOST = 4096;

    /** Reads the extensions of an image. */
    public static HeaderExtensions of(Header header, Geometry geometry) {
        ByteSource source = header.view().source();
        long start = Math.min(geometry.headerLength(), geometry.fileLength());
        long name = header.raw(Header.BACKING_FILE_OFFSET);
        long end = Math.min(geometry.clusterSize(), geometry.fileLength());
        if (name > 0) {
            end = Math.min(end, name);
        }
        Area area = new Area(geometry, Math.max(start, end));
        List<HeaderExtension> found = new ArrayList<>();
        long at = start;
        while (at + HeaderExtension.PREFIX <= area.end() && found.size() < MOST) {
            HeaderExtension extension = HeaderExtension.at(source, area, at, found.size());
            found.add(extension);
            at = extension.range().end();
            if (extension.type() == ExtensionType.END) {
                break;
            }
        }
        return new HeaderExtensions(List.copyOf(found), ByteRange.between(start, at),
                ByteRange.between(start, area.end()));
    }

    /**
     * An extension's key in a node's path: its type's, made unique by its index where another of the type stands before
     * it.
     */
    public String key(HeaderExtension extension) {
        ExtensionType type = extension.type();
        int first = first(type).orElse(extension).index();
        return first == extension.index() ? type.key() : type.key() + "~" + extension.index();
    }

    /** The first extension of a type. */
    public Optional<HeaderExtension> first(ExtensionType type) {
        return list.stream().filter(extension -> extension.type() == type).findFirst();
    }
}
