package io.github.qcowscope.qcow2.dirty;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.qcowscope.bytes.ByteRange;
import io.github.qcowscope.bytes.ByteSource;
import io.github.qcowscope.fixture.BitmapSpec;
import io.github.qcowscope.fixture.ImageBuilder;
import io.github.qcowscope.fixture.TestImage;
import io.github.qcowscope.job.Cancelled;
import io.github.qcowscope.job.Progress;
import io.github.qcowscope.qcow2.Qcow2Image;
import io.github.qcowscope.qcow2.bitmap.Bitmap;
import io.github.qcowscope.schema.Problem;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("A dirty bitmap")
class DirtyBitmapTest {

    private static final int CLUSTER = 4096;
    private static final long PER_ENTRY = CLUSTER * 8L << 9;

    private static ImageBuilder image(long size, BitmapSpec spec) {
        return new ImageBuilder().clusterBits(12).size(size).bitmap(spec);
    }

    private static BitmapSpec spec() {
        return BitmapSpec.named("b").granularityBits(9);
    }

    private static DirtyBitmap open(TestImage image) {
        return DirtyBitmap.named(image.open(), "b").orElseThrow();
    }

    private static List<DirtyRange> ranges(DirtyBitmap bitmap) {
        return bitmap.ranges(Progress.NONE).toList();
    }

    @Test
    void aRangeGoesOnFromOneEntryToTheNextWhateverTheirTypes() {
        DirtyBitmap bitmap = open(image(4 * PER_ENTRY, spec().zeroes().ones().ones().data(0x0f)).build());

        assertThat(ranges(bitmap)).containsExactly(
                new DirtyRange(0, PER_ENTRY, DirtyState.CLEAN),
                new DirtyRange(PER_ENTRY, 2 * PER_ENTRY + 4 * 512, DirtyState.DIRTY),
                new DirtyRange(3 * PER_ENTRY + 4 * 512, PER_ENTRY - 4 * 512, DirtyState.CLEAN));
    }

    @Test
    void theLastGranuleCountsOnlyAsFarAsTheDiskGoes() {
        DirtyBitmap bitmap = open(image(100_000, BitmapSpec.named("b").granularityBits(16).data(0xff)).build());

        assertThat(bitmap.count(Progress.NONE)).isEqualTo(new DirtyCount(2, 2, 0, 100_000, 100_000, 0));
        assertThat(bitmap.guest(1, 2)).isEqualTo(new ByteRange(65536, 100_000 - 65536));
    }

    @Test
    void bitsPastTheDiskDoNotCount() {
        DirtyBitmap bitmap = open(image(3 * 512, spec().data(0xf8)).build());

        assertThat(bitmap.count(Progress.NONE).dirtyBits()).isZero();
        assertThat(ranges(bitmap)).containsExactly(new DirtyRange(0, 3 * 512, DirtyState.CLEAN));
    }

    @Test
    void aDiskWithoutBytesHasNoRanges() {
        DirtyBitmap bitmap = open(image(512, spec()).build().poke(24, 8, 0));

        assertThat(ranges(bitmap)).isEmpty();
        assertThat(bitmap.count(Progress.NONE)).isEqualTo(new DirtyCount(0, 0, 0, 0, 0, 0));
        assertThat(bitmap.count(Progress.NONE).share()).isZero();
    }

    @Test
    void entriesWithoutDataAreNotRead() {
        TestImage image = image(1L << 40, BitmapSpec.named("b").granularityBits(20).ones()).build();
        long most = image.length();
        DirtyBitmap bitmap = DirtyBitmap.named(new Qcow2Image(new Counting(image.bytes(), most)), "b").orElseThrow();
        Counting source = (Counting) bitmap.source();
        source.read = 0;

        assertThat(bitmap.count(Progress.NONE).dirtyBytes()).isEqualTo(CLUSTER * 8L << 20);
        assertThat(source.read).as("only the table is read").isLessThan(bitmap.bitmap().neededEntries() * 8 + 1);
    }

    @Test
    void aDiskOfTheLargestSizeIsCountedWithoutOverflow() {
        TestImage image = image(1 << 20, BitmapSpec.named("b").granularityBits(62).ones()).build();
        image.poke(24, 8, Long.MAX_VALUE);
        DirtyCount count = open(image).count(Progress.NONE);

        assertThat(count.dirtyBits()).isEqualTo(2);
        assertThat(count.dirtyBytes()).isEqualTo(Long.MAX_VALUE);
        assertThat(ranges(open(image))).containsExactly(new DirtyRange(0, Long.MAX_VALUE, DirtyState.DIRTY));
    }

