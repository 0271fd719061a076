package io.github.qcowscope.ui.document;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.qcowscope.schema.Severity;
import io.github.qcowscope.ui.document.NodeTroubles.Trouble;
import java.util.List;
import org.junit.jupiter.api.Test;

class NodeTroublesTest {

    private final NodeTroubles troubles = new NodeTroubles();

    @Test
    void areKnownAtTheNodeAndAboveIt() {
        troubles.add(List.of(new Trouble("bitmaps/b/table/3", Severity.ERROR, "bad"),
                new Trouble("bitmaps/b", Severity.NOTE, "odd"), new Trouble("", Severity.WARNING, "whole")));
        assertThat(troubles.at("bitmaps/b/table/3")).isEqualTo(new Trouble("bitmaps/b/table/3", Severity.ERROR, "bad"));
        assertThat(troubles.at("bitmaps/b/table")).isNull();
        assertThat(troubles.at("")).isNotNull();
        for (String above : List.of("bitmaps/b/table", "bitmaps/b", "bitmaps", "")) {
            assertThat(troubles.below(above)).as(above).isEqualTo(Severity.ERROR);
        }
        assertThat(troubles.below("bitmaps/b/table/3")).isNull();
        assertThat(troubles.below("header")).isNull();
    }

    @Test
    void keepTheWorstAndTellOfChanges() {
        long before = troubles.changesProperty().get();
        troubles.add(List.of());
        assertThat(troubles.changesProperty().get()).isEqualTo(before);
        troubles.add(List.of(new Trouble("a", Severity.WARNING, "first"), new Trouble("a", Severity.NOTE, "milder")));
        troubles.add(List.of(new Trouble("a", Severity.WARNING, "as bad"), new Trouble("a", Severity.ERROR, "worse")));
        assertThat(troubles.at("a")).isEqualTo(new Trouble("a", Severity.ERROR, "worse"));
        assertThat(troubles.changesProperty().get()).isGreaterThan(before);
        troubles.clear();
        assertThat(troubles.at("a")).isNull();
        assertThat(troubles.below("")).isNull();
    }
}
