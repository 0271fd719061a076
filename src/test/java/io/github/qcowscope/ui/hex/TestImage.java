package io.github.qcowscope.ui.hex;

import io.github.qcowscope.bytes.ByteSource;
import io.github.qcowscope.job.Progress;
import io.github.qcowscope.qcow2.Qcow2Image;
import io.github.qcowscope.ui.Background;
import io.github.qcowscope.ui.Document;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.function.Consumer;
import java.util.function.Function;

/** The least image that has a header, an extension, a bitmap, its table and data, each in a cluster of its own. */
public final class TestImage {

    static final int CLUSTER = 1 << 16;
    /** Where the bitmap directory is. */
    static final long DIRECTORY = CLUSTER;
    /** Where the bitmap table is. */
    static final long TABLE = 2L * CLUSTER;
    /** Where the data of the bitmap's first cluster is. */
    static final long DATA = 16L * CLUSTER;
    /** Entries of the bitmap table. */
    static final int ENTRIES = 4096;

    /** Answers at once, on the thread that asks. */
    private static final Background AT_ONCE = new Background() {
        @Override
        public <T> void latest(String key, String title, Function<Progress, T> work, Consumer<T> then) {
            then.accept(work.apply(Progress.NONE));
        }
    };

    private TestImage() {}

    /** The bytes of the image, up to the end of the bitmap's first data cluster. */
    static byte[] bytes() {
        ByteBuffer image = ByteBuffer.allocate(17 * CLUSTER);
        image.putInt(0, 0x514649fb).putInt(4, 3).putInt(20, 16).putLong(24, (long) ENTRIES << 35);
        image.putLong(88, 1).putInt(96, 4).putInt(100, 104);
        image.putInt(104, 0x23852875).putInt(108, 24).putInt(112, 1).putLong(120, 32).putLong(128, DIRECTORY);
        int entry = (int) DIRECTORY;
        image.putLong(entry, TABLE).putInt(entry + 8, ENTRIES).putInt(entry + 12, 2);
        image.put(entry + 16, (byte) 1).put(entry + 17, (byte) 16).putShort(entry + 18, (short) 8);
        image.put(entry + 24, "bitmap-0".getBytes(StandardCharsets.ISO_8859_1));
        image.putLong((int) TABLE, DATA);
        return image.array();
    }

    /** A document of an image that is {@code length} bytes long. */
    public static Document document(long length) {
        return document(new SparseBytes(bytes(), length));
    }

    /** A document of these bytes, which answers every question at once. */
    static Document document(ByteSource source) {
        return new Document(Path.of(source.name()), new Qcow2Image(source), AT_ONCE);
    }
}
