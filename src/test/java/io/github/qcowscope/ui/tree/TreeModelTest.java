package io.github.qcowscope.ui.tree;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.qcowscope.bytes.ByteRange;
import io.github.qcowscope.bytes.HeapBytes;
import io.github.qcowscope.bytes.Span;
import io.github.qcowscope.qcow2.layout.Kinds;
import io.github.qcowscope.schema.Node;
import io.github.qcowscope.schema.Nodes;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import java.util.concurrent.atomic.AtomicLong;
import javafx.collections.ListChangeListener;
import org.junit.jupiter.api.Test;

class TreeModelTest {

    private static final HeapBytes SOURCE = new HeapBytes("test", new byte[0]);

    private final AtomicLong made = new AtomicLong();

    private Node leaf(String path) {
        made.incrementAndGet();
        return Node.at(path, path.substring(path.lastIndexOf('/') + 1), Kinds.HEADER,
                new Span(SOURCE, new ByteRange(0, 1))).build();
    }

    private Node table(String path, long count) {
        return Nodes.table(path, path.substring(path.lastIndexOf('/') + 1), Kinds.BITMAP_TABLE, SOURCE, 0, count, 8,
                index -> leaf(path + "/" + index)).build();
    }

    private static Node group(String path, Node... children) {
        return Node.at(path, path, Kinds.IMAGE, new Span(SOURCE, new ByteRange(0, 0)))
                .children(List.of(children)).build();
    }

    private static List<String> paths(TreeModel model) {
        return model.stream().map(row -> row.isRun() ? row.name() : row.node().path()).toList();
    }

    @Test
    void showsTheRootsChildrenAtFirst() {
        TreeModel model = new TreeModel(group("", leaf("a"), table("b", 3), leaf("c")));
        assertThat(paths(model)).containsExactly("", "a", "b", "c");
        assertThat(model.get(1).state()).isEqualTo(TreeRow.State.LEAF);
        assertThat(model.get(2).state()).isEqualTo(TreeRow.State.CLOSED);
        assertThat(model.get(0).state()).isEqualTo(TreeRow.State.OPEN);
    }

    @Test
    void opensAndClosesRows() {
        TreeModel model = new TreeModel(group("", leaf("a"), table("b", 3), leaf("c")));
        model.open(2);
        model.open(2);
        assertThat(paths(model)).containsExactly("", "a", "b", "b/0", "b/1", "b/2", "c");
        assertThat(model.parentOf(4)).isEqualTo(2);
        assertThat(model.parentOf(6)).isEqualTo(0);
        assertThat(model.parentOf(0)).isEqualTo(-1);
        model.close(2);
        assertThat(paths(model)).containsExactly("", "a", "b", "c");
        model.open(1);
        assertThat(model).hasSize(4);
    }

    @Test
    void closesWhatItOpenedByItselfWhereTheTreeGetsLong() {
        Node root = group("", table("a", 10), table("b", 10), table("c", 10), table("d", 10));
        TreeModel model = new TreeModel(root, 100, 36);
        model.reveal(node(root, "a/3"));
        model.open(2 + 10);
        model.reveal(node(root, "c/3"));
        assertThat(model.openNodes()).extracting(Node::path).containsExactly("a", "b", "c");

        assertThat(model.reveal(node(root, "d/9"))).isEqualTo(model.size() - 1);

        // The user has opened b, and only the user closes it.
        assertThat(model.openNodes()).extracting(Node::path).containsExactly("b", "c", "d");
        assertThat(model.get(model.size() - 1).node().path()).isEqualTo("d/9");
        model.reveal(node(root, "c/1"));
        model.reveal(node(root, "a/1"));
        assertThat(model.openNodes()).as("c was shown after d").extracting(Node::path).containsExactly("a", "b", "c");
        assertThat(model.get(2).node().path()).isEqualTo("a/0");
    }

    private static Node node(Node root, String path) {
        return Objects.requireNonNull(root.find(path));
    }

    @Test
    void opensTheWayToANode() {
        Node root = group("", group("x", table("x/y", 10), leaf("x/z")), leaf("w"));
        TreeModel model = new TreeModel(root);
        int row = model.reveal(root.find("x/y/7"));
        assertThat(model.get(row).node().path()).isEqualTo("x/y/7");
        assertThat(model.get(row).depth()).isEqualTo(3);
        assertThat(model.reveal(root)).isZero();
        assertThat(model.get(model.reveal(root.find("w"))).node().path()).isEqualTo("w");
        assertThat(model.get(model.reveal(leaf("x/gone/4"))).node().path()).isEqualTo("x");
    }

