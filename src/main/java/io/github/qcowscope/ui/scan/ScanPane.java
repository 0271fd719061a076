package io.github.qcowscope.ui.scan;

import io.github.qcowscope.scan.Proposal;
import io.github.qcowscope.schema.Kind;
import io.github.qcowscope.ui.panel.Panel;
import io.github.qcowscope.ui.panel.PanelName;
import io.github.qcowscope.ui.scan.ScanModel.State;
import io.github.qcowscope.ui.text.Messages;
import io.github.qcowscope.ui.text.Sizes;
import io.github.qcowscope.ui.text.Tip;
import io.github.qcowscope.ui.theme.KindMark;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.function.Function;
import javafx.beans.binding.Bindings;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.value.ObservableValue;
import javafx.collections.FXCollections;
import javafx.collections.transformation.SortedList;
import javafx.geometry.Pos;
import javafx.scene.control.Button;
import javafx.scene.control.CheckBox;
import javafx.scene.control.ComboBox;
import javafx.scene.control.Label;
import javafx.scene.control.ProgressBar;
import javafx.scene.control.TableCell;
import javafx.scene.control.TableColumn;
import javafx.scene.control.TableRow;
import javafx.scene.control.TableView;
import javafx.scene.control.ToolBar;
import javafx.scene.input.KeyCode;
import javafx.scene.layout.BorderPane;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import javafx.util.StringConverter;
import org.jspecify.annotations.Nullable;
import org.kordamp.ikonli.feather.Feather;
import org.kordamp.ikonli.javafx.FontIcon;

/** What looks like a structure; a click lights its bytes. */
public final class ScanPane implements Panel {

    private static final double ROW_HEIGHT = 26;
    private static final double NOTE_WIDTH = 560;

    private final ScanModel model;
    private final TableView<Proposal> table = new TableView<>();
    private final BorderPane view = new BorderPane();
    private final ReadOnlyObjectWrapper<Boolean> available = new ReadOnlyObjectWrapper<>();

    /** The tab of a document. */
    public ScanPane(ScanModel model) {
        this.model = model;
        available.bind(model.stateProperty().map(state -> state != State.NONE || model.isHeadless()));
        buildTable();
        view.setTop(toolBar());
        view.setBottom(summary());
        model.stateProperty().subscribe(state -> view.setCenter(state == State.NONE ? invitation() : table));
    }

    /** The note that stands here before anybody has asked for a scan. */
    private Region invitation() {
        Label note = new Label(Messages.get(model.hasTree() ? "scan.note-magic" : "scan.note"));
        note.setId("scan-note");
        note.setWrapText(true);
        note.setMaxWidth(NOTE_WIDTH);
        Button button = new Button(Messages.get("scan.start"), new FontIcon(Feather.ACTIVITY));
        button.setId("scan-start");
        button.setOnAction(e -> model.scan());
        VBox box = new VBox(note, button);
        box.getStyleClass().add("scan-invitation");
        box.setAlignment(Pos.CENTER);
        return box;
    }

    private void buildTable() {
        table.setId("scan");
        table.setAccessibleText(Messages.get("scan.title"));
        table.setFixedCellSize(ROW_HEIGHT);
        TableColumn<Proposal, Integer> sure = column("scan.sure", 74, Proposal::confidence);
        sure.setCellFactory(of -> cell(percent -> percent + " %"));
        TableColumn<Proposal, Kind> kind = column("scan.kind", 170, Proposal::kind);
        kind.setComparator(Comparator.comparing(ScanModel.kinds()::indexOf));
        kind.setCellFactory(of -> new KindCell());
        TableColumn<Proposal, Long> offset = column("scan.offset", 130, proposal -> proposal.range().offset());
        offset.setCellFactory(of -> cell("0x%x"::formatted));
        TableColumn<Proposal, Long> size = column("scan.size", 90, proposal -> proposal.range().length());
        size.setCellFactory(of -> cell(String::valueOf));
        TableColumn<Proposal, Long> cluster = column("scan.cluster", 110, Proposal::clusterSize);
        cluster.setCellFactory(of -> cell(bytes -> bytes == 0 ? "" : Sizes.bytes(bytes)));
        TableColumn<Proposal, String> path = column("scan.path", 130, Proposal::path);
        TableColumn<Proposal, String> reason = column("scan.reason", 400, Proposal::reason);
        reason.setCellFactory(of -> new ReasonCell());
        for (TableColumn<Proposal, ?> code : List.of(sure, offset, size, path)) {
            code.getStyleClass().add("code");
        }
        path.visibleProperty().bind(model.withKnownProperty());
        table.getColumns().addAll(List.of(sure, kind, offset, size, cluster, path, reason));
        table.setColumnResizePolicy(TableView.CONSTRAINED_RESIZE_POLICY_FLEX_LAST_COLUMN);
        SortedList<Proposal> sorted = new SortedList<>(model.listed());
        sorted.comparatorProperty().bind(table.comparatorProperty()
                .map(asked -> asked.thenComparing(Proposal.SUREST_FIRST)).orElse(Proposal.SUREST_FIRST));
        table.setSortPolicy(of -> true);
        table.setItems(sorted);
        table.setRowFactory(of -> row());
        table.setOnKeyPressed(e -> {
            Proposal proposal = table.getSelectionModel().getSelectedItem();
            if (e.getCode() == KeyCode.ENTER && proposal != null) {
                model.select(proposal);
                e.consume();
            }
        });
        Label nothing = new Label();
        nothing.textProperty().bind(
                Bindings.createStringBinding(this::whyEmpty, model.stateProperty(), model.listed()));
        table.setPlaceholder(nothing);
    }

