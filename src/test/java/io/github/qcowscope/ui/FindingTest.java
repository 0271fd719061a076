package io.github.qcowscope.ui;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.qcowscope.search.NumberWidth;
import io.github.qcowscope.search.TextEncoding;
import io.github.qcowscope.ui.page.FindPage;
import io.github.qcowscope.ui.page.TablePage;
import javafx.scene.control.TableColumn.SortType;
import javafx.scene.input.KeyCode;
import org.junit.jupiter.api.Test;

/** The find bar in its four modes, and the list of all matches. */
class FindingTest extends WindowTest {

    @Test
    void explainsWhatIsWrongWhileTheUserTypes() {
        window.open(image);
        FindPage find = new FindPage(window);
        assertThat(find.status()).contains("Two hexadecimal digits");
        assertThat(find.text("51 4").status())
                .isEqualTo("Each byte needs two hexadecimal digits; the last one has only one.");
        assertThat(find.text("51 4?").status()).contains("Two hexadecimal digits");
        assertThat(find.mode("number").text("12x").status()).contains("\"12x\" is no whole number");
        assertThat(find.choose("find-width", NumberWidth.BITS_8).text("300").status())
                .contains("does not fit into 8 bits");
        assertThat(find.mode("regex").text("a(b").status()).contains("Unclosed group");
        assertThat(find.text("a\\xfb").status()).contains("any byte");
    }

    @Test
    void showsTheOptionsOfTheMode() {
        window.open(image);
        FindPage find = new FindPage(window);
        assertThat(find.has("find-encoding")).isFalse();
        assertThat(find.mode("text").has("find-encoding")).isTrue();
        assertThat(find.has("find-ignore-case")).isTrue();
        assertThat(find.mode("number").has("find-order")).isTrue();
        assertThat(find.has("find-ignore-case")).isFalse();
    }

    @Test
    void findsNumbersAndExpressions() {
        window.open(image);
        FindPage find = new FindPage(window).mode("number").text(Long.toString(64 << 20) + "\n");
        assertThat(window.selected()).isEqualTo("header/size");
        find.mode("regex").text("bitmap-[2-9]\n");
        assertThat(window.selected()).isEqualTo("bitmaps/bitmap-2/name");
        window.press(KeyCode.F3);
        assertThat(find.status()).endsWith("the search went on from the start.");
    }

    @Test
    void listsAllMatchesAndGoesToTheOneThatIsClicked() {
        window.open(image);
        FindPage find = new FindPage(window).mode("text").choose("find-encoding", TextEncoding.ANY).text("BITMAP-")
                .all();
        assertThat(window.tab()).isEqualTo("found");
        assertThat(find.summary()).contains("2 matches");
        TablePage list = find.list();
        assertThat(list.row(0)).contains("7", "62 69 74 6D 61 70 2D", "bitmap-", "bitmaps/bitmap-1/name");
        list.click(1);
        assertThat(window.selected()).isEqualTo("bitmaps/bitmap-2/name");
        assertThat(window.document().selection().length()).isEqualTo(7);
        list.sort(4, SortType.DESCENDING);
        window.settle();
        assertThat(list.row(0)).contains("bitmaps/bitmap-2/name");
        window.click("#found-filter");
        window.type("bitmap-1/n");
        assertThat(list.rowCount()).isEqualTo(1);
        list.click(0);
        window.press(KeyCode.CONTROL, KeyCode.C);
        assertThat(window.clipboard()).endsWith("\t7\t62 69 74 6D 61 70 2D\tbitmaps/bitmap-1/name");
    }

    @Test
    void looksOnlyWhereItIsTold() {
        window.open(image);
        window.select("bitmaps/bitmap-2");
        FindPage find = new FindPage(window).mode("text").text("bitmap-").in("selection");
        assertThat(find.all().summary()).contains("one match");
        window.select("header/magic");
        find.in("ofkind");
        assertThat(find.scope()).isEqualTo("In: Header");
        assertThat(find.all().summary()).contains("nothing found");
        find.in("everything");
        assertThat(find.all().summary()).contains("2 matches");
    }

    @Test
    void looksForTheSameAfterAReload() {
        window.open(image);
        FindPage find = new FindPage(window).mode("regex").text("bitmap-[2-9]");
        window.press(KeyCode.F5);
        window.press(KeyCode.F3);
        assertThat(window.selected()).isEqualTo("bitmaps/bitmap-2/name");
        assertThat(find.has("find-regex-ignore-case")).isTrue();
    }

    @Test
    void marksTheMatchesInSightWhileTheBarIsThere() {
        window.open(image);
        new FindPage(window).text("51 46 49 fb");
        assertThat(window.matchesMarked()).containsExactly(0L);
        window.press(KeyCode.ESCAPE);
        assertThat(window.matchesMarked()).isEmpty();
    }
}
