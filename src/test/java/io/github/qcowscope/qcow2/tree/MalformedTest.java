package io.github.qcowscope.qcow2.tree;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import io.github.qcowscope.bytes.ByteRange;
import io.github.qcowscope.bytes.HeapBytes;
import io.github.qcowscope.bytes.Span;
import io.github.qcowscope.fixture.BitmapSpec;
import io.github.qcowscope.fixture.ImageBuilder;
import io.github.qcowscope.fixture.SnapshotSpec;
import io.github.qcowscope.fixture.TestImage;
import io.github.qcowscope.fixture.TreeWalk;
import io.github.qcowscope.job.Progress;
import io.github.qcowscope.qcow2.Qcow2Image;
import io.github.qcowscope.qcow2.bitmap.Bitmap;
import io.github.qcowscope.schema.Node;
import io.github.qcowscope.schema.Problem;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.TreeSet;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Whatever a file says, the tree must answer: no exception, no endless loop, no node without a name. */
@DisplayName("A malformed image")
class MalformedTest {

    private static final int ROUNDS = 1000;
    private static final long[] NASTY = {
        0, 1, 7, 8, 9, 63, 64, 0xff, 511, 512, 513, 1 << 16, 0x7fff_ffffL, 0xffff_ffffL, 1L << 32, 1L << 56,
        Long.MAX_VALUE - 24, Long.MAX_VALUE - 7, Long.MAX_VALUE, Long.MIN_VALUE, -512, -24, -8, -1};

    private static TestImage image(int version) {
        ImageBuilder builder = new ImageBuilder().version(version).clusterBits(9).size(1 << 20)
                .extension(0x1234_5678, new byte[] {1, 2, 3}).backing("base", "raw")
                .data(0, "hello").snapshot(SnapshotSpec.named("s"))
                .luks(new byte[600])
                .bitmap(BitmapSpec.named("one").granularityBits(9).auto().extraData((byte) 1).data(1).ones())
                .bitmap(BitmapSpec.named("two").granularityBits(16).inUse().dirty(0, 1))
                .bitmap(BitmapSpec.named(new byte[] {'t', (byte) 0xff}).granularityBits(16));
        return (version == 3 ? builder.furtherFields(new byte[8]) : builder).build();
    }

    /** Asks every question that a pane or a dump may ask. */
    private static void ask(byte[] bytes, String what) {
        assertThatCode(() -> {
            Qcow2Image image = new Qcow2Image(new HeapBytes("malformed", bytes));
            for (long i = 0; i < image.root().childCount(); i++) {
                Node family = image.root().child(i);
                // A header has more fields than any other structure; of a table, the first entries are like the next.
                TreeWalk.few(family, family.path().equals("header") ? 40 : 5, node -> ask(image, node));
            }
            for (int offset = 0; offset < bytes.length; offset += 499) {
                assertThat(image.ownerOf(offset, Progress.NONE)).isNotNull();
            }
            image.bitmaps().ifPresent(directory -> {
                for (int i = 0; i < Math.min(50, directory.count()); i++) {
                    Bitmap bitmap = directory.get(i);
                    assertThat(bitmap.verdict(true)).isNotNull();
                    assertThat(bitmap.bitCount()).isNotNegative();
                    assertThat(bitmap.neededEntries()).isNotNegative();
                    assertThat(bitmap.guestRange(Long.MAX_VALUE).length()).isNotNegative();
                }
            });
        }).as(what).doesNotThrowAnyException();
    }

    private static void ask(Qcow2Image image, Node node) {
        assertThat(node.name()).isNotEmpty();
        assertThat(node.value().text()).isNotNull();
        assertThat(node.meaning()).isNotNull();
        for (Problem problem : node.problems()) {
            assertThat(problem.message()).endsWith(".").doesNotContain("null");
            assertThat(problem.rule()).matches("[a-z0-9-]+");
        }
        Span target = node.target();
        if (target != null) {
            assertThat(image.structureAt(target.range(), Progress.NONE)).isNotNull();
        }
        assertThat(image.root().find(node.path())).isEqualTo(node);
        assertThat(node.span().visible().isInside()).isTrue();
    }

    @ParameterizedTest
    @ValueSource(ints = {2, 3})
    @DisplayName("answers all questions when it is cut after any byte")
    void truncated(int version) {
        byte[] whole = image(version).bytes().toArray();
        for (int length = 0; length <= whole.length; length += length < 1024 ? 1 : 211) {
            ask(Arrays.copyOf(whole, length), "cut to " + length);
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {2, 3})
    @DisplayName("answers all questions when any number of any structure is an extreme one")
    void extremeNumbers(int version) {
        TestImage image = image(version);
        byte[] whole = image.bytes().toArray();
        Set<ByteRange> numbers = new TreeSet<>();
        TreeWalk.few(image.open().root(), 40, node -> {
            boolean isNumber = node.span().source() == image.bytes() && node.span().bits() == null
                    && Long.bitCount(node.span().range().length()) == 1 && node.span().range().length() <= 8;
            // Of a table, the first entries are like the next.
            if (isNumber && (!node.path().matches(".*/\\d+") || Integer.parseInt(node.key()) < 2)) {
                numbers.add(node.span().range());
            }
        });
        assertThat(numbers).hasSizeGreaterThan(70);
        for (ByteRange number : numbers) {
            int width = (int) number.length();
            for (long nasty : NASTY) {
                // Cut to a narrow number, most are alike.
                if (width == 8 || nasty >>> width * 8 == 0 || nasty == -1) {
                    byte[] damaged = whole.clone();
                    put(damaged, (int) number.offset(), width, nasty);
                    ask(damaged, "0x%x at %s".formatted(nasty, number));
                }
            }
        }
    }

    @Test
    @DisplayName("answers all questions when many of its numbers are extreme")
    void manyExtremeNumbers() {
        List<TestImage> images = List.of(image(2), image(3));
        for (int round = 0; round < ROUNDS; round++) {
            SplittableRandom random = new SplittableRandom(round);
            TestImage image = images.get(round % 2);
            byte[] damaged = image.bytes().toArray();
            for (int i = random.nextInt(1, 6); i > 0; i--) {
                long area = new long[] {8, 8, image.bitmapDirectory(), image.bitmapTable(0)}[random.nextInt(4)];
                int at = (int) area + random.nextInt(area == 8 ? 300 : 128);
                put(damaged, at, 1 << random.nextInt(4), NASTY[random.nextInt(NASTY.length)]);
            }
            ask(damaged, "round " + round);
        }
    }

    @Test
    @DisplayName("answers all questions when it is noise behind a magic number")
    void noise() {
        for (int round = 0; round < ROUNDS; round++) {
            SplittableRandom random = new SplittableRandom(round);
            byte[] bytes = new byte[random.nextInt(2048)];
            random.nextBytes(bytes);
            if (bytes.length >= 24) {
                put(bytes, 0, 8, 0x5146_49fb_0000_0000L | round % 5);
                put(bytes, 20, 4, round % 3 == 0 ? 9 : random.nextInt());
            }
            ask(bytes, "round " + round);
        }
    }

    private static void put(byte[] bytes, int at, int width, long value) {
        for (int i = 0; i < width && at + i < bytes.length; i++) {
            bytes[at + i] = (byte) (value >>> (width - 1 - i) * 8);
        }
    }
}
