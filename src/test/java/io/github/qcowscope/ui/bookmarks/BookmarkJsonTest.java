package io.github.qcowscope.ui.bookmarks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.qcowscope.bytes.ByteRange;
import io.github.qcowscope.ui.bookmarks.Bookmark.Hue;
import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class BookmarkJsonTest {

    @Test
    void readsWhatItHasWritten() throws IOException {
        List<Bookmark> bookmarks = List.of(
                new Bookmark(new ByteRange(0, 1), "", "", Hue.RED),
                new Bookmark(new ByteRange(0x1000, 512), "a \"note\"\nin two lines, ümläut \u0000",
                        "bitmaps/b 1/table/3", Hue.GREEN),
                new Bookmark(new ByteRange(Long.MAX_VALUE - 1, 1), "far", "header", Hue.AMBER));
        assertThat(BookmarkJson.read(BookmarkJson.write("/images/disk.qcow2", bookmarks))).isEqualTo(bookmarks);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "null", "[]", "{", "{}", "{\"bookmarks\": 3}", "{\"bookmarks\": [{\"offset\": 1",
        "{\"bookmarks\": [", "not JSON", "{\"bookmarks\": [}", "\u0000\u0001"})
    void saysThatATextHoldsNone(String text) {
        assertThatThrownBy(() -> BookmarkJson.read(text)).isInstanceOf(IOException.class);
    }

    @Test
    void passesOverWhatMakesNoSense() throws IOException {
        assertThat(BookmarkJson.read("""
                {"other": [[{}]], "bookmarks": [
                  7, null, [1, [2]], "text", {},
                  {"offset": -1, "length": 1}, {"offset": 1, "length": 0}, {"offset": 1.5, "length": 1},
                  {"offset": 9223372036854775807, "length": 1}, {"offset": 99999999999999999999, "length": 1},
                  {"offset": {"offset": 3}, "length": 1}, {"offset": "3", "length": 1},
                  {"offset": 3, "length": 4, "note": [1], "node": null, "color": "pink", "more": {"a": [1]}}
                ]}""")).containsExactly(new Bookmark(new ByteRange(3, 4), "", "", Hue.AMBER));
    }

    @Test
    void takesNoMoreThanAnybodyWouldSet() throws IOException {
        String one = "{\"offset\": 3, \"length\": 4, \"note\": \"" + "x".repeat(9_000) + "\"}";
        String many = "{\"offset\": 3, \"length\": 4},";
        assertThat(BookmarkJson.read("{\"bookmarks\": [" + many.repeat(BookmarkJson.MOST) + one + "]}"))
                .hasSize(BookmarkJson.MOST);
        assertThat(BookmarkJson.read("{\"bookmarks\": [" + one + "]}").getFirst().note()).hasSize(BookmarkJson.LONGEST);
    }

    @Test
    void isNotFelledByDepth() {
        assertThatThrownBy(() -> BookmarkJson.read("{\"bookmarks\": " + "[".repeat(200_000)))
                .isInstanceOf(IOException.class);
    }
}
