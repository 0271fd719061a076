package io.github.qcowscope.qcow2.tree;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.qcowscope.bytes.HeapBytes;
import io.github.qcowscope.fixture.CountingSource;
import io.github.qcowscope.fixture.HeaderField;
import io.github.qcowscope.fixture.ImageBuilder;
import io.github.qcowscope.fixture.SnapshotSpec;
import io.github.qcowscope.fixture.TestImage;
import io.github.qcowscope.job.Cancelled;
import io.github.qcowscope.job.Progress;
import io.github.qcowscope.qcow2.Qcow2Image;
import io.github.qcowscope.schema.Node;
import io.github.qcowscope.schema.Problem;
import java.util.Objects;
import java.util.Random;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("The tree of a damaged image")
class HostileTreeTest {

    private static ImageBuilder rich() {
        return new ImageBuilder().clusterBits(9).size(1 << 16)
                .data(0, "one").data(0x400, "two").zeroAllocated(0x600).compressed(0x800, "y".repeat(512).getBytes(US_ASCII))
                .snapshot(SnapshotSpec.named("s")).data(0, "three");
    }

    private static Node find(Qcow2Image image, String path) {
        return Objects.requireNonNull(image.root().find(path), path);
    }

    @Test
    @DisplayName("stands whatever byte is wrong")
    void anyByte() {
        byte[] good = rich().build().bytes().toArray();
        Random random = new Random(3);
        for (int round = 0; round < 3000; round++) {
            byte[] bad = good.clone();
            for (int i = 0; i <= round % 3; i++) {
                // Half of the damage in the header, where it does most.
                bad[random.nextInt(random.nextBoolean() ? 112 : bad.length)] = (byte) random.nextInt();
            }
            Qcow2Image image = new Qcow2Image(new HeapBytes("bad", bad));
            look(image.root(), 0);
            for (int i = 0; i < 8; i++) {
                long at = random.nextInt(bad.length);
                Node owner = image.ownerOf(at, Progress.NONE);
                assertThat(owner.span().range().contains(at)).as("%s owns %d", owner.path(), at).isTrue();
            }
        }
    }

    /** Looks at the first and the last children of each node. */
    private static void look(Node node, int depth) {
        assertThat(depth).isLessThan(10);
        assertThat(node.span().visible().isInside()).isTrue();
        assertThat(node.value().text() + node.meaning() + node.problems()).isNotNull();
        for (long i = 0; i < node.childCount(); i = i == 5 ? Math.max(6, node.childCount() - 2) : i + 1) {
            look(node.child(i), depth + 1);
        }
    }

    @Test
    @DisplayName("stands wherever the file ends")
    void anyLength() {
        byte[] good = rich().build().bytes().toArray();
        for (int length = 0; length < good.length; length += 37) {
            Qcow2Image image = new Qcow2Image(new HeapBytes("cut", java.util.Arrays.copyOf(good, length)));
            TreeCheck.nodes(image);
            TreeCheck.owners(image, 64);
        }
    }

    @Test
    @DisplayName("with an L1 table of 2^32 - 1 entries has those that the file has")
    void hugeL1() {
        TestImage test = rich().build().poke(HeaderField.L1_SIZE, -1);
        Qcow2Image image = test.open();
        Node l1 = find(image, "l1");

        assertThat(l1.childCount()).isEqualTo((test.length() - test.l1Table()) / 8);
        assertThat(l1.span().isInside()).isTrue();
        assertThat(l1.problems()).extracting(Problem::message).containsExactly(
                "The table should have 4294967295 entries; the file ends after %d of them.".formatted(l1.childCount()));
        assertThat(l1.child(l1.childCount() - 1).meaning()).contains("VM state");
    }

    @Test
    @DisplayName("with tables past the end has empty ones")
    void pastTheEnd() {
        for (long offset : new long[] {1L << 20, 1L << 62, -512, -1}) {
            TestImage test = rich().build().poke(HeaderField.L1_TABLE_OFFSET, offset)
                    .poke(HeaderField.REFCOUNT_TABLE_OFFSET, offset).poke(HeaderField.SNAPSHOTS_OFFSET, offset);
            Qcow2Image image = test.open();
            TreeCheck.nodes(image);
            TreeCheck.owners(image, 64);
            assertThat(find(image, "l1").childCount()).isZero();
            assertThat(find(image, "l1").problems()).isNotEmpty();
            assertThat(find(image, "refcounts").problems()).isNotEmpty();
            assertThat(find(image, "snapshots").problems()).isNotEmpty();
        }
    }

    @Test
    @DisplayName("is searched for an owner by reading each L2 table once, however many entries lead to it")
    void sharedL2() {
        // 2^18 L1 entries all lead to one L2 table; the search would read 2 GiB if it followed each of them.
        TestImage test = new ImageBuilder().clusterBits(16).size(1 << 20).data(0, "a").build();
        long l1 = test.length();
        for (int i = 0; i < 1 << 18; i++) {
            test.poke(l1 + i * 8L, 8, test.l2Table(0));
        }
        test.poke(HeaderField.L1_TABLE_OFFSET, l1).poke(HeaderField.L1_SIZE, 1 << 18);
        CountingSource source = new CountingSource(test.bytes());
        Qcow2Image image = new Qcow2Image(source);
        source.reset();

        assertThat(image.ownerOf(test.length() - 1, Progress.NONE).path()).isEqualTo("l1/262143");
        assertThat(source.bytesRead()).isLessThan(1 << 20);
        test.setLength(test.length() + 1000);
        assertThat(new Qcow2Image(source).ownerOf(test.length() - 1, Progress.NONE).path()).isEmpty();
        assertThat(source.bytesRead()).isLessThan(8 << 20);
    }

    @Test
    @DisplayName("ends a search when nobody waits for it")
    void cancelled() {
        TestImage test = rich().build();
        AtomicLong asked = new AtomicLong();
        Progress nobody = new Progress() {
            @Override
            public void report(long done, long total) {}

            @Override
            public boolean isCancelled() {
                return asked.incrementAndGet() > 2;
            }
        };

        assertThatThrownBy(() -> test.open().ownerOf(test.hostOffset(0x400), nobody)).isInstanceOf(Cancelled.class);
    }
}
