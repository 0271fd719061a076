package io.github.qcowscope.ui.go;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.qcowscope.fixture.ImageBuilder;
import io.github.qcowscope.fixture.TestImage;
import io.github.qcowscope.ui.document.Document;
import io.github.qcowscope.ui.job.AtOnce;
import java.nio.file.Path;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("An offset of the virtual disk")
class GuestGotoTest {

    private static final int CLUSTER = 4096;

    private static GotoParser.Address go(TestImage image, long offset) {
        return new GuestGoto().apply(new Document(Path.of("image.qcow2"), image.open(), new AtOnce()), offset);
    }

    private static String why(TestImage image, long offset) {
        return ((GotoParser.Address.Nowhere) go(image, offset)).sentence();
    }

    private static ImageBuilder builder() {
        return new ImageBuilder().clusterBits(12).size(8 * CLUSTER);
    }

    @Test
    @DisplayName("leads to its byte in the file")
    void toTheByte() {
        TestImage image = builder().data(2 * CLUSTER, "x").build();
        assertThat(go(image, 2 * CLUSTER + 7)).isEqualTo(
                new GotoParser.Address.ToByte(image.hostOffset(2 * CLUSTER) + 7));
    }

    @Test
    @DisplayName("that is stored nowhere here is answered by a sentence")
    void nowhere() {
        TestImage image = builder().zero(CLUSTER).build();
        assertThat(why(image, CLUSTER)).isEqualTo(
                "0x1000 of the virtual disk is stored nowhere and reads as zeros; l1/0/l2/1 says so.");
        assertThat(why(image, 8 * CLUSTER)).isEqualTo(
                "0x8000 is past the end of the virtual disk, which has 0x8000 bytes.");
        assertThat(why(builder().backing("base.raw", "raw").data(0, "x").build(), CLUSTER)).isEqualTo(
                "0x1000 of the virtual disk is not in this file. It is in the backing file, base.raw.");
        assertThat(why(builder().dataFile("data.raw").data(0, "x").build(), 1)).isEqualTo(
                "0x1 of the virtual disk is in the external data file, at the same offset; l1/0/l2/0 says so.");
    }

    @Test
    @DisplayName("behind a damaged table is answered by what is wrong with it")
    void damaged() {
        TestImage image = builder().data(0, "x").build();
        image.poke(image.l1Table(), 8, image.get(image.l1Table(), 8) + 512);
        assertThat(why(image, 0)).contains("L1 entry 0 leads to 0x").contains("no multiple of the cluster size");
    }
}