    @Test
    void aGranularityThatTheFormatForbidsStandsForTheWholeDisk() {
        TestImage image = image(1 << 20, spec().data(0x01)).build();
        image.poke(image.bitmapEntry("b") + 17, 1, 200);
        DirtyBitmap bitmap = open(image);

        assertThat(ranges(bitmap)).containsExactly(new DirtyRange(0, 1 << 20, DirtyState.DIRTY));
        assertThat(bitmap.verdict()).isEqualTo(Bitmap.Verdict.REFUSED);
        assertThat(bitmap.caution()).isNotNull();
    }

    @Test
    void aTableThatIsTooShortLeavesTheRestUnknownAndSaysSo() {
        DirtyBitmap bitmap = open(image(3 * PER_ENTRY, spec().ones().tableSize(1)).build());

        assertThat(ranges(bitmap)).containsExactly(
                new DirtyRange(0, PER_ENTRY, DirtyState.DIRTY),
                new DirtyRange(PER_ENTRY, 2 * PER_ENTRY, DirtyState.UNKNOWN));
        assertThat(messages(bitmap)).contains("The bitmap table has no entry 1: it ends after 1.");
    }

    @Test
    void aTableThatIsTooLongIsNamedAndItsSurplusIgnored() {
        DirtyBitmap bitmap = open(image(PER_ENTRY, spec().zeroes().ones().tableSize(2)).build());

        assertThat(ranges(bitmap)).containsExactly(new DirtyRange(0, PER_ENTRY, DirtyState.CLEAN));
        assertThat(messages(bitmap)).containsExactly(
                "A table of 2 entries does not fit the virtual disk, which needs 1 at this granularity.");
    }

    @Test
    void dataThatTheFileCutsOffIsReadAsFarAsItGoes() {
        TestImage image = image(PER_ENTRY, spec().entry(1 << 20)).build();
        image.poke(1 << 20, 2, 0xffff).setLength((1 << 20) + 2);
        DirtyBitmap bitmap = open(image);

        assertThat(ranges(bitmap)).containsExactly(
                new DirtyRange(0, 16 * 512, DirtyState.DIRTY),
                new DirtyRange(16 * 512, PER_ENTRY - 16 * 512, DirtyState.UNKNOWN));
        assertThat(messages(bitmap)).containsExactly(
                "Table entry 0: The file ends after 2 of 4096 bytes of bitmap data at 0x100000.");
    }

    @Test
    void aPageThatFaultsLosesNoMoreThanItself() {
        TestImage image = new ImageBuilder().clusterBits(16).size(1L << 28).bitmap(spec().data(0x01)).build();
        long data = image.bitmapData("b", 0);
        ByteSource faulty = new Counting(image.bytes(), Long.MAX_VALUE) {
            @Override
            public int read(long offset, byte[] into, int at, int count) {
                long bad = data + 4096;
                return offset >= bad + 4096 || offset + count <= bad ? super.read(offset, into, at, count)
                        : offset >= bad ? 0 : super.read(offset, into, at, (int) (bad - offset));
            }
        };
        DirtyBitmap bitmap = DirtyBitmap.named(new Qcow2Image(faulty), "b").orElseThrow();

        assertThat(ranges(bitmap)).containsExactly(
                new DirtyRange(0, 512, DirtyState.DIRTY),
                new DirtyRange(512, (4096 * 8 - 1) * 512, DirtyState.CLEAN),
                new DirtyRange(4096 * 8 * 512, 4096 * 8 * 512, DirtyState.UNKNOWN),
                new DirtyRange(2 * 4096 * 8 * 512, (1L << 28) - 2 * 4096 * 8 * 512, DirtyState.CLEAN));
    }

    @Test
    void entriesThatMakeNoSenseAreUnknownAndNamed() {
        DirtyBitmap bitmap = open(image(5 * PER_ENTRY,
                spec().entry(0x40000001).entry(0x3200).entry(1L << 40).entry(2).ones()).build());

        assertThat(ranges(bitmap)).containsExactly(
                new DirtyRange(0, 3 * PER_ENTRY, DirtyState.UNKNOWN),
                new DirtyRange(3 * PER_ENTRY, PER_ENTRY, DirtyState.CLEAN),
                new DirtyRange(4 * PER_ENTRY, PER_ENTRY, DirtyState.DIRTY));
        assertThat(messages(bitmap)).hasSize(4).allMatch(message -> message.startsWith("Table entry "));
        assertThat(bitmap.problem(3)).extracting(Problem::rule).isEqualTo("reserved-bits");
        assertThat(bitmap.problem(4)).isNull();
    }

