package io.github.qcowscope.ui.tree;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class TreeChangesTest {

    @Test
    void aNodeIsMarkedForAMomentWhenItsRowSaysSomethingElse() {
        TreeChanges changes = new TreeChanges();
        changes.note("a", "1", "1", 0);
        assertThat(changes.isEmpty()).isTrue();
        changes.note("a", "1", "2", 0);
        changes.note("b", "", "x", TreeChanges.LIFE - 1);
        assertThat(changes.isMarked("a")).isTrue();
        assertThat(changes.isMarked("c")).isFalse();
        changes.fade(TreeChanges.LIFE);
        assertThat(changes.isMarked("a")).isFalse();
        assertThat(changes.isMarked("b")).isTrue();
        changes.fade(2 * TreeChanges.LIFE);
        assertThat(changes.isEmpty()).isTrue();
    }
}
