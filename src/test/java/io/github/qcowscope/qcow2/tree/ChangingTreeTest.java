package io.github.qcowscope.qcow2.tree;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.qcowscope.bytes.HeapBytes;
import io.github.qcowscope.fixture.BitmapSpec;
import io.github.qcowscope.fixture.ImageBuilder;
import io.github.qcowscope.fixture.SnapshotSpec;
import io.github.qcowscope.fixture.TestImage;
import io.github.qcowscope.job.Progress;
import io.github.qcowscope.qcow2.Qcow2Image;
import io.github.qcowscope.schema.Node;
import java.util.Random;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Whoever holds a node reads the file as it is by then: nothing that another program writes may make that fail. */
@DisplayName("The tree of an image that another program writes to")
class ChangingTreeTest {

    private static final int CHANGES = 60;
    private static final int MOST_CHILDREN = 40;

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5})
    @DisplayName("can be walked, and asked for owners, however its bytes change under it")
    void walk(long seed) {
        TestImage test = new ImageBuilder().clusterBits(10).size(1 << 20).data(0, "one")
                .bitmap(BitmapSpec.named("a").granularityBits(9).data(1).ones())
                .bitmap(BitmapSpec.named("b").granularityBits(12).data(2).inUse())
                .snapshot(SnapshotSpec.named("s")).compressed(0x2000, new byte[1024]).data(0x4000, "two").build();
        byte[] bytes = test.bytes().toArray();
        Random random = new Random(seed);
        Qcow2Image image = new Qcow2Image(new HeapBytes("live", bytes));
        TreeCheck.attachGaps(image);
        Node root = image.root();
        int seen = 0;
        for (int i = 0; i < CHANGES; i++) {
            bytes[random.nextInt(bytes.length)] = (byte) random.nextInt(256);
            // The first bytes of a cluster are metadata more often than others are.
            bytes[random.nextInt(bytes.length / 512) * 512 + random.nextInt(64)] = (byte) random.nextInt(256);
            seen += visit(root, 0);
            for (int j = 0; j < 20; j++) {
                assertThat(image.ownerOf(random.nextInt(bytes.length), Progress.NONE)).isNotNull();
            }
        }
        assertThat(seen).isGreaterThan(CHANGES * 50);
    }

    private static int visit(Node node, int depth) {
        assertThat(node.value().text()).isNotNull();
        assertThat(node.meaning()).isNotNull();
        assertThat(node.problems()).isNotNull();
        int seen = 1;
        long count = depth > 6 ? 0 : node.childCount();
        for (long i = 0; i < Math.min(count, MOST_CHILDREN); i++) {
            seen += visit(node.child(i), depth + 1);
        }
        return seen;
    }
}
