package io.github.qcowscope.diff;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.qcowscope.diff.Difference.Change;
import io.github.qcowscope.fixture.BitmapSpec;
import io.github.qcowscope.fixture.ImageBuilder;
import io.github.qcowscope.fixture.TestImage;
import io.github.qcowscope.job.Cancelled;
import io.github.qcowscope.job.Progress;
import io.github.qcowscope.schema.Node;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayName("What differs between two images, as a tree")
class DiffTreeTest {

    private static ImageBuilder image(int entries) {
        return new ImageBuilder().clusterBits(12).size(16 << 20).data(4096, "data")
                .bitmap(BitmapSpec.named("a").granularityBits(9).tableSize(entries))
                .bitmap(BitmapSpec.named("b").granularityBits(16));
    }

    private static List<String> paths(DiffTree tree, DiffRow row, @Nullable Change only) {
        List<String> found = new ArrayList<>();
        collect(tree, row, only, found);
        return found;
    }

    private static void collect(DiffTree tree, DiffRow row, @Nullable Change only, List<String> into) {
        if (tree.isDifference(row, only)) {
            into.add(told(List.of(row)));
        }
        if (tree.mayHaveRows(row, only)) {
            tree.below(row, only, Progress.NONE).forEach(each -> collect(tree, each, only, into));
        }
    }

    private static List<String> walk(Node before, Node after) {
        List<String> found = new ArrayList<>();
        TreeDiff.walk(before, after, Progress.NONE, difference ->
                found.add(difference.change().label() + " " + difference.path()));
        return found;
    }

    private static String told(List<DiffRow> way) {
        Difference own = way.getLast().pair().difference();
        return own == null ? "none" : own.change().label() + " " + own.path();
    }

