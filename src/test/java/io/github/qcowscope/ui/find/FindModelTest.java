package io.github.qcowscope.ui.find;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.qcowscope.bytes.ByteRange;
import io.github.qcowscope.bytes.HeapBytes;
import io.github.qcowscope.qcow2.Qcow2Image;
import io.github.qcowscope.ui.document.Document;
import io.github.qcowscope.ui.job.AtOnce;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

class FindModelTest {

    private final AtOnce background = new AtOnce();
    private final byte[] bytes = new byte[256];
    private final Document document =
            new Document(Path.of("disk"), new Qcow2Image(new HeapBytes("disk", bytes)), background);
    private final FindModel find = new FindModel(document, background);

    FindModelTest() {
        for (int at : new int[] {0, 100, 200}) {
            bytes[at] = 'a';
            bytes[at + 1] = 'B';
        }
    }

    @Test
    void goesFromMatchToMatchAndRound() {
        find.textProperty().set("61 42");
        for (long expected : new long[] {0, 100, 200}) {
            find.next();
            assertThat(document.caret()).isEqualTo(expected);
            assertThat(document.selection()).isEqualTo(new ByteRange(expected, 2));
            assertThat(find.statusProperty().get()).isEqualTo("Found at 0x%x.".formatted(expected));
        }
        find.next();
        assertThat(document.caret()).isZero();
        assertThat(find.statusProperty().get()).contains("from the start");
        find.previous();
        assertThat(document.caret()).isEqualTo(200);
        assertThat(find.statusProperty().get()).contains("from the end");
        find.previous();
        assertThat(document.caret()).isEqualTo(100);
    }

    @Test
    void startsAtTheCaret() {
        document.selectByte(50);
        find.textProperty().set("61");
        find.next();
        assertThat(document.caret()).isEqualTo(100);
    }

    @Test
    void looksForTextInEitherCase() {
        find.modeProperty().set(FindMode.TEXT);
        find.textProperty().set("AB");
        find.next();
        assertThat(document.selection()).isEqualTo(new ByteRange(0, 2));
        find.ignoresCaseProperty().set(false);
        find.next();
        assertThat(find.isMissingProperty().get()).isTrue();
        assertThat(document.caret()).isZero();
    }

    @Test
    void saysWhatIsWrongWithThePattern() {
        find.textProperty().set("6");
        find.next();
        assertThat(find.isMissingProperty().get()).isTrue();
        assertThat(find.statusProperty().get()).contains("two hexadecimal digits");
        assertThat(background.keys()).doesNotContain("find");
    }

    @Test
    void aStoppedSearchMovesNothing() {
        background.hold();
        find.textProperty().set("61");
        document.selectByte(50);
        find.next();
        assertThat(find.isSearchingProperty().get()).isTrue();
        find.stop();
        assertThat(find.isSearchingProperty().get()).isFalse();
        assertThat(find.statusProperty().get()).isEqualTo("Stopped.");
        try {
            background.release();
        } catch (io.github.qcowscope.job.Cancelled expected) {
            // The search ends as soon as it is asked.
        }
        assertThat(document.caret()).isEqualTo(50);
    }
}
