package io.github.qcowscope.cli;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.qcowscope.fixture.ImageBuilder;
import io.github.qcowscope.fixture.Json;
import io.github.qcowscope.fixture.TestImage;
import java.nio.file.Path;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("qcowscope map")
class MapCommandTest extends AtTheTerminal {

    private static final int CLUSTER = 4096;


    private static ImageBuilder builder() {
        return new ImageBuilder().clusterBits(12).size(8 * CLUSTER);
    }

    @Test
    @DisplayName("prints what is stored as a table, and everything as JSON")
    void prints() {
        TestImage image = builder().data(0, "a").data(CLUSTER, "b").zero(3 * CLUSTER).build();
        Path file = image.writeTo(folder.resolve("image.qcow2"));
        long host = image.hostOffset(0);
        assertThat(run("map", file.toString())).isZero();
        assertThat(out()).isEqualTo("""
                Offset          Length          Mapped to       File
                0               0x2000          %-16s%s
                """.formatted("0x" + Long.toHexString(host), file));
        assertThat(run("map", "--output=json", file.toString())).isZero();
        assertThat(out()).isEqualTo("""
                [{ "start": 0, "length": 8192, "depth": 0, "present": true, "zero": false, "data": true, "offset": %d},
                { "start": 8192, "length": 4096, "depth": 0, "present": false, "zero": true, "data": false},
                { "start": 12288, "length": 4096, "depth": 0, "present": true, "zero": true, "data": false},
                { "start": 16384, "length": 16384, "depth": 0, "present": false, "zero": true, "data": false}]
                """.formatted(host));
        assertThat(err()).isEmpty();
    }

    @Test
    @DisplayName("goes on as JSON where qemu-img gives up, says why, and ends with 1")
    void incomplete() {
        String file = builder().backing("gone \"base\"", "raw").data(0, "a").build()
                .writeTo(folder.resolve("image.qcow2")).toString();
        assertThat(run("map", "--output=json", file)).isOne();
        Json second = Json.parse(out()).get(1);
        assertThat(second.get("depth").number()).isEqualTo(1);
        assertThat(second.get("problem").text()).contains("gone \"base\"");
        assertThat(err()).isEqualTo("qcowscope: The backing file cannot be opened: There is no file " + folder
                + "/gone \"base\".\n");
    }

    @Test
    @DisplayName("ends its table at compressed data, as qemu-img does")
    void compressed() {
        String file = builder().data(0, "a").compressed(CLUSTER, "x".repeat(CLUSTER).getBytes(US_ASCII)).build()
                .writeTo(folder.resolve("image.qcow2")).toString();
        assertThat(run("map", file)).isOne();
        assertThat(out().lines()).hasSize(2);
        assertThat(err()).isEqualTo("qcowscope: The image has compressed or encrypted clusters, which have no place of their"
                + " own in this table; the JSON form lists them.\n");
        assertThat(run("map", "--output=json", file)).isZero();
    }

    @Test
    @DisplayName("names an unknown format and a missing file in one line")
    void wrong() {
        assertThat(run("map", "--output=csv", "x")).isEqualTo(2);
        assertThat(err()).contains("expected human, json but was 'csv'");
        assertThat(run("map", folder.resolve("gone").toString())).isOne();
        assertThat(err()).isEqualTo("qcowscope: There is no file " + folder + "/gone.\n");
        assertThat(run("map", "--help")).isZero();
        assertThat(out()).contains("Usage: qcowscope map").contains("qemu-img map");
    }
}
