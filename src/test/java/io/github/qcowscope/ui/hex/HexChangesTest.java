package io.github.qcowscope.ui.hex;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.qcowscope.bytes.ByteRange;
import io.github.qcowscope.bytes.ByteSource;
import io.github.qcowscope.bytes.HeapBytes;
import io.github.qcowscope.ui.hex.HexChanges.Flash;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("Bytes that change while they are shown")
class HexChangesTest {

    private final byte[] bytes = new byte[4096];
    private final ByteSource source = new HeapBytes("disk", bytes);
    private final HexChanges changes = new HexChanges();

    private HexWindow window(int top, int rows) {
        // A copy: the bytes are read when the window is made.
        return HexWindow.read(source, top, rows);
    }

    private void change(int... offsets) {
        for (int offset : offsets) {
            bytes[offset]++;
        }
    }

    @Test
    @DisplayName("light up, and fade to nothing")
    void fade() {
        HexWindow before = window(0, 8);
        change(5, 6, 100);
        changes.note(before, window(0, 8), 1000);
        assertThat(changes.at(1000)).containsExactly(new Flash(new ByteRange(5, 2), 1),
                new Flash(new ByteRange(100, 1), 1));
        assertThat(changes.at(1000 + HexChanges.LIFE / 2)).extracting(Flash::strength).containsExactly(0.5, 0.5);
        assertThat(changes.at(1000 + HexChanges.LIFE)).isEmpty();
        assertThat(changes.at(1000)).as("for good").isEmpty();
    }

    @Test
    @DisplayName("light up again when they change again, side by side with those that are fading")
    void again() {
        HexWindow first = window(0, 8);
        change(5, 6);
        HexWindow second = window(0, 8);
        changes.note(first, second, 0);
        change(6, 7);
        changes.note(second, window(0, 8), HexChanges.LIFE / 2);
        assertThat(changes.at(HexChanges.LIFE / 2)).containsExactly(
                new Flash(new ByteRange(5, 1), 0.5), new Flash(new ByteRange(6, 2), 1));
        assertThat(changes.at(HexChanges.LIFE)).containsExactly(new Flash(new ByteRange(6, 2), 0.5));
    }

    @Test
    @DisplayName("are told from bytes that only come into sight")
    void scrolling() {
        HexWindow before = window(0, 8);
        for (int i = 0; i < bytes.length; i++) {
            bytes[i] = (byte) (i * 7 + 1);
        }
        HexWindow scrolled = window(4, 8);
        changes.note(before, scrolled, 0);
        assertThat(changes.at(0)).extracting(Flash::range).allMatch(range -> range.offset() >= 64
                && range.end() <= 128);
        HexChanges fresh = new HexChanges();
        fresh.note(scrolled, window(100, 8), 0);
        fresh.note(window(100, 8), window(96, 8), 0);
        assertThat(fresh.at(0)).isEmpty();
    }

    @Test
    @DisplayName("are none where other bytes are shown in their place")
    void anotherSource() {
        HexWindow before = window(0, 8);
        HexWindow other = HexWindow.read(new HeapBytes("inflated from 0x1000", new byte[] {1, 2, 3}), 0, 8);
        changes.note(before, other, 0);
        assertThat(changes.at(0)).isEmpty();
        HexWindow again = HexWindow.read(new HeapBytes("inflated from 0x1000", new byte[] {1, 9, 3}), 0, 8);
        changes.note(other, again, 0);
        assertThat(changes.at(0)).containsExactly(new Flash(new ByteRange(1, 1), 1));
    }
}
