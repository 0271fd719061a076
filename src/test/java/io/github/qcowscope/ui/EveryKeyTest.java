package io.github.qcowscope.ui;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.qcowscope.bytes.ByteRange;
import io.github.qcowscope.fixture.ImageBuilder;
import io.github.qcowscope.fixture.TestImage;
import io.github.qcowscope.ui.command.Command;
import io.github.qcowscope.ui.document.ByteMarks;
import io.github.qcowscope.ui.hex.HexColumn;
import io.github.qcowscope.ui.page.InspectorPage;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyCodeCombination;
import javafx.scene.input.KeyCombination.ModifierValue;
import javafx.scene.input.KeyCombination;
import org.junit.jupiter.api.Test;

/**
 * Presses each key of each command, and goes to each form of place. A command that gets a key needs a row in
 * {@link #rows()}: what is there before, and what the key has done.
 */
class EveryKeyTest extends WindowTest {

    /** What is done before a key is pressed, and what must be true after. */
    private record Row(Runnable before, Runnable after) {}

    private final Map<Command, Row> rows = new EnumMap<>(Command.class);
    private double fontSize;
    private long poked;

    private void row(Command command, Runnable before, Runnable after) {
        rows.put(command, new Row(before, after));
    }

    private void rows() {
        Path other = new ImageBuilder().build().writeTo(folder.resolve("other.qcow2"));
        Path top = new ImageBuilder().backing("disk.qcow2", "qcow2").build().writeTo(folder.resolve("top.qcow2"));
        long entry = built.bitmapTable("bitmap-1") + 8;
        row(Command.OPEN, () -> window.willChoose(other), () -> assertThat(window.title()).startsWith("other.qcow2"));
        row(Command.RELOAD, () -> built.poke(entry, 8, poked = 1 - poked).writeTo(image),
                () -> assertThat(Objects.requireNonNull(window.document().root().find("bitmaps/bitmap-1/table/1"))
                        .value().text())
                        .contains(poked == 1 ? "all-ones" : "all-zeroes"));
        row(Command.EXPORT_DUMP, () -> window.exported().clear(),
                () -> assertThat(window.exported()).containsExactly(""));
        row(Command.OPEN_BACKING, () -> window.open(top), () -> assertThat(window.title()).startsWith("disk.qcow2"));
        row(Command.COMPARE_IMAGE, () -> window.willChoose(other), () -> assertThat(window.compared()).contains(other));
        row(Command.COMPARE_BYTES, () -> window.willChoose(other), () -> {
            assertThat(window.windowTitles()).anyMatch(title -> title.contains(" beside "));
            window.closeOtherWindows();
        });
        row(Command.CLOSE, () -> { }, () -> assertThat(window.images().titles()).doesNotContain("disk.qcow2"));
        row(Command.CLOSE_OTHERS, () -> beginAnewBeside(other), () ->
                assertThat(window.images().titles()).containsExactly("disk.qcow2"));
        row(Command.NEXT_IMAGE, () -> beginAnewBeside(other),
                () -> assertThat(window.title()).startsWith("other.qcow2"));
        row(Command.PREVIOUS_IMAGE, () -> beginAnewBeside(other),
                () -> assertThat(window.title()).startsWith("other.qcow2"));
        row(Command.QUIT, () -> { }, () -> assertThat(window.isShowing()).isFalse());
        row(Command.EXPORT_SELECTION, () -> {
            window.select("header/magic");
            window.willChoose(folder.resolve("magic.bin"));
        }, () -> assertThat(folder.resolve("magic.bin")).hasBinaryContent(new byte[] {0x51, 0x46, 0x49, (byte) 0xfb}));
        row(Command.SETTINGS, () -> { }, () -> {
            assertThat(window.settings().isShown()).isTrue();
            window.closeOtherWindows();
        });
        row(Command.LITTLE_ENDIAN, () -> window.showTab("inspector"), () -> {
            InspectorPage inspector = new InspectorPage(window);
            assertThat(inspector.columns("inspect-values").get(1)).isEqualTo("Little-endian");
            window.press(KeyCode.CONTROL, KeyCode.E);
        });
        row(Command.COPY_HEX, () -> window.select("header/magic"),
                () -> assertThat(window.clipboard()).isEqualTo("51 46 49 FB"));
        row(Command.COPY_TEXT, () -> window.select("bitmaps/bitmap-1/name"),
                () -> assertThat(window.clipboard()).isEqualTo("bitmap-1"));
        row(Command.COPY_VALUE, () -> window.select("header/version"),
                () -> assertThat(window.clipboard()).startsWith("3"));
        Path saved = folder.resolve("saved.bin");
        row(Command.EXPORT_SELECTION, () -> window.willChoose(saved), () -> assertThat(saved).hasSize(8));
        row(Command.LITTLE_ENDIAN, () -> window.showTab("inspector"), () -> {
            assertThat(new InspectorPage(window).columns("inspect-values").get(1)).isEqualTo("Little-endian");
            window.press(KeyCode.CONTROL, KeyCode.E);
        });
        row(Command.FIND, () -> { }, () -> assertThat(window.hasFocus("#find-bar")).isTrue());
        row(Command.FIND_NEXT, () -> find("bitmap-"), () ->
                assertThat(window.selected()).isEqualTo("bitmaps/bitmap-1/name"));
        row(Command.FIND_PREVIOUS, () -> find("bitmap-"), () ->
                assertThat(window.selected()).isEqualTo("bitmaps/bitmap-2/name"));
        row(Command.FIND_ALL, () -> find("bitmap-"), () -> assertThat(window.tab()).isEqualTo("found"));
        row(Command.FILTER, () -> { }, () -> assertThat(window.hasFocus("#tree-filter")).isTrue());
        row(Command.GOTO, () -> { }, () -> assertThat(window.hasFocus("#goto-field")).isTrue());
        row(Command.FOLLOW, () -> window.select("header/l1_table_offset"),
                () -> assertThat(window.selected()).isEqualTo("l1"));
        row(Command.PARENT, () -> window.select("header/size"),
                () -> assertThat(window.selected()).isEqualTo("header"));
        row(Command.BACK, () -> window.select("header"), () -> assertThat(window.selected()).isEqualTo("header/size"));
        row(Command.FORWARD, () -> {
            window.select("header");
            window.act(() -> window.document().back());
        }, () -> assertThat(window.selected()).isEqualTo("header"));
        row(Command.BOOKMARK, () -> assertThat(bookmarks()).isEmpty(), () -> {
            assertThat(bookmarks()).containsExactly(24L);
            window.press(KeyCode.CONTROL, KeyCode.B);
        });
        row(Command.NEXT_BOOKMARK, this::twoBookmarks, () -> leave(4));
        row(Command.PREVIOUS_BOOKMARK, this::twoBookmarks, () -> leave(0x1000));
        row(Command.ZOOM_IN, () -> fontSize = window.fontSize(),
                () -> assertThat(window.fontSize()).isGreaterThan(fontSize));
        row(Command.ZOOM_OUT, () -> fontSize = window.fontSize(),
                () -> assertThat(window.fontSize()).isLessThan(fontSize));
        row(Command.ZOOM_RESET, () -> window.press(KeyCode.CONTROL, KeyCode.EQUALS), () ->
                assertThat(window.fontSize()).isEqualTo(13));
        row(Command.NEXT_PANE, () -> { }, () -> assertThat(window.hasFocus(".hex-pane")).isTrue());
        row(Command.FULL_SCREEN, () -> { }, () -> {
            assertThat(window.isFullScreen()).isTrue();
            window.press(KeyCode.F11);
        });
        row(Command.MINIMAP, () -> assertThat(window.minimap().isShown()).isTrue(), () -> {
            assertThat(window.minimap().isShown()).isFalse();
            window.press(KeyCode.CONTROL, KeyCode.M);
        });
        row(Command.KEYS, () -> { }, () -> {
            assertThat(window.isSeen("#keys")).isTrue();
            window.press(KeyCode.ESCAPE);
        });
        row(Command.PALETTE, () -> { }, () -> {
            assertThat(window.palette().isOpen()).isTrue();
            window.press(KeyCode.ESCAPE);
        });
    }

