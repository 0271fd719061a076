package io.github.qcowscope.qcow2;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.qcowscope.bytes.MappedFile;
import io.github.qcowscope.fixture.ImageBuilder;
import io.github.qcowscope.schema.Problem;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.function.Consumer;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayName("A backing chain")
class BackingChainTest {

    @TempDir
    private Path folder;

    private Path image(String name, String backing, String format) throws IOException {
        Path file = folder.resolve(name);
        Files.createDirectories(file.getParent());
        return new ImageBuilder().clusterBits(12).backing(backing, format).build().writeTo(file);
    }

    private Path plain(String name) {
        return new ImageBuilder().clusterBits(12).build().writeTo(folder.resolve(name));
    }

    private static void open(Path file, Consumer<BackingChain> look) throws IOException {
        try (MappedFile source = MappedFile.open(file);
                BackingChain chain = BackingChain.of(file, new Qcow2Image(source))) {
            look.accept(chain);
        }
    }

    private void assertEnds(Path file, int layers, String sentence) throws IOException {
        open(file, chain -> {
            assertThat(chain.layers()).hasSize(layers);
            assertThat(chain.isBroken()).isTrue();
            assertThat(chain.problems()).extracting(Problem::message).containsExactly(sentence);
        });
    }

    @Test
    @DisplayName("is followed to its end, each name relative to the image that tells it")
    void followed() throws IOException {
        Files.write(folder.resolve("base.raw"), new byte[1000]);
        image("deep/middle.qcow2", "../base.raw", "raw");
        Path top = image("top.qcow2", "deep/middle.qcow2", "qcow2");
        open(top, chain -> {
            assertThat(chain.problems()).isEmpty();
            assertThat(chain.isBroken()).isFalse();
            List<Layer> layers = chain.layers();
            assertThat(layers).extracting(Layer::file).containsExactly(top.toString(), folder + "/deep/middle.qcow2",
                    folder + "/deep/../base.raw");
            assertThat(layers).extracting(Layer::depth).containsExactly(0, 1, 2);
            assertThat(layers.get(1).image()).isNotNull();
            assertThat(layers.get(2).image()).isNull();
            assertThat(layers.get(2).length()).isEqualTo(1024);
        });
    }

    @Test
    @DisplayName("takes a format that no extension tells from the first bytes")
    void probed() throws IOException {
        Files.write(folder.resolve("base.img"), new byte[1000]);
        image("middle.img", "base.img", "");
        open(image("top.qcow2", "middle.img", ""), chain -> assertThat(chain.layers())
                .extracting(layer -> layer.image() != null).containsExactly(true, true, false));
    }

    @Test
    @DisplayName("knows absolute names and those with the prefix file:")
    void absolute() throws IOException {
        Path base = plain("base.qcow2");
        open(image("a/top.qcow2", base.toString(), "qcow2"), chain -> assertThat(chain.layers()).hasSize(2));
        open(image("b/top.qcow2", "file:" + base, "qcow2"), chain ->
                assertThat(chain.layers().get(1).file()).isEqualTo(base.toString()));
    }

    @ParameterizedTest
    @ValueSource(strings = {"nbd://host/disk", "json:{\"driver\":\"raw\"}", "my:disk.qcow2"})
    @DisplayName("ends with a warning at a name of another protocol")
    void protocol(String name) throws IOException {
        assertEnds(image("top.qcow2", name, "raw"), 1, "The backing file " + name
                + " is reached by a protocol, and not a file that can be opened here.");
    }

    @Test
    @DisplayName("ends with a warning at a missing file, and at a folder")
    void missing() throws IOException {
        assertEnds(image("top.qcow2", "gone.raw", "raw"), 1,
                "The backing file cannot be opened: There is no file " + folder + "/gone.raw.");
        assertEnds(image("other.qcow2", ".", "raw"), 1,
                "The backing file cannot be opened: " + folder + "/. is a folder, not a disk image.");
    }

    @Test
    @DisplayName("ends with a warning where it goes in a circle, under whatever name")
    void circle() throws IOException {
        assertEnds(image("self.qcow2", "self.qcow2", "qcow2"), 1,
                "The backing file " + folder + "/self.qcow2 is already part of the chain, which goes in a circle.");
        image("b.qcow2", "link.qcow2", "qcow2");
        Path a = image("a.qcow2", "b.qcow2", "qcow2");
        Files.createSymbolicLink(folder.resolve("link.qcow2"), a);
        assertEnds(a, 2, "The backing file " + folder + "/link.qcow2 is already part of the chain, which goes in a circle.");
    }

    @Test
    @DisplayName("of more than 256 images is not followed further")
    void length() throws IOException {
        for (int i = 0; i < BackingChain.MOST; i++) {
            image(i + ".qcow2", i + 1 + ".qcow2", "qcow2");
        }
        plain(BackingChain.MOST + ".qcow2");
        assertEnds(folder.resolve("0.qcow2"), BackingChain.MOST,
                "The chain of backing files is longer than 256 and is not followed further.");
    }

    @ParameterizedTest
    @CsvSource({"vmdk, KDMV", "qcow2, not at all"})
    @DisplayName("ends with a warning at a format that cannot be read")
    void format(String format, String content) throws IOException {
        Files.writeString(folder.resolve("base"), content.repeat(1000));
        assertEnds(image("top.qcow2", "base", format), 1, format.equals("qcow2")
                ? "The backing file " + folder + "/base should be QCOW2 and is not."
                : "The backing file " + folder + "/base has the format vmdk, which is not known here.");
    }

    @Test
    @DisplayName("ends with a warning at a recognized format that nobody told")
    void probedFormat() throws IOException {
        Files.writeString(folder.resolve("base"), "KDMV".repeat(1000));
        assertEnds(image("top.qcow2", "base", ""), 1,
                "The backing file " + folder + "/base has the format vmdk, which is not known here.");
    }

    @Test
    @DisplayName("cuts names at a zero byte and takes names that cannot be for missing files")
    void oddNames() throws IOException {
        plain("base.qcow2");
        open(image("top.qcow2", "base.qcow2\0rest", "qcow2"), chain -> assertThat(chain.layers()).hasSize(2));
        open(image("other.qcow2", "x".repeat(1000), "qcow2"), chain -> assertThat(chain.isBroken()).isTrue());
    }

    @Test
    @DisplayName("opens the external data file in the image's folder")
    void dataFile() throws IOException {
        Path file = new ImageBuilder().clusterBits(12).dataFile("data.raw").build().writeTo(folder.resolve("top.qcow2"));
        open(file, chain -> assertThat(chain.problems()).extracting(Problem::message).containsExactly(
                "The external data file " + folder + "/data.raw cannot be opened."));
        Files.write(folder.resolve("data.raw"), new byte[4096]);
        open(file, chain -> {
            assertThat(chain.problems()).isEmpty();
            Layer.DataFile data = Objects.requireNonNull(chain.layers().getFirst().dataFile());
            assertThat(data.file()).isEqualTo(folder + "/data.raw");
            assertThat(data.source().length()).isEqualTo(4096);
        });
    }

    @Test
    @DisplayName("closes what it opened and nothing else")
    void closes() throws IOException {
        plain("base.qcow2");
        Path top = image("top.qcow2", "base.qcow2", "qcow2");
        try (MappedFile source = MappedFile.open(top)) {
            BackingChain chain = BackingChain.of(top, new Qcow2Image(source));
            chain.close();
            assertThat(chain.layers().get(1).source().chunk(0, 4).available()).isZero();
            assertThat(source.chunk(0, 4).available()).isEqualTo(4);
        }
    }
}
