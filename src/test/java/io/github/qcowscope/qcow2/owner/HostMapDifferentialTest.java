package io.github.qcowscope.qcow2.owner;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.qcowscope.bytes.MappedFile;
import io.github.qcowscope.fixture.Json;
import io.github.qcowscope.fixture.QemuTools;
import io.github.qcowscope.fixture.RandomQemuImage;
import io.github.qcowscope.qcow2.Qcow2Image;
import java.io.IOException;
import java.nio.file.Path;
import java.util.stream.LongStream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The owners of all clusters of images that QEMU made, against {@code qemu-img check} and against the plainest search. */
class HostMapDifferentialTest {

    @TempDir
    private Path folder;

    static LongStream seeds() {
        return LongStream.range(1000, 1000 + Integer.getInteger("seeds", 40));
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void findsTheOwnersThatQemuCounts(long seed) throws IOException {
        RandomQemuImage made = RandomQemuImage.single(folder, seed);
        String check = QemuTools.QEMU_IMG.run("check", "--output=json", made.file().toString()).out();
        try (MappedFile source = MappedFile.open(made.file())) {
            Qcow2Image image = new Qcow2Image(source);
            HostMap map = HostMaps.of(image);
            assertThat(map.leakedClusters()).as(made.recipe()).isEqualTo(figure(check, "leaks"));
            assertThat(map.undercountedClusters()).as(made.recipe()).isEqualTo(figure(check, "corruptions"));
            HostMaps.assertRight(image, made.recipe());
        }
    }

    /** A figure of a check; one that is 0 is left out. */
    private static long figure(String check, String name) {
        Json figure = Json.parse(check).get(name);
        return figure.isNull() ? 0 : figure.number();
    }
}
