package io.github.qcowscope.diff;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.qcowscope.diff.Difference.Change;
import io.github.qcowscope.fixture.BitmapSpec;
import io.github.qcowscope.fixture.ImageBuilder;
import io.github.qcowscope.fixture.SnapshotSpec;
import io.github.qcowscope.fixture.TestImage;
import io.github.qcowscope.job.Cancelled;
import io.github.qcowscope.job.Progress;
import io.github.qcowscope.schema.Node;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("What differs between two images")
class TreeDiffTest {

    private static ImageBuilder image() {
        return new ImageBuilder().clusterBits(12).size(16 << 20).data(4096, "data")
                .bitmap(BitmapSpec.named("a").granularityBits(9).zeroes())
                .bitmap(BitmapSpec.named("b").granularityBits(16));
    }

    private static List<String> diff(Node before, Node after) {
        List<String> found = new ArrayList<>();
        TreeDiff.walk(before, after, Progress.NONE, difference -> {
            found.add(difference.change().label() + " " + difference.path());
            return true;
        });
        return found;
    }

    private static List<String> diff(TestImage before, TestImage after) {
        return diff(before.open().root(), after.open().root());
    }

    @Test
    void anImageDoesNotDifferFromItself() {
        assertThat(diff(image().build(), image().build())).isEmpty();
    }

    @Test
    void aFieldAFlagAndATableEntryAreTold() {
        TestImage after = image().build();
        after.poke(after.bitmapEntry("a") + 12, 4, 2);
        after.poke(after.bitmapTable("a"), 8, 1);
        after.poke(after.l2Entry(4096), 8, after.get(after.l2Entry(4096), 8) & Long.MAX_VALUE);
        after.poke(80, 8, 1);
        assertThat(diff(image().build(), after)).containsExactlyInAnyOrder(
                "changed header/compatible_features", "changed bitmaps/a/flags", "changed bitmaps/a/table/0",
                "changed l1/0/l2/1");
    }

    @Test
    void whatIsAddedOrRemovedIsToldAsAWhole() {
        ImageBuilder more = image().bitmap(BitmapSpec.named("c"));
        List<String> added = diff(image().build(), more.build());
        assertThat(added).contains("added bitmaps/c", "changed extensions/bitmaps/nb_bitmaps")
                .noneMatch(line -> line.startsWith("added bitmaps/c/"));
        assertThat(diff(more.build(), image().build())).contains("removed bitmaps/c");
    }

    @Test
    void canBeCancelledInTheMiddleOfALongRowOfAdditions() {
        Node before = new ImageBuilder().bitmap(BitmapSpec.named("a")).build().open().root();
        Node after = new ImageBuilder().clusterBits(16).bitmap(BitmapSpec.named("a").tableSize(100_000)).build()
                .open().root();
        long[] told = {0};
        Progress cancelled = new Progress() {
            @Override
            public void report(long done, long total) {}

            @Override
            public boolean isCancelled() {
                return told[0] > 1000;
            }
        };
        assertThatThrownBy(() -> TreeDiff.walk(before, after, cancelled, difference -> {
            told[0]++;
            return true;
        })).isInstanceOf(Cancelled.class);
        assertThat(told[0]).isLessThan(10_000);
    }

    @Test
    void bitmapsAndSnapshotsBelongTogetherByName() {
        TestImage before = new ImageBuilder().clusterBits(12).size(1 << 20).snapshot(SnapshotSpec.named("one"))
                .snapshot(SnapshotSpec.named("two")).build();
        TestImage after = new ImageBuilder().clusterBits(12).size(1 << 20).snapshot(SnapshotSpec.named("two")).build();
        assertThat(diff(before, after)).contains("removed snapshots/0").doesNotContain("changed snapshots/0/name",
                "removed snapshots/1");

        TestImage turned = new ImageBuilder().clusterBits(12).size(16 << 20).data(4096, "data")
                .bitmap(BitmapSpec.named("b").granularityBits(16))
                .bitmap(BitmapSpec.named("a").granularityBits(9).zeroes()).build();
        assertThat(diff(image().build(), turned)).isNotEmpty()
                .allMatch(line -> line.matches("changed .*(bitmap_table_offset|table/0|block/\\d+)"));
    }

    @Test
    void tablesTooLongToMatchByKeyGoByIndex() {
        ImageBuilder large = new ImageBuilder().clusterBits(16).size(1L << 30).data(0, "x");
        TestImage after = large.build();
        after.poke(after.l2Entry(0) + 8 * 7000, 8, 1);
        assertThat(diff(large.build(), after)).containsExactly("changed l1/0/l2/7000");
    }

    @Test
    void partsCanBeComparedAndTheSidesHaveTheirNodes() {
        TestImage after = image().build();
        after.poke(after.bitmapEntry("a") + 12, 4, 2);
        Node one = image().build().open().root().find("bitmaps/a");
        Node two = after.open().root().find("bitmaps/a");
        List<Difference> found = new ArrayList<>();
        TreeDiff.walk(java.util.Objects.requireNonNull(one), java.util.Objects.requireNonNull(two), Progress.NONE,
                found::add);
        assertThat(found).singleElement().satisfies(difference -> {
            assertThat(difference.change()).isEqualTo(Change.CHANGED);
            assertThat(java.util.Objects.requireNonNull(difference.before()).value().text()).isEqualTo("0x0");
            assertThat(java.util.Objects.requireNonNull(difference.after()).value().text()).isEqualTo("0x2 (auto)");
        });
    }

    @Test
    void theWalkEndsWhenNobodyWantsMore() {
        TestImage after = image().build();
        after.poke(80, 8, 1).poke(24, 8, 1 << 20);
        List<Difference> found = new ArrayList<>();
        TreeDiff.walk(image().build().open().root(), after.open().root(), Progress.NONE, difference -> {
            found.add(difference);
            return false;
        });
        assertThat(found).hasSize(1);
        Progress cancelled = new Progress() {
            @Override
            public void report(long done, long total) {}

            @Override
            public boolean isCancelled() {
                return true;
            }
        };
        Node root = after.open().root();
        assertThatThrownBy(() -> TreeDiff.walk(root, root, cancelled, difference -> true)).isInstanceOf(Cancelled.class);
    }
}
