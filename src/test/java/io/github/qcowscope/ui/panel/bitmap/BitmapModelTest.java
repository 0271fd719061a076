package io.github.qcowscope.ui.panel.bitmap;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.qcowscope.bytes.MappedFile;
import io.github.qcowscope.fixture.BitmapSpec;
import io.github.qcowscope.fixture.HeaderField;
import io.github.qcowscope.fixture.ImageBuilder;
import io.github.qcowscope.fixture.TestImage;
import io.github.qcowscope.job.Progress;
import io.github.qcowscope.qcow2.Qcow2Image;
import io.github.qcowscope.qcow2.bitmap.Bitmap;
import io.github.qcowscope.qcow2.bitmap.BitmapTableEntry.Type;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class BitmapModelTest {

    private static BitmapModel model(TestImage image, String path) {
        Qcow2Image open = image.open();
        return BitmapModel.around(open, open.root().find(path)).orElseThrow();
    }

    private static BitmapModel model(BitmapSpec spec) {
        return model(new ImageBuilder().bitmap(spec).build(), "bitmaps/b0");
    }

    private static String text(List<BitmapModel.Fact> facts) {
        return facts.stream().map(fact -> fact.label() + ": " + fact.text()).collect(Collectors.joining("\n"));
    }

    @Test
    void isFoundAroundEachOfItsParts() {
        TestImage image = new ImageBuilder().bitmap(BitmapSpec.named("a")).bitmap(BitmapSpec.named("b").data(1))
                .build();
        Qcow2Image open = image.open();
        for (String path : List.of("bitmaps/b", "bitmaps/b/flags/auto", "bitmaps/b/table/0/data")) {
            BitmapModel model = BitmapModel.around(open, open.root().find(path)).orElseThrow();
            assertThat(model.name()).isEqualTo("b");
            assertThat(model.contains(open.root().find(path))).isTrue();
            assertThat(model.contains(open.root().find("bitmaps/a"))).isFalse();
        }
        for (String path : List.of("", "header", "bitmaps")) {
            assertThat(BitmapModel.around(open, open.root().find(path))).isEmpty();
        }
    }

    @Test
    void tellsItsFlagsInWords() {
        assertThat(model(BitmapSpec.named("b0").auto()).flags()).singleElement().satisfies(flag -> {
            assertThat(flag.name()).isEqualTo("auto");
            assertThat(flag.meaning()).contains("enabled", "every write must be recorded");
        });
        assertThat(model(BitmapSpec.named("b0").flags(0x105)).flags()).extracting(BitmapModel.Flag::name)
                .containsExactly("in-use", "extra_data_compatible", "bit-8");
        assertThat(model(BitmapSpec.named("b0").inUse()).flags().getFirst().meaning()).contains("stale");
        assertThat(model(BitmapSpec.named("b0")).flags()).isEmpty();
    }

    @Test
    void tellsWhatItIsWorthAndWhy() {
        assertThat(model(BitmapSpec.named("b0").auto()).verdict()).isEqualTo(Bitmap.Verdict.USABLE);
        BitmapModel inUse = model(BitmapSpec.named("b0").inUse());
        assertThat(inUse.verdict()).isEqualTo(Bitmap.Verdict.INCONSISTENT);
        assertThat(inUse.verdictReason()).contains("out of date");
        BitmapModel ignored = model(new ImageBuilder().header(HeaderField.AUTOCLEAR_FEATURES, 0)
                .bitmap(BitmapSpec.named("b0")).build(), "bitmaps/b0");
        assertThat(ignored.verdict()).isEqualTo(Bitmap.Verdict.IGNORED);
        assertThat(ignored.verdictReason()).contains("autoclear bit 0");
        BitmapModel refused = model(BitmapSpec.named("b0").type(7));
        assertThat(refused.verdict()).isEqualTo(Bitmap.Verdict.REFUSED);
        assertThat(refused.verdictReason()).contains("Type 7");
        assertThat(model(BitmapSpec.named("b0").extraData((byte) 1)).verdictReason()).contains("extra data");
    }

    @Test
    void tellsGranularityAndWhatItCovers() {
        BitmapModel model = model(new ImageBuilder().size(100 << 20)
                .bitmap(BitmapSpec.named("b0").granularityBits(15)).build(), "bitmaps/b0");
        assertThat(text(model.facts())).contains("32768 bytes (32 KiB)", "100 MiB of the virtual disk, in 3200 bits",
                "1 entry at 0x");
    }

    @Test
    void tellsWhatItHoldsInTheFile() {
        BitmapModel model = model(new ImageBuilder().clusterBits(9).size(6 << 20).bitmap(BitmapSpec.named("b0")
                .granularityBits(9).data(1).data(2).zeroes()).build(), "bitmaps/b0");
        assertThat(text(model.facts(TypeIndex.of(model.table(), Progress.NONE))))
                .contains("1080 bytes", "directory entry 32 bytes", "table 24 bytes", "1 KiB (2 clusters)");
    }

    @Test
    void tellsWhatStandsForWhatIsDirtyAndTheSizeOfABackup(@TempDir Path folder) throws IOException {
        Path path = new ImageBuilder().clusterBits(12).size(1 << 20).data(4096, "data").zero(8192)
                .bitmap(BitmapSpec.named("b0").granularityBits(12).dirty(0, 16384))
                .bitmap(BitmapSpec.named("clean").granularityBits(12)).build().writeTo(folder.resolve("disk.qcow2"));
        try (MappedFile file = MappedFile.open(path)) {
            Qcow2Image open = new Qcow2Image(file);
            BitmapModel dirty = BitmapModel.around(open, open.root().find("bitmaps/b0")).orElseThrow();
            assertThat(text(dirty.facts(DirtySplit.of(path, dirty.decoded(), Progress.NONE))))
                    .contains("data 4 KiB, zero 4 KiB, unallocated 8 KiB", "would store 65536 bytes (64 KiB)",
                            "QEMU copies whole clusters of 64 KiB: 64 KiB in all, of which 0 bytes are holes")
                    .doesNotContain("cannot be told", "as it stands");
            BitmapModel clean = BitmapModel.around(open, open.root().find("bitmaps/clean")).orElseThrow();
            assertThat(text(clean.facts(DirtySplit.of(path, clean.decoded(), Progress.NONE))))
                    .contains("Nothing is dirty", "would store 0 bytes");
        }
    }

    @Test
    void saysOfHowMuchOfABackupItCannotTell(@TempDir Path folder) throws IOException {
        Path path = new ImageBuilder().clusterBits(12).size(1 << 20).backing("missing.qcow2", "qcow2")
                .bitmap(BitmapSpec.named("b0").inUse().granularityBits(16).dirty(0, 1)).build()
                .writeTo(folder.resolve("disk.qcow2"));
        try (MappedFile file = MappedFile.open(path)) {
            Qcow2Image open = new Qcow2Image(file);
            BitmapModel model = BitmapModel.around(open, open.root().find("bitmaps/b0")).orElseThrow();
            assertThat(text(model.facts(DirtySplit.of(path, model.decoded(), Progress.NONE))))
                    .contains("unknown 64 KiB", "Of 64 KiB it cannot be told.",
                            "QEMU makes none with this bitmap as it stands.");
        }
    }

    @Test
    void tellsEachEntry() {
        TestImage image = new ImageBuilder().clusterBits(9).size(7 << 20).bitmap(BitmapSpec.named("b0")
                .granularityBits(9).data(1).zeroes().ones().entry(0x201)).build();
        BitmapModel model = model(image, "bitmaps/b0");
        assertThat(model.entry(0)).isEqualTo(new BitmapModel.Entry(0, Type.SERIALIZED,
                "0x%x".formatted(image.bitmapData("b0", 0)), "0x0-0x1fffff"));
        assertThat(model.entry(1)).isEqualTo(
                new BitmapModel.Entry(1, Type.ALL_ZEROES, "", "0x200000-0x3fffff"));
        assertThat(model.entry(2).type()).isEqualTo(Type.ALL_ONES);
        assertThat(model.entry(3).type()).isEqualTo(Type.INVALID);
        assertThat(model.entry(3).guest()).isEqualTo("0x600000-0x6fffff");
    }

    @Test
    void knowsWhichEntryANodeBelongsTo() {
        Qcow2Image open = new ImageBuilder().bitmap(BitmapSpec.named("b0").data(1)).build().open();
        BitmapModel model = BitmapModel.around(open, open.root().find("bitmaps/b0")).orElseThrow();
        assertThat(model.entryOf(open.root().find("bitmaps/b0/table/0/data"))).isZero();
        assertThat(model.entryOf(open.root().find("bitmaps/b0/table"))).isEqualTo(-1);
        assertThat(model.entryNode(0).path()).isEqualTo("bitmaps/b0/table/0");
        assertThat(model.entryNode(1)).isNull();
    }
}
