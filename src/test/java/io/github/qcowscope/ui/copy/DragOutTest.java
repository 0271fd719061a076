package io.github.qcowscope.ui.copy;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.qcowscope.bytes.ByteRange;
import io.github.qcowscope.dump.Dump;
import io.github.qcowscope.dump.DumpFormat;
import io.github.qcowscope.dump.DumpRequest;
import io.github.qcowscope.fixture.BitmapSpec;
import io.github.qcowscope.fixture.ImageBuilder;
import io.github.qcowscope.fixture.TestImage;
import io.github.qcowscope.job.Progress;
import io.github.qcowscope.ui.document.Document;
import io.github.qcowscope.ui.job.AtOnce;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Objects;
import org.junit.jupiter.api.Test;

class DragOutTest {

    private final TestImage built = new ImageBuilder().clusterBits(12)
            .bitmap(BitmapSpec.named("b0").auto().data(1).tableSize(100_000)).build();
    private final Document document = new Document(Path.of("x.qcow2"), built.open(), new AtOnce());

    private String text(String path) {
        return DragOut.text(document, Objects.requireNonNull(document.root().find(path), path));
    }

    @Test
    void aStructureBecomesItsDump() throws Exception {
        ByteArrayOutputStream dump = new ByteArrayOutputStream();
        Dump.write(document.image().source(), new DumpRequest(DumpFormat.TEXT, false, "bitmaps/b0/flags"), dump,
                Progress.NONE);
        assertThat(text("bitmaps/b0/flags")).isEqualTo(dump.toString(StandardCharsets.UTF_8)).contains("0x2", "auto");
    }

    @Test
    void aLongStructureIsCutAtALineAndSaysSo() {
        String text = text("bitmaps");
        assertThat(text.length()).isLessThan(DragOut.MOST_TEXT + 200);
        assertThat(text).startsWith("offset").endsWith("… and more: only the first 64 KiB are dragged.\n");
        assertThat(text.lines().skip(2).limit(500)).allMatch(line -> line.startsWith("0x"));
    }

    @Test
    void bytesBecomeADumpWithOffsets() {
        assertThat(DragOut.text(document.source(), new ByteRange(0, 4)))
                .isEqualTo("00000000: 5146 49fb                                QFI.\n");
        String text = DragOut.text(document.source(), new ByteRange(0, DragOut.MOST_BYTES + 1));
        assertThat(text.lines()).hasSize(DragOut.MOST_BYTES / 16 + 1);
        assertThat(text).endsWith("… and more: only the first 16 KiB are dragged.\n");
    }
}
