package io.github.qcowscope.ui;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.qcowscope.ui.document.ByteMarks.Group;
import io.github.qcowscope.ui.document.ByteMarks.Sort;
import javafx.scene.input.KeyCode;
import org.junit.jupiter.api.Test;

/** What the checker finds is marked in the tree and in the minimap, not only in its tab. */
class ProblemMarksTest extends WindowTest {

    @Test
    void standAtTheNodeAndItsAncestorsAndGoWithTheProblem() {
        long entry = built.bitmapTable("bitmap-1") + 3 * 8;
        long sound = built.get(entry, 8);
        // Only a check of all references can tell that another structure owns these bytes too.
        built.poke(entry, 8, built.bitmapData("bitmap-1", 0)).writeTo(image);
        window.open(image);
        assertThat(window.document().marks().all(Group.PROBLEMS)).anyMatch(mark -> mark.sort() == Sort.ERROR);
        assertThat(window.tree().isMarkedForBelow("", "error")).isTrue();
        window.showTab("problems");
        String path = window.table("problems").row(0).get(2);
        window.table("problems").click(0);
        assertThat(window.selected()).isEqualTo(path).startsWith("refcounts/");
        assertThat(window.tree().isMarked(path, "error")).isTrue();
        assertThat(window.tree().isMarkedForBelow(path, "error")).isFalse();
        assertThat(window.tree().isMarkedForBelow("refcounts", "error")).isTrue();

        built.poke(entry, 8, sound).writeTo(image);
        window.press(KeyCode.F5);
        assertThat(window.tree().isMarked(path, "error")).isFalse();
        window.select("");
        assertThat(window.document().marks().all(Group.PROBLEMS)).noneMatch(mark -> mark.sort() == Sort.ERROR);
        assertThat(window.tree().isMarkedForBelow("", "error")).isFalse();
    }
}
