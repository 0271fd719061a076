package io.github.qcowscope.ui.dump;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.qcowscope.dump.DumpFormat;
import io.github.qcowscope.dump.DumpRequest;
import io.github.qcowscope.fixture.BitmapSpec;
import io.github.qcowscope.fixture.CountingSource;
import io.github.qcowscope.fixture.ImageBuilder;
import io.github.qcowscope.job.Progress;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

@DisplayName("The preview of a dump")
class DumpPreviewTest {

    @ParameterizedTest
    @EnumSource
    @DisplayName("reads no more of a large table than it shows, and some")
    void readsLittle(DumpFormat format) {
        long entries = 1 << 20;
        CountingSource counting = new CountingSource(new ImageBuilder().clusterBits(12).size(1L << 44)
                .bitmap(BitmapSpec.named("wide").granularityBits(9).tableSize(entries)).build().bytes());
        String path = format.isScript() ? "" : "bitmaps";
        DumpPreview preview = DumpPreview.of(counting, new DumpRequest(format, false, path), Progress.NONE);

        assertThat(preview.isCut()).isTrue();
        assertThat(preview.text().lines().count()).isBetween(1000L, (long) DumpPreview.LINES);
        assertThat(counting.bytesRead()).isLessThan(entries * 8 / 4);
    }

    @Test
    @DisplayName("cuts lines that no screen could show")
    void longLines() {
        byte[] text = "x".repeat(3000).getBytes(StandardCharsets.US_ASCII);
        DumpPreview preview = DumpPreview.of(new ImageBuilder().clusterBits(12).extension(0x77, text).build().bytes(),
                DumpRequest.whole(DumpFormat.QEMU), Progress.NONE);

        assertThat(preview.text().lines()).anyMatch(line -> line.endsWith("xxx …"))
                .allMatch(line -> line.length() <= 1002);
        assertThat(preview.isCut()).isFalse();
    }
}