    private void find(String text) {
        window.press(KeyCode.CONTROL, KeyCode.F);
        window.click("#find-text");
        window.press(KeyCode.CONTROL, KeyCode.A);
        window.type(text);
        window.focus("#tree");
    }

    private List<Long> bookmarks() {
        return window.document().marks().all(ByteMarks.Group.BOOKMARKS).stream().map(mark -> mark.range().offset())
                .toList();
    }

    private void twoBookmarks() {
        for (long offset : new long[] {4, 0x1000}) {
            window.act(() -> window.document().selectByte(offset));
            window.press(KeyCode.CONTROL, KeyCode.B);
        }
        assertThat(bookmarks()).containsExactly(4L, 0x1000L);
        window.act(() -> window.document().selectByte(2));
    }

    private void leave(long offset) {
        assertThat(window.document().caret()).isEqualTo(offset);
        for (long kept : new long[] {4, 0x1000}) {
            window.act(() -> window.document().selectByte(kept));
            window.press(KeyCode.CONTROL, KeyCode.B);
        }
    }

    /** The image is open, a field is selected, and the tree has the keyboard. */
    private void beginAnew() {
        if (!window.hasDocument() || !window.document().path().equals(image)) {
            window.act(() -> window.workspace().open(image));
        }
        window.select("header/size");
        window.focus("#tree");
    }

    /** The image is in front, and only one other is open. */
    private void beginAnewBeside(Path other) {
        window.act(() -> window.workspace().closeOthers());
        window.act(() -> window.workspace().open(other));
        beginAnew();
        assertThat(window.images().titles()).containsExactlyInAnyOrder("disk.qcow2", "other.qcow2");
    }

