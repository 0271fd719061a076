package io.github.qcowscope.ui.hex;

import io.github.qcowscope.bytes.ByteSource;
import io.github.qcowscope.fixture.BitmapSpec;
import io.github.qcowscope.fixture.ImageBuilder;
import io.github.qcowscope.qcow2.Qcow2Image;
import io.github.qcowscope.ui.document.Document;
import io.github.qcowscope.ui.job.AtOnce;
import java.nio.file.Path;

/** An image with one bitmap, whose directory, table and data are at known places. */
public final class HexImage {

    /** Where the bitmap directory is. */
    static final long DIRECTORY = 1 << 16;
    /** Where the bitmap table is. */
    static final long TABLE = 2 << 16;
    /** Entries of the bitmap table. */
    static final int ENTRIES = 4096;
    /** Where the data of the bitmap's first cluster is. */
    static final long DATA = 16 << 16;

    private HexImage() {}

    /** The bytes of the image; the cluster at {@link #DATA} is the last one. */
    static byte[] bytes() {
        return new ImageBuilder().size(1 << 30)
                .bitmapDirectoryAt(DIRECTORY)
                .bitmap(BitmapSpec.named("bitmap-0").auto().tableAt(TABLE).tableSize(ENTRIES).dataAt(DATA, 0xff))
                .build().bytes().toArray();
    }

    /** A document of the image, in a file that is {@code length} bytes long. */
    public static Document document(long length) {
        return document(new WatchedBytes(bytes(), length));
    }

    /** A document of these bytes, which answers every question at once. */
    static Document document(ByteSource source) {
        return new Document(Path.of(source.name()), new Qcow2Image(source), new AtOnce());
    }
}