    private static <T> TableColumn<Proposal, T> column(String titleKey, double width, Function<Proposal, T> value) {
        TableColumn<Proposal, T> column = new TableColumn<>(Messages.get(titleKey));
        column.setPrefWidth(width);
        column.setMinWidth(Math.min(width, 70));
        column.setReorderable(false);
        column.setCellValueFactory(cell -> new ReadOnlyObjectWrapper<>(value.apply(cell.getValue())));
        return column;
    }

    private static <T> TableCell<Proposal, T> cell(Function<T, String> text) {
        return new TableCell<>() {
            @Override
            protected void updateItem(@Nullable T item, boolean empty) {
                super.updateItem(item, empty);
                setText(item == null || empty ? null : text.apply(item));
            }
        };
    }

    private TableRow<Proposal> row() {
        TableRow<Proposal> row = new TableRow<>();
        row.setOnMouseClicked(e -> {
            if (!row.isEmpty()) {
                model.select(row.getItem());
            }
        });
        return row;
    }

    private String whyEmpty() {
        return Messages.get(switch (model.state()) {
            case RUNNING, NONE -> "scan.running";
            case DONE -> model.count() > 0 ? "scan.filtered" : "scan.nothing";
            case STOPPED -> "scan.stopped";
        });
    }

    private ToolBar toolBar() {
        ComboBox<@Nullable Kind> kind = kindChoice();
        CheckBox known = new CheckBox(Messages.get("scan.known"));
        known.setId("scan-known");
        known.selectedProperty().bindBidirectional(model.withKnownProperty());
        known.setVisible(model.hasTree());
        known.setManaged(model.hasTree());
        Button again = new Button(Messages.get("scan.again"), new FontIcon(Feather.REFRESH_CW));
        again.setId("scan-again");
        again.setOnAction(e -> model.scan());
        ProgressBar bar = new ProgressBar();
        bar.setId("scan-progress");
        bar.progressProperty().bind(model.shareProperty());
        Button cancel = new Button(Messages.get("scan.cancel"), new FontIcon(Feather.X));
        cancel.setId("scan-cancel");
        cancel.setOnAction(e -> model.stop());
        ObservableValue<Boolean> running = model.stateProperty().map(state -> state == State.RUNNING);
        for (Region part : List.of(bar, cancel)) {
            part.visibleProperty().bind(running);
            part.managedProperty().bind(running);
        }
        again.visibleProperty().bind(running.map(is -> !is));
        again.managedProperty().bind(again.visibleProperty());
        ToolBar bars = new ToolBar(kind, known, again, bar, cancel);
        bars.visibleProperty().bind(model.stateProperty().map(state -> state != State.NONE));
        bars.managedProperty().bind(bars.visibleProperty());
        return bars;
    }

    private ComboBox<@Nullable Kind> kindChoice() {
        List<@Nullable Kind> kinds = new ArrayList<>();
        kinds.add(null);
        kinds.addAll(ScanModel.kinds());
        ComboBox<@Nullable Kind> choice = new ComboBox<>(FXCollections.observableArrayList(kinds));
        choice.setId("scan-filter");
        choice.setAccessibleText(Messages.get("scan.filter"));
        choice.setConverter(new StringConverter<>() {
            @Override
            public String toString(@Nullable Kind kind) {
                return kind == null ? Messages.get("scan.all") : kind.label();
            }

            @Override
            public @Nullable Kind fromString(String text) {
                return ScanModel.kinds().stream().filter(kind -> kind.label().equals(text)).findFirst().orElse(null);
            }
        });
        choice.valueProperty().bindBidirectional(model.kindProperty());
        return choice;
    }

    private Label summary() {
        Label summary = new Label();
        summary.setId("scan-summary");
        summary.getStyleClass().addAll("hint", "panel-note");
        summary.setWrapText(true);
        summary.setMinHeight(Region.USE_PREF_SIZE);
        summary.textProperty().bind(Bindings.createStringBinding(model::summary, model.stateProperty()));
        summary.visibleProperty().bind(summary.textProperty().isNotEmpty());
        summary.managedProperty().bind(summary.visibleProperty());
        return summary;
    }

    @Override
    public PanelName name() {
        return new PanelName("scan", Messages.get("scan.title"), Feather.TARGET);
    }

    @Override
    public Region view() {
        return view;
    }

    @Override
    public ObservableValue<Boolean> isAvailable() {
        return available;
    }

    @Override
    public boolean comesForward() {
        return !model.hasTree();
    }

    @Override
    public void start() {
        model.scan();
    }

    /** The whole sentence is in the tool tip, as the column may be too narrow for it. */
    private static final class ReasonCell extends TableCell<Proposal, String> {
        private final Tip whole = new Tip(this);

        @Override
        protected void updateItem(@Nullable String item, boolean empty) {
            super.updateItem(item, empty);
            boolean shown = item != null && !empty;
            setText(shown ? item : null);
            whole.set(shown ? item : "");
        }
    }

    private static final class KindCell extends TableCell<Proposal, Kind> {
        private final KindMark mark = new KindMark();

        @Override
        protected void updateItem(@Nullable Kind item, boolean empty) {
            super.updateItem(item, empty);
            boolean shown = item != null && !empty;
            setText(shown ? item.label() : null);
            setGraphic(shown ? mark : null);
            if (shown) {
                mark.show(item);
            }
        }
    }
}
