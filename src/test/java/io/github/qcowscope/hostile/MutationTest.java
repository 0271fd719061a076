package io.github.qcowscope.hostile;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.qcowscope.bytes.HeapBytes;
import io.github.qcowscope.bytes.MappedFile;
import io.github.qcowscope.fixture.CountingSource;
import io.github.qcowscope.fixture.Damage;
import io.github.qcowscope.fixture.SampleImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Thousands of damaged copies of every kind of image, each asked everything. More of them, or others, with
 * {@code -Dqcowscope.mutations=5000 -Dqcowscope.seed=7}.
 */
@DisplayName("Whatever is done to an image")
class MutationTest {

    private static final int MUTATIONS = Integer.getInteger("qcowscope.mutations", 240);
    private static final long SEED = Long.getLong("qcowscope.seed", 1);
    private static final int MOST_NODES = 1500;
    private static final int CHECKS = 16;
    private static final int MOST_BYTES = 1 << 16;
    /** Bytes that a single question may read, however often it comes back to the same tables. */
    private static final long MOST_READ = 64L << 20;

    @TempDir
    private Path folder;

    static List<String> images() {
        return List.copyOf(SeedImages.all().keySet());
    }

    private static List<Damage.Copy> copies(byte[] sound, int count) {
        Damage damage = new Damage(sound, SEED);
        List<Damage.Copy> copies = new ArrayList<>(damage.overwrites(count / 2));
        copies.addAll(damage.flips(count / 4));
        copies.addAll(damage.cuts(count / 8));
        copies.addAll(damage.overlaps(count / 8));
        return copies;
    }

    @ParameterizedTest
    @MethodSource("images")
    @DisplayName("all questions have answers, which are sound in themselves and cost little")
    void small(String name) {
        for (Damage.Copy copy : copies(SeedImages.all().get(name).bytes().toArray(), MUTATIONS)) {
            ask(name, copy);
        }
    }

    @Test
    @DisplayName("the same holds for the bundled sample")
    void sample() {
        for (Damage.Copy copy : copies(SampleImage.make().bytes().toArray(), MUTATIONS / 4)) {
            ask("sample", copy);
        }
    }

    private static void ask(String name, Damage.Copy copy) {
        byte[] before = copy.bytes().clone();
        CountingSource source = new CountingSource(new HeapBytes("image", copy.bytes()));
        try {
            Interrogation.of(source, MOST_NODES, () -> {
                assertThat(source.bytesRead()).as("bytes read for one question").isLessThan(MOST_READ);
                source.reset();
                return new Effort(CHECKS, MOST_BYTES);
            });
            assertThat(copy.bytes()).isEqualTo(before);
        } catch (Throwable e) {
            throw new AssertionError("seed %d, image %s, %s: %s".formatted(SEED, name, copy.what(), e), e);
        }
    }

    @Test
    @DisplayName("the file stays as it is")
    void fileUnchanged() throws IOException {
        for (Map.Entry<String, io.github.qcowscope.fixture.TestImage> image : SeedImages.all().entrySet()) {
            for (Damage.Copy copy : copies(image.getValue().bytes().toArray(), 8)) {
                Path file = Files.write(folder.resolve("image.qcow2"), copy.bytes());
                var modified = Files.getLastModifiedTime(file);
                try (MappedFile source = MappedFile.open(file)) {
                    Interrogation.of(source, MOST_NODES, () -> new Effort(CHECKS, MOST_BYTES));
                }
                assertThat(file).as(copy.what()).hasBinaryContent(copy.bytes());
                assertThat(Files.getLastModifiedTime(file)).isEqualTo(modified);
                assertThat(folder).isDirectoryContaining(file::equals);
            }
        }
    }
}