    private static List<String> steps(DiffTree tree, @Nullable Change only, boolean isForward, List<DiffRow> start) {
        List<String> found = new ArrayList<>();
        List<DiffRow> way = NextDifference.find(tree, start, only, isForward, Progress.NONE);
        while (!way.isEmpty()) {
            found.add(told(way));
            way = NextDifference.find(tree, way, only, isForward, Progress.NONE);
        }
        return found;
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 40, 5000})
    void theTreeTheWalkAndTheStepsHaveTheSameDifferencesWhateverThePokes(int pokes) {
        TestImage before = image(5000).build();
        TestImage after = image(5000).bitmap(BitmapSpec.named("c")).build();
        Random random = new Random(pokes);
        for (int i = 0; i < pokes; i++) {
            after.poke(after.bitmapTable("a") + 8 * random.nextInt(5000), 8, 1);
        }
        after.poke(after.bitmapEntry("a") + 12, 4, 2);
        Node one = before.open().root();
        Node two = after.open().root();
        DiffTree tree = new DiffTree(one, two, difference -> true);
        DiffRow root = tree.root(Progress.NONE);
        List<String> all = walk(one, two);
        assertThat(paths(tree, root, null)).isEqualTo(all);
        assertThat(root.counts().of(null)).isEqualTo(all.size());
        assertThat(root.counts().added()).isEqualTo(all.stream().filter(line -> line.startsWith("added")).count());
        if (pokes < 5000) {
            assertThat(steps(tree, null, true, List.of(root))).isEqualTo(all);
        }
        List<String> added = all.stream().filter(line -> line.startsWith("added")).toList();
        assertThat(paths(tree, root, Change.ADDED)).isEqualTo(added);
        assertThat(steps(tree, Change.ADDED, true, List.of(root))).isEqualTo(added);
    }

    @Test
    void backwardsIsTheSameWayInReverse() {
        TestImage after = image(5000).bitmap(BitmapSpec.named("c")).build();
        after.poke(after.bitmapTable("a") + 8 * 4999, 8, 1).poke(80, 8, 1);
        Node one = image(5000).build().open().root();
        Node two = after.open().root();
        DiffTree tree = new DiffTree(one, two, difference -> true);
        List<DiffRow> last = List.of(tree.root(Progress.NONE));
        for (List<DiffRow> next = last; !next.isEmpty();
                next = NextDifference.find(tree, next, null, true, Progress.NONE)) {
            last = next;
        }
        List<String> back = new ArrayList<>(steps(tree, null, false, last).reversed());
        back.add(told(last));
        assertThat(back).isEqualTo(walk(one, two));
    }

    @Test
    void eachRowSaysHowManyDifferencesItHas() {
        TestImage after = image(5000).build();
        for (int i = 1000; i < 3000; i++) {
            after.poke(after.bitmapTable("a") + 8L * i, 8, 1);
        }
        DiffTree tree = new DiffTree(image(5000).build().open().root(), after.open().root(), difference -> true);
        DiffRow bitmaps = tree.below(tree.root(Progress.NONE), null, Progress.NONE).getFirst();
        DiffRow a = tree.below(bitmaps, null, Progress.NONE).getFirst();
        DiffRow table = tree.below(a, null, Progress.NONE).getFirst();
        assertThat(table.counts()).isEqualTo(new Counts(0, 0, 2000));
        assertThat(tree.below(table, null, Progress.NONE)).extracting(row -> row.name() + " " + row.counts().changed())
                .containsExactly("[0 \u2026 1,023] 24", "[1,024 \u2026 2,047] 1024", "[2,048 \u2026 3,071] 952");
    }

    @Test
    void whatIsAddedCanBeLookedIntoAndIsStillOneDifference() {
        DiffTree tree = new DiffTree(image(1).build().open().root(),
                image(1).bitmap(BitmapSpec.named("c")).build().open().root(), difference -> true);
        DiffRow added = find(tree, "bitmaps/c");
        assertThat(added.counts()).isEqualTo(new Counts(1, 0, 0));
        assertThat(tree.below(added, null, Progress.NONE)).isNotEmpty()
                .allMatch(DiffRow::isPart).allMatch(row -> row.pair().before() == null)
                .noneMatch(row -> tree.isDifference(row, null))
                .extracting(row -> row.pair().there().name()).contains("flags", "granularity_bits");
    }

    private static DiffRow find(DiffTree tree, String path) {
        DiffRow row = tree.root(Progress.NONE);
        while (!row.pair().there().path().equals(path)) {
            row = tree.below(row, null, Progress.NONE).stream()
                    .filter(each -> path.equals(each.pair().there().path())
                            || path.startsWith(each.pair().there().path() + "/")).findFirst().orElseThrow();
        }
        return row;
    }

    @Test
    void onlyWhatIsWantedCounts() {
        TestImage after = image(1).bitmap(BitmapSpec.named("c")).build();
        after.poke(80, 8, 1);
        DiffTree tree = new DiffTree(image(1).build().open().root(), after.open().root(),
                difference -> difference.path().contains("features"));
        DiffRow root = tree.root(Progress.NONE);
        assertThat(root.counts().of(null)).isEqualTo(1);
        assertThat(paths(tree, root, null)).containsExactly("changed header/compatible_features");
        assertThat(tree.below(root, Change.REMOVED, Progress.NONE)).isEmpty();
        assertThat(tree.mayHaveRows(root, Change.REMOVED)).isFalse();
    }

    @Test
    void anyStepCanBeCancelled() {
        Progress cancelled = new Progress() {
            @Override
            public void report(long done, long total) {}

            @Override
            public boolean isCancelled() {
                return true;
            }
        };
        Node root = image(1).build().open().root();
        DiffTree tree = new DiffTree(root, root, difference -> true);
        assertThatThrownBy(() -> tree.root(cancelled)).isInstanceOf(Cancelled.class);
        DiffRow row = tree.root(Progress.NONE);
        assertThat(tree.mayHaveRows(row, null)).isFalse();
        assertThatThrownBy(() -> tree.below(row, null, cancelled)).isInstanceOf(Cancelled.class);
    }
}
