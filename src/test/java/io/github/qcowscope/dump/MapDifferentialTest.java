package io.github.qcowscope.dump;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.qcowscope.bytes.MappedFile;
import io.github.qcowscope.fixture.QemuTools;
import io.github.qcowscope.fixture.RandomQemuImage;
import io.github.qcowscope.job.Progress;
import io.github.qcowscope.qcow2.BackingChain;
import io.github.qcowscope.qcow2.Qcow2Image;
import io.github.qcowscope.qcow2.guest.GuestMap;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Optional;
import java.util.stream.LongStream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The map against {@code qemu-img map}, to the letter, on images that QEMU made. */
@DisplayName("The map, beside that of qemu-img")
class MapDifferentialTest {

    @TempDir
    private Path folder;

    private record Ours(String text, Optional<String> problem) {}

    static LongStream seeds() {
        return LongStream.range(0, Integer.getInteger("seeds", 40));
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void listsASingleImageAsQemuDoes(long seed) throws IOException {
        compare(RandomQemuImage.single(folder, seed));
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void listsABackingChainAsQemuDoes(long seed) throws IOException {
        compare(RandomQemuImage.chain(folder, seed));
    }

    @Test
    void listsAnEncryptedImageAsQemuDoesWithItsKey() throws IOException {
        String secret = "secret,id=s,data=abc";
        Path file = folder.resolve("luks.qcow2");
        String opened = "driver=qcow2,file.filename=" + file + ",encrypt.key-secret=s";
        QemuTools.QEMU_IMG.run("create", "-f", "qcow2", "--object", secret, "-o",
                "encrypt.format=luks,encrypt.key-secret=s,encrypt.iter-time=10", file.toString(), "4M").orFail();
        QemuTools.QEMU_IO.run("--object", secret, "--image-opts", opened, "-c", "write 64k 128k", "-c", "write -z 1M 64k")
                .orFail();
        QemuTools.Output json =
                QemuTools.QEMU_IMG.run("map", "--output=json", "--object", secret, "--image-opts", opened).orFail();
        assertThat(map(file, ListFormat.JSON).text()).isEqualTo(json.out());
        QemuTools.Output human = QemuTools.QEMU_IMG.run("map", "--object", secret, "--image-opts", opened);
        assertThat(map(file, ListFormat.HUMAN).text()).isEqualTo(human.out());
        assertThat(map(file, ListFormat.HUMAN).problem().isPresent()).isEqualTo(human.exitCode() != 0);
    }

    private void compare(RandomQemuImage image) throws IOException {
        QemuTools.Output json = QemuTools.QEMU_IMG.run("map", "--output=json", image.file().toString()).orFail();
        Ours ours = map(image.file(), ListFormat.JSON);
        assertThat(ours.text()).as(image.recipe()).isEqualTo(json.out());
        assertThat(ours.problem()).isEmpty();

        QemuTools.Output human = QemuTools.QEMU_IMG.run("map", image.file().toString());
        Ours table = map(image.file(), ListFormat.HUMAN);
        assertThat(table.text()).as(image.recipe()).isEqualTo(human.out());
        assertThat(table.problem().isPresent()).as(image.recipe()).isEqualTo(human.exitCode() != 0);
    }

    private static Ours map(Path file, ListFormat format) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (MappedFile source = MappedFile.open(file);
                BackingChain chain = BackingChain.of(file, new Qcow2Image(source))) {
            assertThat(chain.problems()).isEmpty();
            Optional<String> problem = MapWriter.write(new GuestMap(chain), format, out, Progress.NONE);
            return new Ours(out.toString(StandardCharsets.UTF_8), problem);
        }
    }
}