    /** A display has usually no key of its own for a plus, nor a digit of the number pad while its lock is off. */
    private static boolean canBeTyped(KeyCombination keys) {
        return "Headless".equals(System.getProperty("glass.platform"))
                || !Set.of(KeyCode.PLUS, KeyCode.NUMPAD0).contains(((KeyCodeCombination) keys).getCode());
    }

    private static KeyCode[] codes(KeyCombination combination) {
        KeyCodeCombination keys = (KeyCodeCombination) combination;
        List<KeyCode> codes = new ArrayList<>();
        if (keys.getShortcut() == ModifierValue.DOWN || keys.getControl() == ModifierValue.DOWN) {
            codes.add(KeyCode.CONTROL);
        }
        if (keys.getAlt() == ModifierValue.DOWN) {
            codes.add(KeyCode.ALT);
        }
        if (keys.getShift() == ModifierValue.DOWN) {
            codes.add(KeyCode.SHIFT);
        }
        codes.add(keys.getCode());
        return codes.toArray(KeyCode[]::new);
    }

    @Test
    void eachKeyOfEachCommandDoesWhatItSays() {
        rows();
        List<Command> withKeys = Arrays.stream(Command.values()).filter(command -> !command.keys().isEmpty()).toList();
        assertThat(rows.keySet()).as("a command that has a key needs a row here").containsExactlyElementsOf(withKeys);
        List<Command> quitLast = new ArrayList<>(withKeys);
        quitLast.remove(Command.QUIT);
        quitLast.add(Command.QUIT);
        List<String> wrong = new ArrayList<>();
        for (Command command : quitLast) {
            for (KeyCombination keys : command.keys().stream().filter(EveryKeyTest::canBeTyped).toList()) {
                try {
                    beginAnew();
                    rows.get(command).before().run();
                    window.press(codes(keys));
                    rows.get(command).after().run();
                } catch (AssertionError e) {
                    wrong.add(command + " by " + keys + ": " + e.getMessage());
                }
            }
        }
        assertThat(wrong).isEmpty();
    }

    @Test
    void theKeysOfTheBytes() {
        window.open(image);
        window.clickByte(0x20);
        window.press(KeyCode.TAB);
        assertThat(window.column()).isEqualTo(HexColumn.TEXT);
        window.press(KeyCode.TAB);
        assertThat(window.column()).isEqualTo(HexColumn.HEX);
        window.press(KeyCode.SHIFT, KeyCode.RIGHT);
        assertThat(window.document().selection()).isEqualTo(new ByteRange(0x20, 2));
        window.press(KeyCode.SHIFT, KeyCode.DOWN);
        assertThat(window.document().selection()).isEqualTo(new ByteRange(0x20, 18));
        window.press(KeyCode.CONTROL, KeyCode.END);
        assertThat(window.document().caret()).isEqualTo(built.length() - 1);
        window.press(KeyCode.CONTROL, KeyCode.HOME);
        assertThat(window.document().caret()).isZero();
        window.press(KeyCode.PAGE_DOWN);
        long page = window.document().caret();
        assertThat(page).isGreaterThan(64);
        window.press(KeyCode.PAGE_UP);
        assertThat(window.document().caret()).isZero();
        window.press(KeyCode.DOWN);
        window.press(KeyCode.RIGHT);
        assertThat(window.document().caret()).isEqualTo(17);
    }

    @Test
    void eachFormOfAPlaceLeadsThere() {
        TestImage data = new ImageBuilder().clusterBits(12).size(64 << 20).data(0x3000, "x").data(0x5000, "y").build();
        window.open(data.writeTo(folder.resolve("data.qcow2")));
        long end = data.length();
        Map<String, Long> offsets = Map.ofEntries(
                Map.entry("0x1000", 0x1000L), Map.entry("4096", 4096L), Map.entry("+16", 0x110L),
                Map.entry("-16", 0xf0L), Map.entry("end-512", end - 512), Map.entry("c:2", 0x2000L),
                Map.entry("g:0x3000", data.hostOffset(0x3000)), Map.entry("g:0x5010", data.hostOffset(0x5000) + 0x10),
                Map.entry("c:1+0x10-1", 0x100fL), Map.entry("0x10+c:1", 0x1010L), Map.entry("end-c:1", end - 0x1000),
                Map.entry("g:0x3000+16", data.hostOffset(0x3000) + 16));
        offsets.forEach((text, offset) -> {
            window.act(() -> window.document().selectByte(0x100));
            window.press(KeyCode.CONTROL, KeyCode.G);
            window.type(text + "\n");
            assertThat(window.document().caret()).as(text).isEqualTo(offset);
            assertThat(window.shown().contains(offset)).as(text).isTrue();
            assertThat(window.bubble()).as(text).isEmpty();
        });
        for (String path : List.of("header/size", "l1/0/l2/3", "refcounts")) {
            window.press(KeyCode.CONTROL, KeyCode.G);
            window.type(path + "\n");
            assertThat(window.selected()).isEqualTo(path);
        }
    }
}
