package io.github.qcowscope.ui.dump;

import io.github.qcowscope.ui.text.Messages;
import io.github.qcowscope.ui.text.Tip;
import javafx.css.PseudoClass;
import javafx.geometry.Pos;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.TextField;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;
import javafx.scene.layout.BorderPane;
import javafx.scene.layout.HBox;
import org.fxmisc.flowless.VirtualizedScrollPane;
import org.fxmisc.richtext.StyleClassedTextArea;
import org.jspecify.annotations.Nullable;
import org.kordamp.ikonli.feather.Feather;
import org.kordamp.ikonli.javafx.FontIcon;

/** The preview, and a bar to find words in it. */
final class DumpTextPane extends BorderPane {

    private static final PseudoClass ERROR = PseudoClass.getPseudoClass("error");

    private final DumpFindModel find = new DumpFindModel();
    private final StyleClassedTextArea area = new StyleClassedTextArea();
    private final TextField field = new TextField();

    DumpTextPane(DumpModel model) {
        area.setId("dump-text");
        area.getStyleClass().add("dump-text");
        area.setEditable(false);
        area.setUndoManager(null);
        area.setWrapText(false);
        area.setAccessibleText(Messages.get("dump.preview"));
        setCenter(new VirtualizedScrollPane<>(area));
        setTop(findBar());
        model.previewProperty().subscribe(preview -> {
            area.replaceText(preview.text());
            area.moveTo(0);
            area.requestFollowCaret();
            find.setText(preview.text());
        });
        find.matchProperty().subscribe(this::show);
    }

    private HBox findBar() {
        field.setId("dump-find");
        field.setPrefColumnCount(24);
        field.setPromptText(Messages.get("dump.find.prompt"));
        field.setAccessibleText(Messages.get("dump.find.prompt"));
        field.textProperty().bindBidirectional(find.queryProperty());
        field.addEventFilter(KeyEvent.KEY_PRESSED, e -> {
            if (e.getCode() == KeyCode.ENTER) {
                if (e.isShiftDown()) {
                    previous();
                } else {
                    next();
                }
                // It would press the default button, too.
                e.consume();
            }
        });
        Label status = new Label();
        status.setId("dump-find-status");
        status.getStyleClass().add("hint");
        status.textProperty().bind(find.statusProperty());
        HBox bar = new HBox(field, button("dump-find-previous", "dump.find.previous", Feather.ARROW_UP, this::previous),
                button("dump-find-next", "dump.find.next", Feather.ARROW_DOWN, this::next), status);
        bar.getStyleClass().add("find-bar");
        bar.setAlignment(Pos.CENTER_LEFT);
        return bar;
    }

    private static Button button(String id, String textKey, Feather icon, Runnable action) {
        Button button = new Button(null, new FontIcon(icon));
        button.setId(id);
        button.getStyleClass().addAll("button-icon", "flat");
        Tip.on(button, Messages.get(textKey));
        button.setAccessibleText(Messages.get(textKey));
        button.setOnAction(e -> action.run());
        return button;
    }

    private void show(DumpFindModel.@Nullable Match match) {
        field.pseudoClassStateChanged(ERROR, match == null && !field.getText().isEmpty());
        if (match == null) {
            area.deselect();
        } else {
            area.selectRange(match.start(), match.end());
            area.requestFollowCaret();
        }
    }

    /** Puts the focus on the field for what is looked for. */
    void find() {
        field.requestFocus();
        field.selectAll();
    }

    /** Goes to the next place. */
    void next() {
        find.next();
    }

    /** Goes to the place before. */
    void previous() {
        find.previous();
    }
}