    @Test
    void anEntryOfAMillionCostsTheWayToItAndNothingMore() {
        Node root = group("", table("a", 1_000_000), table("b", 1_000_000));
        TreeModel model = new TreeModel(root, TreeModel.LONGEST, Long.MAX_VALUE);
        List<Integer> sizes = new ArrayList<>();
        model.addListener((ListChangeListener<TreeRow>) change -> {
            while (change.next()) {
                sizes.add(change.getTo() - change.getFrom());
            }
        });
        made.set(0);
        int row = model.reveal(root.find("b/999999"));
        assertThat(row).isEqualTo(1_000_002);
        model.reveal(root.find("a/500000"));
        assertThat(model).hasSize(2_000_003);
        assertThat(model.get(2_000_002).node().path()).isEqualTo("b/999999");
        model.close(1);
        assertThat(model).hasSize(1_000_003);
        assertThat(made.get()).isLessThan(20);
        assertThat(sizes).contains(1_000_000);
    }

    @Test
    void tellsWhatWentWhenARowIsClosed() {
        TreeModel model = new TreeModel(group("", table("a", 3), leaf("b")));
        model.open(1);
        List<String> removed = new ArrayList<>();
        model.addListener((ListChangeListener<TreeRow>) change -> {
            while (change.next()) {
                change.getRemoved().forEach(row -> removed.add(row.node().path()));
            }
        });
        model.close(1);
        assertThat(removed).containsExactly("a/0", "a/1", "a/2");
    }

    @Test
    void childrenThatAreTooManyComeInRuns() {
        Node root = group("", table("a", 25));
        TreeModel model = new TreeModel(root, 10, TreeModel.MOST_REVEALED);
        model.open(1);
        assertThat(paths(model)).containsExactly("", "a", "[0 … 9]", "[10 … 19]", "[20 … 24]");
        int row = model.reveal(root.find("a/22"));
        assertThat(model.get(row).node().path()).isEqualTo("a/22");
        assertThat(paths(model)).containsExactly(
                "", "a", "[0 … 9]", "[10 … 19]", "[20 … 24]", "a/20", "a/21", "a/22", "a/23", "a/24");
        assertThat(model.get(model.parentOf(row)).isRun()).isTrue();
    }

    @Test
    void closesOtherRowsWhereAnIntCannotCountThemAll() {
        Node root = group("", table("a", 1L << 32));
        TreeModel model = new TreeModel(root, 1 << 24, Long.MAX_VALUE);
        for (int run = 0; run < 256; run++) {
            model.reveal(root.find("a/" + ((long) run << 24)));
        }
        int row = model.reveal(root.find("a/4294967295"));
        assertThat(model.get(row).node().path()).isEqualTo("a/4294967295");
        assertThat(model.size()).isPositive();
    }

    @Test
    void opensInAnotherModelWhatIsOpenInOne() {
        Node root = group("", group("x", table("x/y", 3), table("x/z", 2)), table("w", 2));
        TreeModel model = new TreeModel(root);
        model.reveal(root.find("x/z/1"));
        model.reveal(root.find("w/0"));
        TreeModel other = new TreeModel(root);
        other.openAll(model.openNodes());
        assertThat(paths(other)).isEqualTo(paths(model));
    }

    /** Whatever is opened and closed, the rows are those of a walk through what is open. */
    @Test
    void agreesWithAWalkThroughTheOpenRows() {
        Random random = new Random(11);
        Node root = group("", group("p", table("p/q", 4), group("p/r", table("p/r/s", 3))), table("t", 30), leaf("u"));
        TreeModel model = new TreeModel(root, 8, TreeModel.MOST_REVEALED);
        List<TreeRow> mirror = new ArrayList<>(model);
        model.addListener((ListChangeListener<TreeRow>) change -> {
            while (change.next()) {
                if (change.wasUpdated()) {
                    mirror.set(change.getFrom(), model.get(change.getFrom()));
                } else {
                    mirror.subList(change.getFrom(), change.getFrom() + change.getRemovedSize()).clear();
                    mirror.addAll(change.getFrom(), change.getAddedSubList());
                }
            }
        });
        for (int step = 0; step < 500; step++) {
            int row = random.nextInt(model.size());
            if (random.nextBoolean()) {
                model.open(row);
            } else {
                model.close(row);
            }
            assertThat(mirror).isEqualTo(new ArrayList<>(model));
            for (int i = 1; i < model.size(); i++) {
                assertThat(model.get(i).depth()).isEqualTo(model.get(model.parentOf(i)).depth() + 1);
            }
        }
    }
}
