package io.github.qcowscope.ui.copy;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.qcowscope.bytes.ByteRange;
import io.github.qcowscope.bytes.HeapBytes;
import io.github.qcowscope.dump.raw.ByteFormat;
import io.github.qcowscope.fixture.BitmapSpec;
import io.github.qcowscope.fixture.CountingSource;
import io.github.qcowscope.fixture.FailingSource;
import io.github.qcowscope.fixture.ImageBuilder;
import io.github.qcowscope.fixture.SparseBytes;
import io.github.qcowscope.job.Progress;
import io.github.qcowscope.schema.Node;
import io.github.qcowscope.ui.copy.Copier.Result;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class CopierTest {

    private final Node root = new ImageBuilder().clusterBits(12)
            .bitmap(BitmapSpec.named("a|b").auto().tableSize(5000).data(1)).build().open().root();

    @Test
    void aRangeIsCutAtTheEndOfTheFile() {
        assertThat(Copier.text(new HeapBytes("x", new byte[] {'a', 'b'}), new ByteRange(1, Long.MAX_VALUE - 1),
                ByteFormat.HEX, Progress.NONE)).isEqualTo(new Result.Copied("62"));
    }

    @ParameterizedTest
    @EnumSource
    void moreThanTheBoundIsRefusedWithoutReading(ByteFormat format) {
        SparseBytes sparse = new SparseBytes("x");
        sparse.setLength(1L << 40);
        CountingSource source = new CountingSource(sparse);
        assertThat(Copier.text(source, new ByteRange(0, Copier.MOST + 1L), format, Progress.NONE))
                .isInstanceOfSatisfying(Result.Refused.class,
                        refused -> assertThat(refused.reason()).contains("16 MiB"));
        assertThat(source.reads()).isZero();
    }

    @Test
    void nothingIsRefusedToo() {
        assertThat(Copier.text(new HeapBytes("x", new byte[1]), new ByteRange(5, 5), ByteFormat.C, Progress.NONE))
                .isInstanceOf(Result.Refused.class);
    }

    @ParameterizedTest
    @EnumSource
    void bytesThatCannotBeReadAreRefusedWhereTheFormatHasNoPlaceForThem(ByteFormat format) {
        Result result = Copier.text(new FailingSource(new HeapBytes("x", new byte[32]), new ByteRange(20, 1)),
                new ByteRange(0, 32), format, Progress.NONE);
        if (format.needsAllBytes()) {
            assertThat(result).isInstanceOfSatisfying(Result.Refused.class,
                    refused -> assertThat(refused.reason()).contains("at 0x14 (20), the file could not be read here."));
        } else {
            assertThat(result).isInstanceOf(Result.Copied.class);
        }
    }

    @Test
    void aTableOfFieldsHasBitsBelowTheirField() {
        List<String> lines = MarkdownTable.of(root.find("bitmaps/a|b"), Progress.NONE).lines().toList();
        assertThat(lines).startsWith("| Field | Offset | Size | Value | Meaning |", "|---|---|---|---|---|")
                .anyMatch(line -> line.matches("\\| bitmap_table_size \\| 0x[0-9a-f]+ \\| 4 \\| 5000 \\|.*"))
                .anyMatch(line -> line.startsWith("| &emsp;auto | ") && line.contains(" | bit 1 | 1 |"))
                .anyMatch(line -> line.contains("| a\\|b |"))
                .allMatch(line -> line.replace("\\|", "").chars().filter(c -> c == '|').count() == 6);
    }

    @Test
    void aTableWithManyRowsIsCutWithAWord() {
        List<String> lines = MarkdownTable.of(root.find("bitmaps/a|b/table"), Progress.NONE).lines().toList();
        assertThat(lines.size()).isLessThan(MarkdownTable.MOST + 10);
        assertThat(lines.getLast()).matches("\\| and [0-9,]+ more \\|.*");
        assertThat(MarkdownTable.of(root.find("header/version"), Progress.NONE)).contains("| version | 0x4 | 4 | 3");
    }
}
