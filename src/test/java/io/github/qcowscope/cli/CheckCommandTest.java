package io.github.qcowscope.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.qcowscope.fixture.BitmapSpec;
import io.github.qcowscope.fixture.HeaderField;
import io.github.qcowscope.fixture.ImageBuilder;
import io.github.qcowscope.fixture.Json;
import io.github.qcowscope.fixture.TestImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("qcowscope check")
class CheckCommandTest extends AtTheTerminal {

    private Path file = Path.of("image.qcow2");

    @BeforeEach
    void place() {
        file = folder.resolve("image.qcow2");
    }

    private int check(TestImage image) {
        return run("check", image.writeTo(file).toString());
    }

    private Json json() {
        run("check", "--output=json", file.toString());
        return Json.parse(out());
    }

    private static TestImage image() {
        return new ImageBuilder().clusterBits(12).size(1 << 20).data(0, "data")
                .bitmap(BitmapSpec.named("b").granularityBits(16).dirty(0, 1)).build();
    }

    @Test
    @DisplayName("ends with 0 where nothing is wrong, in the words of qemu-img")
    void clean() {
        TestImage image = image();
        assertThat(check(image)).isZero();
        assertThat(out()).isEqualTo("""
                Bitmaps:
                  usable        b

                No errors were found on the image.
                1/256 = 0.39%% allocated, 0.00%% fragmented, 0.00%% compressed clusters
                Image end offset: %d
                """.formatted(image.length()));
        Json json = json();
        assertThat(json.get("findings").elements()).isEmpty();
        assertThat(json.get("check-errors").number()).isZero();
        assertThat(json.get("total-clusters").number()).isEqualTo(256);
        assertThat(json.get("corruptions").isNull()).isTrue();
        assertThat(json.get("bitmaps").get(0).get("verdict").text()).isEqualTo("usable");
        assertThat(json.get("qemuRefuses").isNull()).isTrue();
    }

    @Test
    @DisplayName("ends with 3 where clusters leak")
    void leaks() {
        TestImage image = image();
        assertThat(check(image.refcount(image.hostOffset(0) >> 12, 2))).isEqualTo(2);
        assertThat(check(image().setLength(image.length() + 4096).refcount(image.length() >> 12, 1))).isEqualTo(3);
        assertThat(out()).contains("\n1 leaked clusters were found on the image.\n");
        Json json = json();
        assertThat(json.get("leaks").number()).isEqualTo(1);
        assertThat(json.get("findings").get(0).get("rule").text()).isEqualTo("cluster-leaked");
    }

    @Test
    @DisplayName("ends with 2 where something is corrupt, and tells what, where, what QEMU says, and what can be done")
    void corrupt() {
        TestImage image = image();
        assertThat(check(image.refcount(image.hostOffset(0) >> 12, 0))).isEqualTo(2);
        assertThat(out()).contains("error", "rule ", ", section \"", "QEMU says: ERROR",
                " errors were found on the image.\n");
        Json finding = json().get("findings").get(0);
        assertThat(finding.get("severity").text()).isEqualTo("error");
        assertThat(finding.get("remedy").text()).isNotEmpty();
        assertThat(finding.get("qemuRefuses").isTrue()).isFalse();
        assertThat(json().get("corruptions").number()).isPositive();
    }

    @Test
    @DisplayName("ends with 2 where QEMU refuses an image that could be checked, and says why")
    void refused() {
        TestImage image = image();
        assertThat(check(image.poke(image.bitmapEntry(0) + 17, 1, 63))).isEqualTo(2);
        assertThat(out()).contains("QEMU does not open this image: Bitmap 'b' doesn't satisfy",
                "  refused       b\n");
        assertThat(json().get("qemuRefuses").text()).contains("doesn't satisfy the constraints");
        assertThat(json().get("bitmaps").get(0).get("verdict").text()).isEqualTo("refused");
    }

    @Test
    @DisplayName("ends with 1 where there is nothing to check")
    void incomplete() throws IOException {
        Files.writeString(file, "no image");
        assertThat(run("check", file.toString())).isEqualTo(1);
        assertThat(out()).endsWith("The image could not be checked.\n");
        assertThat(json().get("check-errors").number()).isEqualTo(1);
        assertThat(run("check", file + "-is-missing")).isEqualTo(1);
        assertThat(err()).contains("There is no file").hasLineCount(1);
        assertThat(check(image().poke(HeaderField.CLUSTER_BITS, 70))).isEqualTo(1);
    }

    @Test
    @DisplayName("wrong usage ends with 1, as qemu-img check has it")
    void usage() {
        assertThat(run("check", "--output=xml", file.toString())).isEqualTo(1);
        assertThat(err()).contains("xml");
    }
}
