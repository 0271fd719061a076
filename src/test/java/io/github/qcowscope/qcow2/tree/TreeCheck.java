package io.github.qcowscope.qcow2.tree;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.qcowscope.bytes.ByteRange;
import io.github.qcowscope.job.Progress;
import io.github.qcowscope.qcow2.Qcow2Image;
import io.github.qcowscope.qcow2.owner.Gaps;
import io.github.qcowscope.qcow2.owner.HostMap;
import io.github.qcowscope.schema.Node;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Predicate;

/** Walks trees in tests, and checks what must hold for each node of any tree. */
final class TreeCheck {

    /** Of longer tables, samples look at so many entries at the start, at the end, and in between. */
    private static final long SAMPLED = 300;

    private TreeCheck() {}

    /** Visits a node and all nodes below it. */
    static void each(Node node, Consumer<Node> visitor) {
        visitor.accept(node);
        for (long i = 0; i < node.childCount(); i++) {
            each(node.child(i), visitor);
        }
    }

    /** Visits a node and the nodes below it, and of long tables some entries only. */
    static void sample(Node node, Consumer<Node> visitor) {
        visitor.accept(node);
        long count = node.childCount();
        for (long i = 0; i < count; i++) {
            sample(node.child(i), visitor);
            if (i >= SAMPLED && i < count - SAMPLED) {
                i = Math.min(i + count / SAMPLED, count - SAMPLED - 1);
            }
        }
    }

    /** The nodes below a node, itself included, that a predicate holds for. */
    static List<Node> all(Node node, Predicate<Node> wanted) {
        List<Node> found = new ArrayList<>();
        each(node, one -> {
            if (wanted.test(one)) {
                found.add(one);
            }
        });
        return found;
    }

    /** The sentences of the problems below a node, with the paths of the nodes that have them; long tables are sampled. */
    static List<String> problems(Node node) {
        List<String> found = new ArrayList<>();
        sample(node, one -> one.problems().forEach(problem -> found.add(one.path() + ": " + problem.message())));
        return found;
    }

    /**
     * Checks that each node can say what it is, lies inside its source, and is found by its path and by its index; long
     * tables are sampled.
     */
    static void nodes(Qcow2Image image) {
        Node root = image.root();
        sample(root, node -> {
            assertThat(node.span().visible().isInside()).as("%s shows bytes of its source", node.path()).isTrue();
            assertThat(node.value().text()).as("value of %s", node.path()).isNotNull();
            assertThat(node.meaning() + node.doc() + node.section() + node.name()).doesNotContain("null");
            Node again = root.find(node.path());
            assertThat(again).as("node at %s", node.path()).isEqualTo(node);
            assertThat(again.span()).as("span of %s", node.path()).isEqualTo(node.span());
        });
    }

    /** Checks that the owner of each byte of a file has the byte, and is a node of the tree. */
    static void owners(Qcow2Image image, long step) {
        for (long at = 0; at < image.source().length(); at += step) {
            Node owner = image.ownerOf(at, Progress.NONE);
            assertThat(owner.span().source()).isSameAs(image.source());
            assertThat(owner.span().range().contains(at)).as("%s owns 0x%x", owner.path(), at).isTrue();
            assertThat(image.root().find(owner.path())).isEqualTo(owner);
        }
    }

    /** Finds the owners and the gaps of an image, and attaches them. */
    static Gaps attachGaps(Qcow2Image image) {
        HostMap.Result result = HostMap.of(image, 1 << 28, Progress.NONE);
        assertThat(result).isInstanceOf(HostMap.Ready.class);
        HostMap map = ((HostMap.Ready) result).map();
        image.attach(map);
        Gaps gaps = Gaps.of(image, map, Progress.NONE);
        image.attach(gaps);
        return gaps;
    }

    /** Checks that each byte of a file has one owner, and more only where clusters or sectors are shared. */
    static void everyByteHasOneOwner(Qcow2Image image) {
        HostMap map = image.hostMap().orElseThrow();
        int[] owners = new int[(int) image.source().length()];
        for (long i = 0; i < image.root().childCount(); i++) {
            own(image.root().child(i), owners);
        }
        for (int at = 0; at < owners.length; at++) {
            if (owners[at] != 1) {
                assertThat(map.references(image.geometry().clusterOf(at))).as("%d owners of 0x%x", owners[at], at)
                        .isGreaterThan(1);
                assertThat(owners[at]).as("owners of 0x%x", at).isPositive();
            }
        }
    }

    /** Counts the bytes that a node has, and those below it that are no mere views of its own. */
    private static void own(Node node, int[] owners) {
        ByteRange bytes = node.span().visible().range();
        List<ByteRange> below = new ArrayList<>();
        for (long i = 0; i < node.childCount(); i++) {
            Node child = node.child(i);
            ByteRange range = child.span().visible().range();
            boolean inside = bytes.contains(range);
            if (child.span().source() != node.span().source() || child.span().bits() != null
                    || inside && !range.isEmpty() && node.childIndexAt(range.offset()) != i) {
                continue;
            }
            own(child, owners);
            if (inside) {
                below.add(range);
            }
        }
        bytes.without(below).forEach(range -> {
            for (long at = range.offset(); at < range.end(); at++) {
                owners[(int) at]++;
            }
        });
    }
}
