package io.github.qcowscope.ui.panel.bitmap;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.qcowscope.fixture.BitmapSpec;
import io.github.qcowscope.fixture.ImageBuilder;
import io.github.qcowscope.ui.document.Document;
import io.github.qcowscope.ui.job.AtOnce;
import java.nio.file.Path;
import java.util.Objects;
import org.junit.jupiter.api.Test;

class LedgerModelTest {

    private final AtOnce background = new AtOnce();
    private final Document document =
            new Document(Path.of("disk.qcow2"), new ImageBuilder().clusterBits(12).size(1 << 20)
            .bitmap(BitmapSpec.named("good").auto().granularityBits(12).dirty(0, 1 << 18))
            .bitmap(BitmapSpec.named("left").inUse().granularityBits(12)).build().open(), new AtOnce());

    private void select(String path) {
        document.select(Objects.requireNonNull(document.root().find(path)));
    }

    @Test
    void readsNothingBeforeTheDirectoryIsSelected() {
        LedgerModel model = new LedgerModel(document, background);
        select("bitmaps/good");
        assertThat(model.isAvailableProperty().get()).isFalse();
        assertThat(background.keys()).isEmpty();
        select("bitmaps");
        assertThat(model.isAvailableProperty().get()).isTrue();
        select("header");
        select("bitmaps");
        assertThat(background.keys()).containsExactly("ledger", "ledger-dirty");
    }

    @Test
    void tellsWhatEachBitmapHoldsAndWhichIsStale() {
        LedgerModel model = new LedgerModel(document, background);
        select("bitmaps");
        LedgerModel.Row good = model.rows().get(0);
        assertThat(good.name()).isEqualTo("good");
        assertThat(good.flags()).isEqualTo("auto");
        assertThat(good.worth()).isEqualTo("usable");
        assertThat(good.granularity()).isEqualTo("4 KiB");
        assertThat(good.dirty()).isEqualTo("256 KiB");
        assertThat(good.dirtyShare()).isEqualTo("25.00 %");
        assertThat(good.clusters()).isEqualTo("2");
        assertThat(good.bytes()).isEqualTo("8 KiB");
        LedgerModel.Row left = model.rows().get(1);
        assertThat(left.isStale()).isTrue();
        assertThat(left.worth()).isEqualTo("inconsistent, stale");
        assertThat(model.summaryProperty().get()).startsWith("All bitmaps hold 4 clusters (16 KiB), ")
                .contains("1 bitmap", "free 4 KiB");
    }

    @Test
    void selectsTheBitmapOfARow() {
        LedgerModel model = new LedgerModel(document, background);
        select("bitmaps");
        model.select(model.rows().get(1));
        assertThat(document.selectedNode().path()).isEqualTo("bitmaps/left");
        assertThat(model.isAvailableProperty().get()).isFalse();
    }
}
