package io.github.qcowscope.dump;

import io.github.qcowscope.fixture.BitmapSpec;
import io.github.qcowscope.fixture.ImageBuilder;
import io.github.qcowscope.fixture.SnapshotSpec;
import io.github.qcowscope.fixture.TestImage;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * A small image with most kinds of structure, and with damage. What its dumps look like was reviewed; after a change that is
 * meant, write them anew from the project's folder, and review the difference:
 *
 * <pre>{@code java -cp target/classes:target/test-classes:… io.github.qcowscope.dump.VariousImage}</pre>
 */
final class VariousImage {

    /** All of it as text. */
    static final String TEXT = "various.text";
    /** A bitmap as JSON. */
    static final String JSON = "various-drift.json";
    /** The bitmap that {@link #JSON} shows. */
    static final String JSON_PATH = "bitmaps/drift";

    private VariousImage() {}

    static TestImage make() {
        TestImage image = new ImageBuilder().clusterBits(9).refcountOrder(6).size(4096).backing("base.raw", "raw")
                .data(0, "hello").compressed(512, "x".repeat(512).getBytes(StandardCharsets.US_ASCII))
                .snapshot(SnapshotSpec.named("first")).zero(1024)
                .bitmap(BitmapSpec.named("backup").granularityBits(9).auto().data(1))
                .bitmap(BitmapSpec.named("drift").granularityBits(9).flags(0x103).entry(0x401))
                .build();
        return image.poke(image.l2Entry(0) + 24, 8, 0x8000_0000_7fff_fe00L);
    }

    /** Writes the reviewed files. */
    public static void main(String[] arguments) throws IOException {
        Path folder = Path.of("src", "test", "resources", "golden");
        Files.writeString(folder.resolve(TEXT), Dumps.of(make().bytes(), DumpFormat.TEXT));
        Files.writeString(folder.resolve(JSON), Dumps.of(make().bytes(), DumpFormat.JSON, JSON_PATH));
    }
}
