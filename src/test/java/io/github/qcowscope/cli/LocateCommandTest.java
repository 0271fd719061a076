package io.github.qcowscope.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.qcowscope.fixture.ImageBuilder;
import io.github.qcowscope.fixture.Json;
import io.github.qcowscope.fixture.SnapshotSpec;
import io.github.qcowscope.fixture.TestImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("qcowscope locate")
class LocateCommandTest extends AtTheTerminal {

    private static final int CLUSTER = 4096;

    private TestImage image;
    private String file;

    @BeforeEach
    void make() {
        image = new ImageBuilder().clusterBits(12).size(1 << 20).data(0, "a").data(CLUSTER, "b")
                .snapshot(SnapshotSpec.named("s")).data(0, "c").build();
        image.setLength(image.length() + 2 * CLUSTER).refcount(image.length() / CLUSTER - 1, 1);
        file = image.writeTo(folder.resolve("image.qcow2")).toString();
    }

    @Test
    @DisplayName("prints all owners of a byte for people")
    void human() {
        long at = image.hostOffset(CLUSTER) + 5;
        assertThat(run("locate", file, "0x" + Long.toHexString(at))).isZero();
        assertThat(out()).isEqualTo("""
                offset      0x%x (%d)
                cluster     %d, byte 0x5 of it
                state       shared
                refcount    2, for 2 references
                node        l1/0/l2/1/data
                owner       l1/0/l2/1/data (Guest data, guest 0x1000-0x1fff (4096))
                owner       snapshots/0/l1/0/l2/1/data (Guest data, guest 0x1000-0x1fff (4096))
                """.formatted(at, at, at / CLUSTER));
        assertThat(err()).isEmpty();
    }

    @Test
    @DisplayName("prints the same as JSON, with node paths, kinds and guest ranges")
    void json() {
        long at = image.hostOffset(CLUSTER) + 5;
        assertThat(run("locate", "--output=json", file, Long.toString(at))).isZero();
        Json json = Json.parse(out());
        assertThat(json.get("schemaVersion").number()).isEqualTo(1);
        assertThat(json.get("offset").number()).isEqualTo(at);
        assertThat(json.get("cluster").number()).isEqualTo(at / CLUSTER);
        assertThat(json.get("offsetInCluster").number()).isEqualTo(5);
        assertThat(json.get("node").text()).isEqualTo("l1/0/l2/1/data");
        assertThat(json.get("refcount").number()).isEqualTo(2);
        assertThat(json.get("references").number()).isEqualTo(2);
        assertThat(json.get("complete").isTrue()).isTrue();
        assertThat(json.get("states").elements().map(Json::text)).containsExactly("shared");
        Json owner = json.get("owners").get(1);
        assertThat(owner.get("path").text()).isEqualTo("snapshots/0/l1/0/l2/1/data");
        assertThat(owner.get("kind").text()).isEqualTo("guest-data");
        assertThat(owner.get("guest").get("start").number()).isEqualTo(CLUSTER);
        assertThat(owner.get("guest").get("length").number()).isEqualTo(CLUSTER);
    }

    @Test
    @DisplayName("tells metadata without a guest range, and clusters without an owner")
    void others() {
        assertThat(run("locate", "--output=json", file, Long.toString(image.l1Table()))).isZero();
        Json table = Json.parse(out());
        assertThat(table.get("node").text()).isEqualTo("l1/0");
        assertThat(table.get("owners").get(0).get("path").text()).isEqualTo("l1");
        assertThat(table.get("owners").get(0).get("guest").isNull()).isTrue();
        assertThat(run("locate", file, Long.toString(image.length() - 1))).isZero();
        assertThat(out()).contains("state       leaked").contains("refcount    1, for 0 references").doesNotContain("owner ");
        assertThat(run("locate", file, Long.toString(image.length() - CLUSTER - 1))).isZero();
        assertThat(out()).contains("state       free");
    }

    @Test
    @DisplayName("says in one line what cannot be")
    void wrong() throws IOException {
        assertThat(run("locate", file, Long.toString(image.length()))).isOne();
        assertThat(err()).isEqualTo("qcowscope: image.qcow2 has %d bytes (%d KiB); there is no byte at 0x%x.\n"
                .formatted(image.length(), image.length() / 1024, image.length()));
        for (String offset : new String[] {"-1", "0x", "1k", "0x8000000000000000"}) {
            assertThat(run("locate", file, "--", offset)).as(offset).isEqualTo(2);
            assertThat(err()).contains("expected an offset such as 4096 or 0x1000 but was '" + offset + "'");
        }
        Path other = Files.writeString(folder.resolve("other"), "not an image");
        assertThat(run("locate", other.toString(), "0")).isOne();
        assertThat(err()).isEqualTo("qcowscope: other is not a QCOW2 image.\n");
    }
}
