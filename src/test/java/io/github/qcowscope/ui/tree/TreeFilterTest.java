package io.github.qcowscope.ui.tree;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.qcowscope.fixture.BitmapSpec;
import io.github.qcowscope.fixture.ImageBuilder;
import io.github.qcowscope.job.Cancelled;
import io.github.qcowscope.job.Progress;
import io.github.qcowscope.schema.Node;
import org.junit.jupiter.api.Test;

class TreeFilterTest {

    private final Node root = new ImageBuilder().clusterBits(12)
            .bitmap(BitmapSpec.named("alpha").auto().data(1)).bitmap(BitmapSpec.named("beta").zeroes())
            .build().open().root();

    @Test
    void findsNamesAndShowsWhereTheyBelong() {
        TreeFilter.Result result = TreeFilter.search(root, "ALPH", Progress.NONE);
        assertThat(result.rows()).extracting(row -> row.node().path())
                .containsExactly("", "bitmaps", "bitmaps/alpha", "bitmaps/alpha/name");
        assertThat(result.rows()).extracting(TreeRow::isAnswer).containsExactly(false, false, true, true);
        assertThat(result.rows()).extracting(TreeRow::depth).containsExactly(0, 1, 2, 3);
        assertThat(result.matches()).isEqualTo(2);
        assertThat(result.more()).isFalse();
    }

    @Test
    void findsValuesAndMeanings() {
        assertThat(TreeFilter.search(root, "all-zeroes", Progress.NONE).rows())
                .anyMatch(row -> row.isAnswer() && row.node().path().equals("bitmaps/beta/table/0"));
        assertThat(TreeFilter.search(root, "compat 1.1", Progress.NONE).rows())
                .anyMatch(row -> row.isAnswer() && row.node().path().equals("header/version"));
    }

    @Test
    void findsNothingWhereThereIsNothing() {
        assertThat(TreeFilter.search(root, "no such thing", Progress.NONE).rows()).isEmpty();
    }

    @Test
    void looksAtTheStartOfALongTableOnlyAndSaysSo() {
        Node many = new ImageBuilder().clusterBits(12).size(1)
                .bitmap(BitmapSpec.named("long").tableSize(50_000)).build().setLength(1 << 20).open().root();
        TreeFilter.Result result = TreeFilter.search(many, "[4321]", Progress.NONE);
        assertThat(result.matches()).isEqualTo(1);
        assertThat(result.more()).isTrue();
        assertThat(TreeFilter.search(many, "[43210]", Progress.NONE).matches()).isZero();
    }

    @Test
    void stopsWithEnoughMatches() {
        Node many = new ImageBuilder().clusterBits(12).size(1)
                .bitmap(BitmapSpec.named("long").tableSize(50_000)).build().setLength(1 << 20).open().root();
        TreeFilter.Result result = TreeFilter.search(many, "all-zeroes", Progress.NONE);
        assertThat(result.matches()).isEqualTo(1_000);
        assertThat(result.more()).isTrue();
    }

    @Test
    void endsWhenNobodyWantsTheAnswer() {
        Progress cancelled = new Progress() {
            @Override
            public void report(long done, long total) {}

            @Override
            public boolean isCancelled() {
                return true;
            }
        };
        assertThatThrownBy(() -> TreeFilter.search(root, "a", cancelled)).isInstanceOf(Cancelled.class);
    }
}
