package io.github.qcowscope.qcow2.guest;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.qcowscope.bytes.ByteRange;
import io.github.qcowscope.bytes.HeapBytes;
import io.github.qcowscope.fixture.ImageBuilder;
import io.github.qcowscope.fixture.TestImage;
import io.github.qcowscope.qcow2.Qcow2Image;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

class GuestBytesTest {

    private static final int CLUSTER = 4096;
    private static final byte[] LETTERS = "abcdefgh".repeat(512).getBytes(StandardCharsets.US_ASCII);

    private final TestImage built = new ImageBuilder().clusterBits(12).size(64L << 20).data(0, "first").compressed(CLUSTER, LETTERS)
            .zero(2 * CLUSTER).data(5 * CLUSTER, "fifth").data(8L << 20, "far").build();

    @Test
    void hasTheClustersInTheOrderOfTheDisk() {
        GuestBytes guest = new GuestBytes(built.open());
        byte[] expected = new byte[7 * CLUSTER];
        System.arraycopy("first".getBytes(StandardCharsets.US_ASCII), 0, expected, 0, 5);
        System.arraycopy(LETTERS, 0, expected, CLUSTER, CLUSTER);
        System.arraycopy("fifth".getBytes(StandardCharsets.US_ASCII), 0, expected, 5 * CLUSTER, 5);
        assertThat(guest.length()).isEqualTo(64L << 20);
        assertThat(guest.chunk(0, expected.length).toArray()).isEqualTo(expected);
        for (int from : new int[] {1, 4095, 4097, 8191, 20479}) {
            assertThat(guest.chunk(from, 3000).toArray()).isEqualTo(Arrays.copyOfRange(expected, from, from + 3000));
        }
        assertThat(guest.chunk((64L << 20) - 2, 10).available()).isEqualTo(2);
        assertThat(guest.chunk(64L << 20, 10).available()).isZero();
    }

    @Test
    void tellsWhatIsStored() {
        GuestBytes guest = new GuestBytes(built.open());
        assertThat(guest.allocated(0, 1 << 20, 0)).isEqualTo(new ByteRange(0, 2 * CLUSTER));
        assertThat(guest.allocated(100, 1 << 20, 0)).isEqualTo(ByteRange.between(100, 2 * CLUSTER));
        assertThat(guest.allocated(2 * CLUSTER, 1 << 20, 0)).isEqualTo(new ByteRange(5 * CLUSTER, CLUSTER));
        assertThat(guest.allocated(6 * CLUSTER, 1 << 20, 1 << 30)).isNull();
        assertThat(guest.allocated(6 * CLUSTER, Long.MAX_VALUE / 2, 0)).isEqualTo(new ByteRange(8 << 20, CLUSTER));
        assertThat(guest.allocated(0, 10, 1 << 20)).isEqualTo(new ByteRange(0, 2 * CLUSTER));
    }

    @Test
    void whatCannotBeReadEndsARead() {
        TestImage cut = built.setLength(built.hostOffset(5 * CLUSTER) + 2);
        assertThat(new GuestBytes(cut.open()).chunk(5 * CLUSTER, 100).available()).isLessThanOrEqualTo(2);
        TestImage broken = new ImageBuilder().clusterBits(12).size(1 << 20).data(0, "x").build();
        broken.poke(broken.l2Entry(0), 8, 0x8000_0000_0000_0201L);
        assertThat(new GuestBytes(broken.open()).chunk(0, 100).available()).isZero();
        assertThat(new GuestBytes(new Qcow2Image(new HeapBytes("other", new byte[100]))).length()).isZero();
    }

    @Test
    void anExternalDataFileIsElsewhere() {
        GuestBytes guest = new GuestBytes(new ImageBuilder().clusterBits(12).size(1 << 20).dataFile("data").data(0, "x").build().open());
        assertThat(guest.areElsewhere()).isTrue();
        assertThat(guest.allocated(0, 1 << 20, 0)).isNull();
        assertThat(guest.chunk(0, 4).toArray()).containsOnly(0);
    }
}
