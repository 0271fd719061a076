package io.github.qcowscope.qcow2.owner;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.qcowscope.bytes.ByteRange;
import io.github.qcowscope.fixture.BitmapSpec;
import io.github.qcowscope.fixture.ImageBuilder;
import io.github.qcowscope.fixture.SampleImage;
import io.github.qcowscope.fixture.TestImage;
import io.github.qcowscope.fixture.TreeWalk;
import io.github.qcowscope.job.Cancelled;
import io.github.qcowscope.job.Progress;
import io.github.qcowscope.qcow2.Qcow2Image;
import io.github.qcowscope.schema.Node;
import java.util.List;
import org.assertj.core.api.Assertions;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("The owner of a byte")
class OwnerTest {

    private static TestImage image() {
        return new ImageBuilder().clusterBits(9).size(5 << 20).backing("base.raw", "raw")
                .extension(77, new byte[] {1, 2, 3}).data(0, "hello")
                .bitmap(BitmapSpec.named("one").granularityBits(9).auto().data(1).ones().data(2))
                .bitmap(BitmapSpec.named("two").granularityBits(16).extraData((byte) 1).flags(4).data(3))
                .build();
    }

    private static void assertOwned(Qcow2Image image, ByteRange range, String under) {
        for (long at = range.offset(); at < range.end(); at++) {
            Node owner = image.ownerOf(at, Progress.NONE);
            assertThat(owner.path()).as("owner of byte " + at).startsWith(under);
            assertThat(owner.span().range().contains(at)).as("%s has byte %d", owner, at).isTrue();
            assertThat(image.root().find(owner.path())).isEqualTo(owner);
            assertThat(owner.childIndexAt(at)).as("a child of %s has byte %d", owner, at).isEqualTo(-1);
        }
    }

    @Test
    @DisplayName("is a node that has it, for every byte of every structure")
    void everyByte() {
        TestImage made = image();
        Qcow2Image image = made.open();
        assertOwned(image, image.header().range(), "header/");
        assertOwned(image, image.extensions().range(), "extensions/");
        assertOwned(image, image.header().backingFileName().range(), "backing-file");
        assertOwned(image, new ByteRange(made.bitmapEntry("one"), 32), "bitmaps/one/");
        assertOwned(image, new ByteRange(made.bitmapEntry("two"), 32), "bitmaps/two/");
        assertOwned(image, new ByteRange(made.bitmapTable("one"), 24), "bitmaps/one/table/");
        assertOwned(image, new ByteRange(made.bitmapTable("two"), 8), "bitmaps/two/table/");
        assertOwned(image, new ByteRange(made.bitmapData("one", 0), 512), "bitmaps/one/table/0/data");
        assertOwned(image, new ByteRange(made.bitmapData("one", 2), 512), "bitmaps/one/table/2/data");
        assertOwned(image, new ByteRange(made.bitmapData("two", 0), 512), "bitmaps/two/table/0/data");
    }

    @Test
    @DisplayName("is found for every byte of the sample, and past its end")
    void sample() {
        Qcow2Image image = SampleImage.make().open();
        for (long at = 0; at < image.source().length(); at += at < 4096 ? 1 : 13) {
            Node owner = image.ownerOf(at, Progress.NONE);
            assertThat(owner.span().range().contains(at)).as("%s has byte %d", owner, at).isTrue();
        }
        assertThat(image.ownerOf(image.source().length(), Progress.NONE)).isEqualTo(image.root());
        assertThat(image.ownerOf(Long.MAX_VALUE, Progress.NONE)).isEqualTo(image.root());
    }

    @Test
    @DisplayName("is the owner that the tree tells, unless several structures share the byte")
    void agreesWithTheTree() {
        Qcow2Image image = SampleImage.make().open();
        TreeWalk.all(image.root(), node -> {
            if (node.childCount() == 0 && node.span().bits() == null && node.span().source() == image.source()) {
                long at = node.span().range().offset();
                Node owner = image.ownerOf(at, Progress.NONE);
                if (owner.path().matches("(l1|snapshots)/.*")) {
                    // Snapshots share tables and clusters with the disk, compressed clusters share sectors.
                    assertThat(owner.kind()).as("owner of %s", node).isEqualTo(node.kind());
                    assertThat(owner.span().range().contains(at)).isTrue();
                } else {
                    assertThat(owner).isEqualTo(node);
                }
            }
        });
    }

    @Test
    @DisplayName("of a pointer's target is the structure that fills the target")
    void structures() {
        Qcow2Image image = image().open();
        for (List<String> pair : List.of(
                List.of("extensions/bitmaps/bitmap_directory_offset", "bitmaps"),
                List.of("header/backing_file_offset", "backing-file"),
                List.of("bitmaps/one/bitmap_table_offset", "bitmaps/one/table"),
                List.of("bitmaps/two/bitmap_table_offset", "bitmaps/two/table"),
                List.of("bitmaps/one/table/2", "bitmaps/one/table/2/data"))) {
            Node pointer = image.root().find(pair.getFirst());
            assertThat(pointer).isNotNull();
            assertThat(pointer.target()).isNotNull();
            assertThat(image.structureAt(pointer.target().range(), Progress.NONE).path()).isEqualTo(pair.getLast());
        }
    }

    @Test
    @DisplayName("is the first bitmap where two share a cluster")
    void shared() {
        TestImage image = new ImageBuilder().bitmap(BitmapSpec.named("one").dataAt(1 << 20, 1))
                .bitmap(BitmapSpec.named("two").dataAt(1 << 20, 1)).build();

        assertThat(image.open().ownerOf(1 << 20, Progress.NONE).path()).isEqualTo("bitmaps/one/table/0/data");
    }

    @Test
    @DisplayName("is no longer looked for when nobody wants it")
    void cancelled() {
        Progress stopped = new Progress() {
            @Override
            public void report(long done, long total) {
                // Nobody listens.
            }

            @Override
            public boolean isCancelled() {
                return true;
            }
        };
        TestImage image = image();

        Assertions.assertThatExceptionOfType(Cancelled.class)
                .isThrownBy(() -> image.open().ownerOf(image.bitmapData("two", 0), stopped));
    }
}
