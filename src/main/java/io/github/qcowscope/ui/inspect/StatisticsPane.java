package io.github.qcowscope.ui.inspect;

import io.github.qcowscope.ui.document.Document;
import io.github.qcowscope.ui.inspect.StatisticsModel.State;
import io.github.qcowscope.ui.job.Background;
import io.github.qcowscope.ui.panel.Panel;
import io.github.qcowscope.ui.panel.PanelName;
import io.github.qcowscope.ui.text.Messages;
import io.github.qcowscope.ui.text.Sizes;
import java.util.List;
import javafx.beans.binding.Bindings;
import javafx.beans.property.ReadOnlyStringWrapper;
import javafx.beans.value.ObservableValue;
import javafx.collections.FXCollections;
import javafx.scene.control.Button;
import javafx.scene.control.CheckBox;
import javafx.scene.control.Label;
import javafx.scene.control.ProgressBar;
import javafx.scene.control.SplitPane;
import javafx.scene.control.TableColumn;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import org.jspecify.annotations.Nullable;
import org.kordamp.ikonli.feather.Feather;

/** What the selected bytes consist of: counts, entropy, checksums, and a histogram. */
public final class StatisticsPane implements Panel {

    /** A SHA-256 is the widest value there is; the histogram needs a pixel for each bar. */
    private static final double FACTS_SHARE = 0.69;

    /** Wide enough for each name in each language. */
    private static final double NAME_WIDTH = 148;

    /** So narrow that the words below it can be read. */
    private static final double HISTOGRAM_WIDTH = 290;

    private final StatisticsModel model;
    private final VBox view;

    /** Statistics of what is selected in a document. */
    public StatisticsPane(Document document, Background background) {
        model = new StatisticsModel(document, background);
        SplitPane parts = new SplitPane(new FactTable(model), histogram());
        parts.setDividerPositions(FACTS_SHARE);
        VBox.setVgrow(parts, Priority.ALWAYS);
        view = new VBox(top(), parts);
    }

    private HBox top() {
        Label title = new Label();
        title.setId("statistics-title");
        title.getStyleClass().add("panel-title");
        title.setMaxWidth(Double.MAX_VALUE);
        title.textProperty().bind(model.titleProperty());
        HBox.setHgrow(title, Priority.ALWAYS);
        ProgressBar progress = new ProgressBar();
        progress.progressProperty().bind(model.shareProperty());
        Button stop = new Button(Messages.get("statistics.stop"));
        stop.setId("statistics-stop");
        stop.setOnAction(e -> model.stop());
        HBox working = new HBox(progress, stop);
        working.getStyleClass().add("inspect-top");
        bind(working, model.stateProperty().map(state -> state == State.COUNTING || state == State.DIGESTING));
        Label asking = new Label();
        asking.textProperty().bind(model.stateProperty().map(state -> switch (state) {
            case ASKING -> Messages.get("statistics.asking", Sizes.bytes(StatisticsModel.UNASKED));
            case STOPPED -> Messages.get("statistics.stopped");
            case COUNTING, DIGESTING, DONE -> "";
        }));
        Button count = new Button(Messages.get("statistics.count"));
        count.setId("statistics-count");
        count.setOnAction(e -> model.count());
        HBox idle = new HBox(asking, count);
        idle.getStyleClass().add("inspect-top");
        bind(idle, model.stateProperty().map(state -> state == State.ASKING || state == State.STOPPED));
        HBox top = new HBox(title, working, idle);
        top.getStyleClass().add("inspect-top");
        return top;
    }

    private static void bind(Region part, ObservableValue<Boolean> wanted) {
        part.visibleProperty().bind(wanted);
        part.managedProperty().bind(part.visibleProperty());
    }

    private VBox histogram() {
        Histogram histogram = new Histogram();
        model.statisticsProperty().subscribe(histogram::show);
        Label told = new Label();
        told.setId("histogram-told");
        told.setMaxWidth(Double.MAX_VALUE);
        told.textProperty().bind(Bindings.when(histogram.toldProperty().isEmpty())
                .then(Messages.get("statistics.nothing")).otherwise(histogram.toldProperty()));
        HBox.setHgrow(told, Priority.ALWAYS);
        CheckBox logarithmic = new CheckBox(Messages.get("statistics.logarithmic"));
        logarithmic.setId("histogram-logarithmic");
        logarithmic.selectedProperty().bindBidirectional(histogram.logarithmicProperty());
        HBox line = new HBox(told, logarithmic);
        line.getStyleClass().add("inspect-top");
        VBox.setVgrow(histogram, Priority.ALWAYS);
        VBox all = new VBox(histogram, line);
        all.getStyleClass().add("histogram-pane");
        all.setMinWidth(HISTOGRAM_WIDTH);
        logarithmic.setMinWidth(Region.USE_PREF_SIZE);
        return all;
    }

    @Override
    public PanelName name() {
        return new PanelName("statistics", Messages.get("statistics.title"), Feather.BAR_CHART_2);
    }

    @Override
    public Region view() {
        return view;
    }

    @Override
    public void setShown(boolean is) {
        model.setShown(is);
    }

    /** The facts, to be copied one by one. */
    private static final class FactTable extends CopyableTable<StatisticsModel.Row> {
        private final TableColumn<StatisticsModel.Row, String> name = column("statistics.fact", NAME_WIDTH);

        FactTable(StatisticsModel model) {
            super("statistics-facts");
            setAccessibleText(Messages.get("statistics.title"));
            name.setMinWidth(NAME_WIDTH);
            name.setMaxWidth(NAME_WIDTH);
            TableColumn<StatisticsModel.Row, Reading> value = column("fields.value", 300);
            name.setCellValueFactory(row -> new ReadOnlyStringWrapper(row.getValue().fact().label()));
            value.setCellValueFactory(row -> row.getValue().readingProperty());
            value.setCellFactory(column -> new ReadingCell<>());
            getColumns().setAll(List.of(name, value));
            setItems(FXCollections.observableList(model.rows()));
        }

        @Override
        String plain(StatisticsModel.@Nullable Row row, @Nullable TableColumn<StatisticsModel.Row, ?> column) {
            return row == null ? "" : column == name ? row.fact().label() : row.readingProperty().get().plain();
        }

        @Override
        boolean leads(StatisticsModel.@Nullable Row row, @Nullable TableColumn<StatisticsModel.Row, ?> column) {
            return false;
        }

        @Override
        void follow(StatisticsModel.@Nullable Row row, @Nullable TableColumn<StatisticsModel.Row, ?> column) {
            throw new IllegalStateException("no fact leads anywhere");
        }
    }
}
