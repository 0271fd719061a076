package io.github.qcowscope.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.qcowscope.fixture.BitmapSpec;
import io.github.qcowscope.fixture.ImageBuilder;
import java.nio.file.Path;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("qcowscope diff")
class DiffCommandTest extends AtTheTerminal {

    @Test
    void printsWhatDiffers() {
        ImageBuilder builder = new ImageBuilder().clusterBits(12).size(1 << 20).bitmap(BitmapSpec.named("b"));
        Path one = builder.build().writeTo(folder.resolve("one.qcow2"));
        Path two = builder.bitmap(BitmapSpec.named("c").auto()).build().poke(80, 8, 1).writeTo(folder.resolve("two.qcow2"));

        assertThat(run("diff", one + "#header", two.toString())).isZero();
        assertThat(out()).isEqualTo("""
                changed  header/compatible_features: 0x0 -> 0x1 (lazy_refcounts)
                # 0 added, 0 removed, 1 changed
                """);
        assertThat(run("diff", one.toString(), two.toString())).isZero();
        assertThat(out()).contains("added    bitmaps/c: auto\n",
                "changed  extensions/bitmaps/nb_bitmaps: 1 -> 2\n");
        assertThat(run("diff", "--output=json", two + "#header", one + "#header")).isZero();
        assertThat(out()).startsWith("{\"schemaVersion\": 1, \"differences\": [\n"
                + " {\"change\": \"changed\", \"before\": {\"path\": \"header/compatible_features\", \"offset\": 80, "
                + "\"size\": 8, \"value\": \"0x1 (lazy_refcounts)\"}").endsWith("\"added\": 0, \"removed\": 0, \"changed\": 1}\n");
    }

    @Test
    void saysInOneSentenceWhatWentWrong() {
        Path one = new ImageBuilder().build().writeTo(folder.resolve("one.qcow2"));
        assertThat(run("diff", one + "#nothing", one.toString())).isEqualTo(1);
        assertThat(err()).isEqualTo("qcowscope: There is no nothing in one.qcow2.\n");
        assertThat(run("diff", one.toString(), folder.resolve("none").toString())).isEqualTo(1);
        assertThat(err()).contains("There is no file");
        assertThat(run("diff", one.toString())).isEqualTo(2);
    }
}
