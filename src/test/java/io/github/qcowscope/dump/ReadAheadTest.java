package io.github.qcowscope.dump;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.qcowscope.bytes.ByteRange;
import io.github.qcowscope.bytes.ByteSource;
import io.github.qcowscope.bytes.HeapBytes;
import io.github.qcowscope.fixture.CountingSource;
import io.github.qcowscope.fixture.FailingSource;
import java.util.Random;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("Reading ahead")
class ReadAheadTest {

    private static final int BLOCK = 1 << 16;

    private static byte[] random(int length) {
        byte[] bytes = new byte[length];
        new Random(7).nextBytes(bytes);
        return bytes;
    }

    @Test
    @DisplayName("gives the bytes that the source gives, whatever is asked for")
    void same() {
        byte[] bytes = random(20 * BLOCK + 1234);
        ByteSource plain = new HeapBytes("plain", bytes);
        ByteSource ahead = new ReadAhead(plain);
        Random random = new Random(11);
        for (int i = 0; i < 20_000; i++) {
            long offset = switch (random.nextInt(4)) {
                case 0 -> bytes.length - random.nextInt(40);
                case 1 -> (long) random.nextInt(20) * BLOCK - random.nextInt(16);
                default -> random.nextInt(bytes.length);
            };
            int count = random.nextInt(10) == 0 ? random.nextInt(3 * BLOCK) : random.nextInt(32);

            assertThat(ahead.chunk(offset, count).toArray()).isEqualTo(plain.chunk(offset, count).toArray());
        }
        assertThat(ahead.length()).isEqualTo(plain.length());
        assertThat(ahead.whyUnreadable(bytes.length)).isEqualTo(plain.whyUnreadable(bytes.length));
    }

    @Test
    @DisplayName("reads each block once, also where a few places take turns")
    void readsOnce() {
        CountingSource counting = new CountingSource(new HeapBytes("plain", random(16 * BLOCK)));
        ByteSource ahead = new ReadAhead(counting);
        for (int i = 0; i < BLOCK; i += 8) {
            for (int place = 0; place < 6; place++) {
                ahead.chunk((long) place * 2 * BLOCK + i, 8);
            }
        }

        assertThat(counting.reads()).isEqualTo(6);
    }

    @Test
    @DisplayName("finds the bytes on both sides of a place that cannot be read")
    void fault() {
        ByteSource plain = new HeapBytes("plain", random(2 * BLOCK));
        ByteSource ahead = new ReadAhead(new FailingSource(plain, new ByteRange(1000, 50)));

        assertThat(ahead.chunk(990, 10).toArray()).isEqualTo(plain.chunk(990, 10).toArray());
        assertThat(ahead.chunk(990, 20).toArray()).isEqualTo(plain.chunk(990, 10).toArray());
        assertThat(ahead.chunk(1010, 20).available()).isZero();
        assertThat(ahead.chunk(1050, 20).toArray()).isEqualTo(plain.chunk(1050, 20).toArray());
        assertThat(ahead.chunk(BLOCK, 20).toArray()).isEqualTo(plain.chunk(BLOCK, 20).toArray());
    }
}
