package io.github.qcowscope.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.qcowscope.fixture.Json;
import io.github.qcowscope.fixture.SampleImage;
import io.github.qcowscope.fixture.TestImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("qcowscope scan")
class ScanCommandTest extends AtTheTerminal {

    private final TestImage image = SampleImage.make();

    private String write() {
        return image.writeTo(folder.resolve("image.qcow2")).toString();
    }

    @Test
    @DisplayName("prints for people what an image without its first cluster still has")
    void beheaded() {
        image.poke(0, new byte[4096]);
        assertThat(run("scan", write())).isZero();
        assertThat(out().lines().toList()).startsWith(
                "21 structures, clusters of 4 KiB (99 %)",
                "Sure   Offset         Size        Structure          Why",
                "99 %   0x2000         4096        Refcount block     A refcount table leads here. Of 42 refcounts of 16 bits that"
                        + " are not 0, 32 are 1, and one counts the block's own cluster.").hasSize(23);
        assertThat(run("scan", "--unknown", write())).isZero();
        assertThat(out()).startsWith("21 structures");
    }

    @Test
    @DisplayName("tells what the image's own tables lead to")
    void sound() {
        assertThat(run("scan", write())).isZero();
        assertThat(out()).contains("Bitmap directory   [bitmaps] 5 bitmaps stand here").startsWith("24 structures");
        assertThat(run("scan", "--unknown", write())).isZero();
        assertThat(out()).isEqualTo("Nothing in the file looks like a structure of QCOW2.\n");
    }

    @Test
    @DisplayName("prints JSON")
    void json() {
        assertThat(run("scan", "--output=json", write())).isZero();
        Json document = Json.parse(out());
        assertThat(document.get("schemaVersion").number()).isEqualTo(1);
        assertThat(document.get("image").get("size").number()).isEqualTo(image.length());
        assertThat(document.get("clusterSize").number()).isEqualTo(4096);
        assertThat(document.get("clusterSizeConfidence").number()).isEqualTo(99);
        assertThat(out().lines().skip(1).findFirst()).hasValue(" {\"kind\": \"header\", \"offset\": 0, \"size\": 112,"
                + " \"confidence\": 99, \"imageOffset\": 0, \"clusterSize\": 4096, \"path\": \"header\", \"reason\":"
                + " \"It starts with QFI\\\\xfb, version 3, and all fields are within what the format allows.\"},");
    }

    @Test
    @DisplayName("takes any file, and fails only where there is none")
    void anyFile() throws IOException {
        for (String content : List.of("", "x", "QFI", "a line of text\n")) {
            Path file = Files.writeString(folder.resolve("any"), content);
            assertThat(run("scan", file.toString())).isZero();
            assertThat(out()).isEqualTo("Nothing in the file looks like a structure of QCOW2.\n");
            assertThat(run("scan", "--output=json", file.toString())).isZero();
            assertThat(out()).endsWith("\"proposals\": []}\n");
        }
        assertThat(run("scan", folder.resolve("none").toString())).isEqualTo(1);
        assertThat(err().lines()).hasSize(1);
        assertThat(run("scan")).isEqualTo(2);
        assertThat(run("scan", "--output=xml", "x")).isEqualTo(2);
    }
}
