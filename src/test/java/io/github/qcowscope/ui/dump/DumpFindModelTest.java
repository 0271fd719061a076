package io.github.qcowscope.ui.dump;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.qcowscope.ui.dump.DumpFindModel.Match;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("Finding words in a preview")
class DumpFindModelTest {

    private final DumpFindModel model = new DumpFindModel();

    @Test
    @DisplayName("counts the places, and goes around in both directions")
    void goesAround() {
        model.setText("Flags flags\nFLAGS");
        model.queryProperty().set("flags");

        assertThat(model.matchProperty().get()).isEqualTo(new Match(0, 5));
        assertThat(model.statusProperty().get()).isEqualTo("1 of 3");
        model.next();
        assertThat(model.matchProperty().get()).isEqualTo(new Match(6, 11));
        model.next();
        assertThat(model.matchProperty().get()).isEqualTo(new Match(12, 17));
        model.next();
        assertThat(model.statusProperty().get()).isEqualTo("1 of 3");
        model.previous();
        assertThat(model.statusProperty().get()).isEqualTo("3 of 3");
        model.previous();
        assertThat(model.statusProperty().get()).isEqualTo("2 of 3");
    }

    @Test
    @DisplayName("stays where it is while more is typed, and goes on from there in another text")
    void staysInPlace() {
        model.setText("table 0 table 1 tab");
        model.queryProperty().set("t");
        model.next();
        assertThat(model.matchProperty().get()).isEqualTo(new Match(8, 9));

        model.queryProperty().set("table");
        assertThat(model.matchProperty().get()).isEqualTo(new Match(8, 13));
        model.setText("another table, and a table");
        assertThat(model.matchProperty().get()).isEqualTo(new Match(8, 13));
        assertThat(model.statusProperty().get()).isEqualTo("1 of 2");
    }

    @Test
    @DisplayName("says that there is nothing, and says nothing while nothing is asked")
    void nothing() {
        model.setText("magic");
        model.queryProperty().set("x");
        assertThat(model.matchProperty().get()).isNull();
        assertThat(model.statusProperty().get()).isEqualTo("Not found");
        model.next();
        model.previous();
        assertThat(model.matchProperty().get()).isNull();

        model.queryProperty().set("");
        assertThat(model.matchProperty().get()).isNull();
        assertThat(model.statusProperty().get()).isEmpty();
    }

    @Test
    @DisplayName("counts characters of any script as the text does")
    void characters() {
        model.setText("İ größe 🗺 Größe");
        model.queryProperty().set("GRÖSSE");
        assertThat(model.matchProperty().get()).isNull();
        model.queryProperty().set("GRÖßE");
        assertThat(model.matchProperty().get()).isEqualTo(new Match(2, 7));
        assertThat(model.statusProperty().get()).isEqualTo("1 of 2");
        model.next();
        assertThat(model.matchProperty().get()).isEqualTo(new Match(11, 16));
    }
}
