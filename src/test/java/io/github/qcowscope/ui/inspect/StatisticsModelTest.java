package io.github.qcowscope.ui.inspect;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.qcowscope.bytes.ByteRange;
import io.github.qcowscope.fixture.BitmapSpec;
import io.github.qcowscope.fixture.ImageBuilder;
import io.github.qcowscope.fixture.TestImage;
import io.github.qcowscope.job.Cancelled;
import io.github.qcowscope.job.Progress;
import io.github.qcowscope.ui.document.Document;
import io.github.qcowscope.ui.inspect.StatisticsModel.State;
import io.github.qcowscope.ui.job.AtOnce;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;

class StatisticsModelTest {

    private final TestImage built = new ImageBuilder().clusterBits(12).size(8 << 20)
            .bitmap(BitmapSpec.named("b0").auto().data(0xff, 0xff).ones()).build().setLength(200L << 20);
    private final AtOnce background = new AtOnce();
    private final Document document = new Document(Path.of("x.qcow2"), built.open(), new AtOnce());
    private final StatisticsModel model = new StatisticsModel(document, background);

    private String fact(Fact fact) {
        return model.rows().get(fact.ordinal()).readingProperty().get().text();
    }

    private void select(String path) {
        document.select(Objects.requireNonNull(document.root().find(path), path));
    }

    @Test
    void nothingIsReadWhileNobodyLooks() {
        select("header");
        document.selectRange(5, new ByteRange(5, 50));
        assertThat(background.keys()).isEmpty();
        model.setShown(true);
        assertThat(background.keys()).containsExactly("statistics", "digest");
        assertThat(fact(Fact.LENGTH)).isEqualTo("50 bytes");
        model.setShown(false);
        select("header");
        assertThat(background.keys()).hasSize(2);
    }

    @Test
    void followsTheSelectionOrElseTheNode() {
        model.setShown(true);
        select("header");
        assertThat(model.titleProperty().get()).isEqualTo("header: bytes " + document.selection());
        document.selectRange(0, new ByteRange(0, 4));
        assertThat(model.titleProperty().get()).isEqualTo("header/magic: bytes 0x0-0x3 (4)");
        assertThat(fact(Fact.CRC32)).isEqualTo("%08x".formatted(crc("QFI\u00fb")));
        assertThat(fact(Fact.DIFFERENT)).isEqualTo("4");
        assertThat(fact(Fact.SMALLEST)).isEqualTo("46 “F”");
        assertThat(fact(Fact.LARGEST)).isEqualTo("FB");
        assertThat(fact(Fact.PRINTABLE)).isEqualTo("3 (75.00 %)");
        assertThat(fact(Fact.ENTROPY)).isEqualTo("2.0000 of 8 bits a byte");
        assertThat(fact(Fact.SHA256)).hasSize(64);
        document.selectRange(2, new ByteRange(2, 6));
        assertThat(model.titleProperty().get()).isEqualTo("Selected bytes 0x2-0x7 (6)");
        document.selectByte(21);
        assertThat(model.titleProperty().get()).startsWith("header/cluster_bits: bytes 0x14-0x17 (4)");
        assertThat(model.stateProperty().get()).isEqualTo(State.DONE);
    }

    private static long crc(String latin1) {
        java.util.zip.CRC32 crc = new java.util.zip.CRC32();
        crc.update(latin1.getBytes(java.nio.charset.StandardCharsets.ISO_8859_1));
        return crc.getValue();
    }

    @Test
    void manyBytesAreReadOnlyWhenTheUserSaysSo() {
        select("");
        model.setShown(true);
        assertThat(model.stateProperty().get()).isEqualTo(State.ASKING);
        assertThat(background.keys()).isEmpty();
        model.count();
        assertThat(model.stateProperty().get()).isEqualTo(State.DONE);
        assertThat(fact(Fact.LENGTH)).startsWith("209715200 bytes");
        assertThat(model.shareProperty().get()).isGreaterThan(0.9);
    }

    @Test
    void aResultThatComesTooLateIsNotShown() {
        background.hold();
        model.setShown(true);
        select("header");
        select("bitmaps/b0/table");
        background.release();
        assertThat(model.titleProperty().get()).startsWith("bitmaps/b0/table");
        assertThat(fact(Fact.LENGTH)).isEqualTo(document.selection().length() + " bytes");
    }

    @Test
    void stoppableProgressStopsAndTellsInSteps() {
        List<Double> told = new ArrayList<>();
        StoppableProgress progress = new StoppableProgress().within(Progress.NONE, told::add);
        for (int i = 0; i <= 100_000; i++) {
            progress.report(i, 100_000);
        }
        assertThat(told).hasSizeBetween(90, 101).isSorted();
        assertThat(progress.isCancelled()).isFalse();
        progress.stop();
        assertThat(progress.isCancelled()).isTrue();
        org.assertj.core.api.Assertions.assertThatThrownBy(progress::check).isInstanceOf(Cancelled.class);
    }
}
