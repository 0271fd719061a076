package io.github.qcowscope.qcow2;

import io.github.qcowscope.bytes.ByteSource;
import io.github.qcowscope.qcow2.header.Header;
import io.github.qcowscope.qcow2.layout.Geometry;
import io.github.qcowscope.qcow2.mapping.L2Entry;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * One image of a backing chain.
 *
 * @param depth    0 for the image itself, 1 for its backing file, and so on
 * @param file     its name, put together from the names in the images above it as QEMU does
 * @param path     where it lies
 * @param source   its bytes
 * @param image    its structures; null where it is a raw image
 * @param dataFile the external data file that has its guest data; null where it has none, or none that can be read
 * @param length   bytes of the virtual disk, in whole sectors as QEMU counts them
 */
public record Layer(int depth, String file, Path path, ByteSource source, @Nullable Qcow2Image image,
        @Nullable DataFile dataFile, long length) {

    /**
     * An external data file: a raw file in which each guest byte lies at its guest offset.
     *
     * @param file   its name as the image tells it, or where it was found in the image's folder
     * @param source its bytes
     */
    public record DataFile(String file, ByteSource source) {}

    /** A QCOW2 image; QEMU leaves out what follows the last whole sector of the disk. */
    static Layer of(int depth, String file, Path path, Qcow2Image image, @Nullable DataFile dataFile) {
        long size = image.geometry().virtualSize();
        return new Layer(depth, file, path, image.source(), image, dataFile, size - size % L2Entry.SECTOR);
    }

    /** A raw image; QEMU fills its last sector with zeros. */
    static Layer raw(int depth, String file, Path path, ByteSource source) {
        long sectors = Geometry.ceilDiv(source.length(), L2Entry.SECTOR);
        return new Layer(depth, file, path, source, null, null, Math.min(sectors, Long.MAX_VALUE / L2Entry.SECTOR)
                * L2Entry.SECTOR);
    }

    /** Whether guest data is encrypted, so that no host byte is a guest byte. */
    public boolean isEncrypted() {
        return image != null && image.header().raw(Header.CRYPT_METHOD) != 0;
    }

    /** Name of the file that has the guest data. */
    public String guestFile() {
        return dataFile == null ? file : dataFile.file();
    }

    /** The bytes that guest data is read from; null where the external data file is missing. */
    public @Nullable ByteSource guestSource() {
        return dataFile != null ? dataFile.source() : image != null && image.geometry().dataFile() ? null : source;
    }
}