    @Test
    void dataOnTopOfAnotherStructureIsShownAndNamed() {
        TestImage image = image(PER_ENTRY, spec().zeroes()).build();
        image.poke(image.bitmapTable("b"), 8, image.l1Table());
        DirtyBitmap bitmap = open(image);

        assertThat(bitmap.count(Progress.NONE).unknownBits()).isZero();
        assertThat(messages(bitmap)).containsExactly(
                "Table entry 0: The bitmap data at 0x%x lies on top of the active L1 table.".formatted(image.l1Table()));
    }

    @Test
    void aBitmapThatMustNotBeTrustedIsDecodedAllTheSame() {
        DirtyBitmap inUse = open(image(PER_ENTRY, spec().inUse().ones()).build());
        TestImage old = image(PER_ENTRY, spec().ones()).build();
        old.poke(88, 8, 0);
        DirtyBitmap ignored = open(old);

        assertThat(inUse.caution()).contains("in use");
        assertThat(ignored.caution()).contains("Autoclear");
        assertThat(inUse.count(Progress.NONE).dirtyBytes()).isEqualTo(PER_ENTRY);
        assertThat(ignored.count(Progress.NONE).dirtyBytes()).isEqualTo(PER_ENTRY);
        assertThat(open(image(PER_ENTRY, spec().ones()).build()).caution()).isNull();
    }

    @Test
    void aBitmapIsFoundByNameAndByKey() {
        Qcow2Image image = new ImageBuilder().bitmap(spec()).bitmap(BitmapSpec.named("a/b")).build().open();

        assertThat(DirtyBitmap.named(image, "a/b")).get().extracting(found -> found.bitmap().index()).isEqualTo(1);
        assertThat(DirtyBitmap.named(image, "a%2Fb")).get().extracting(found -> found.bitmap().index()).isEqualTo(1);
        assertThat(DirtyBitmap.named(image, "none")).isEmpty();
        assertThat(DirtyBitmap.named(new ImageBuilder().build().open(), "b")).isEmpty();
    }

    @Test
    void decodingEndsWhenNobodyWantsItAnyMore() {
        DirtyBitmap bitmap = open(image(PER_ENTRY, spec().data(0x55)).build());
        Progress cancelled = new Progress() {
            @Override
            public void report(long done, long total) {}

            @Override
            public boolean isCancelled() {
                return true;
            }
        };

        assertThatThrownBy(() -> bitmap.count(cancelled)).isInstanceOf(Cancelled.class);
        assertThatThrownBy(() -> bitmap.ranges(cancelled).count()).isInstanceOf(Cancelled.class);
    }

    @Test
    void clustersThatLieBehindOneAnotherAreReadTogether() {
        BitmapSpec spec = BitmapSpec.named("b").granularityBits(9);
        for (int i = 0; i < 256; i++) {
            spec.data(i);
        }
        TestImage image = new ImageBuilder().clusterBits(9).size(256L * 512 * 8 * 512).bitmap(spec).build();
        Counting source = new Counting(image.bytes(), Long.MAX_VALUE);
        DirtyBitmap bitmap = DirtyBitmap.named(new Qcow2Image(source), "b").orElseThrow();
        source.calls = 0;

        assertThat(bitmap.count(Progress.NONE).dirtyBits()).isEqualTo(
                java.util.stream.IntStream.range(0, 256).map(Integer::bitCount).sum());
        assertThat(source.calls).as("one for the table, one for all the data").isEqualTo(2);
    }

    private static List<String> messages(DirtyBitmap bitmap) {
        return DirtySummary.of(bitmap, Progress.NONE).problems().stream().map(Problem::message)
                .filter(message -> !message.startsWith("A table of 1 entry")).toList();
    }

    /** Counts the bytes that are read. */
    private static class Counting implements ByteSource {
        private final ByteSource from;
        private final long most;
        long read;
        int calls;

        Counting(ByteSource from, long most) {
            this.from = Objects.requireNonNull(from);
            this.most = most;
        }

        @Override
        public String name() {
            return from.name();
        }

        @Override
        public long length() {
            return Math.min(most, from.length());
        }

        @Override
        public int read(long offset, byte[] into, int at, int count) {
            calls++;
            int got = from.read(offset, into, at, count);
            read += got;
            return got;
        }
    }
}
