package io.github.qcowscope.ui.hex.beside;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.qcowscope.bytes.ByteRange;
import io.github.qcowscope.bytes.HeapBytes;
import io.github.qcowscope.fixture.BitmapSpec;
import io.github.qcowscope.fixture.ImageBuilder;
import io.github.qcowscope.qcow2.Qcow2Image;
import io.github.qcowscope.ui.document.Document;
import io.github.qcowscope.ui.hex.beside.BesideModel.State;
import io.github.qcowscope.ui.job.AtOnce;
import java.nio.file.Path;
import java.util.Arrays;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("Two files side by side")
class BesideModelTest {

    private final AtOnce background = new AtOnce();

    private Document document(String name, byte[] bytes) {
        return new Document(Path.of(name), new Qcow2Image(new HeapBytes(name, bytes)), background);
    }

    private static byte[] bytes(int length, int... ones) {
        byte[] bytes = new byte[length];
        for (int at : ones) {
            bytes[at] = 1;
        }
        return bytes;
    }

    @Test
    @DisplayName("are equal, and say so")
    void equal() {
        Document left = document("a", bytes(100));
        BesideModel model = new BesideModel(left, document("b", bytes(100)), background);
        assertThat(model.stateProperty().get()).isEqualTo(State.DONE);
        assertThat(model.summary()).isEqualTo("The files are equal.");
        model.first();
        assertThat(model.messageProperty().get()).isEqualTo("There is no difference after this place.");
        model.previous();
        assertThat(model.messageProperty().get()).isEqualTo("There is no difference before this place.");
        assertThat(left.caret()).isZero();
    }

    @Test
    @DisplayName("lead from one difference to the next and back, with both carets")
    void walk() {
        Document left = document("a", bytes(1000, 0, 100, 101, 500));
        Document right = document("b", bytes(1000));
        BesideModel model = new BesideModel(left, right, background);
        assertThat(model.summary()).isEqualTo("4 bytes differ, in 3 places.");
        model.first();
        assertThat(left.caret()).isZero();
        model.next();
        assertThat(left.caret()).isEqualTo(100);
        assertThat(right.caret()).isEqualTo(100);
        assertThat(right.selection()).isEqualTo(new ByteRange(100, 2));
        model.next();
        assertThat(right.caret()).isEqualTo(500);
        model.next();
        assertThat(model.messageProperty().get()).isNotEmpty();
        assertThat(right.caret()).isEqualTo(500);
        model.previous();
        assertThat(left.caret()).isEqualTo(100);
        assertThat(model.messageProperty().get()).isEmpty();
        model.previous();
        assertThat(left.caret()).isZero();
        assertThat(model.differencesIn(new ByteRange(96, 16))).containsExactly(new ByteRange(100, 2));
    }

    @Test
    @DisplayName("have what only the longer one has as a difference of its own")
    void lengths() {
        Document left = document("a", bytes(100));
        Document right = document("longer", bytes(300));
        BesideModel model = new BesideModel(left, right, background);
        assertThat(model.summary()).isEqualTo("The bytes that both have are equal. longer has 200 bytes more.");
        model.first();
        assertThat(right.caret()).isEqualTo(100);
        assertThat(right.selection()).isEqualTo(new ByteRange(100, 200));
        assertThat(left.caret()).as("its last byte").isEqualTo(99);
        assertThat(left.selection().isEmpty()).isTrue();
        model.next();
        assertThat(model.messageProperty().get()).isNotEmpty();
        model.previous();
        assertThat(model.messageProperty().get()).isNotEmpty();
        assertThat(model.rows(16)).isEqualTo(19);
    }

    @Test
    @DisplayName("take each other along as long as they are linked")
    void linked() {
        Document left = document("a", bytes(100));
        Document right = document("b", bytes(50));
        BesideModel model = new BesideModel(left, right, background);
        left.selectByte(20);
        assertThat(right.caret()).isEqualTo(20);
        right.selectRange(10, new ByteRange(10, 5));
        assertThat(left.caret()).isEqualTo(10);
        assertThat(left.selection()).isEqualTo(new ByteRange(10, 5));
        left.selectByte(80);
        assertThat(right.caret()).isEqualTo(49);
        model.linkedProperty().set(false);
        left.selectByte(7);
        assertThat(right.caret()).isEqualTo(49);
        model.linkedProperty().set(true);
        assertThat(right.caret()).as("the one that moved last leads").isEqualTo(7);
    }

    @Test
    @DisplayName("tell whose the byte is on both sides")
    void owners() {
        byte[] image = new ImageBuilder().bitmap(BitmapSpec.named("b0").data(1)).build().bytes().toArray();
        byte[] other = Arrays.copyOf(image, image.length);
        other[27] ^= 1;
        Document left = document("a.qcow2", image);
        Document right = document("b.qcow2", other);
        BesideModel model = new BesideModel(left, right, background);
        model.first();
        assertThat(left.selectedNode().path()).isEqualTo("header/size");
        assertThat(right.selectedNode().path()).isEqualTo("header/size");
        assertThat(model.summary()).isEqualTo("1 byte differs, in 1 place.");
    }

    @Test
    @DisplayName("tell how far the count is, and can be stopped")
    void stopped() {
        Document left = document("a", bytes(100, 3));
        background.hold();
        BesideModel model = new BesideModel(left, document("b", bytes(100)), background);
        assertThat(model.stateProperty().get()).isEqualTo(State.COUNTING);
        assertThat(model.summary()).isEqualTo("Comparing: 0 %. No byte differs so far.");
        model.stop();
        assertThat(model.stateProperty().get()).isEqualTo(State.STOPPED);
        assertThat(model.summary()).startsWith("Stopped at 0 %.");
        background.release();
        model.count();
        assertThat(model.summary()).isEqualTo("1 byte differs, in 1 place.");
    }

    @Test
    @DisplayName("may both be empty, or one of them")
    void empty() {
        Document left = document("a", bytes(0));
        Document right = document("b", bytes(5));
        BesideModel model = new BesideModel(left, right, background);
        model.first();
        assertThat(right.selection()).isEqualTo(new ByteRange(0, 5));
        right.selectByte(3);
        assertThat(left.caret()).isZero();
        assertThat(new BesideModel(document("c", bytes(0)), document("d", bytes(0)), background).summary())
                .isEqualTo("The files are equal.");
    }
}
