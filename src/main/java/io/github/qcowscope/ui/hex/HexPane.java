package io.github.qcowscope.ui.hex;

import io.github.qcowscope.bytes.ByteRange;
import io.github.qcowscope.bytes.Chunk;
import io.github.qcowscope.ui.Document;
import io.github.qcowscope.ui.LazyList;
import java.util.HexFormat;
import java.util.Locale;
import javafx.beans.property.DoubleProperty;
import javafx.beans.property.SimpleDoubleProperty;
import javafx.scene.control.ListCell;
import javafx.scene.control.ListView;
import javafx.scene.input.Clipboard;
import javafx.scene.input.ClipboardContent;
import javafx.scene.layout.StackPane;

/** Stand-in for the pane of another branch: rows of sixteen bytes that can be clicked. */
public final class HexPane extends StackPane {

    private final Document document;
    private final ListView<Long> rows;
    private final DoubleProperty zoom = new SimpleDoubleProperty(1);

    public HexPane(Document document) {
        this.document = document;
        setId("hex");
        rows = new ListView<>(new LazyList<>((document.source().length() + 15) / 16, row -> row));
        rows.setFixedCellSize(20);
        rows.setStyle("-fx-font-family: monospace;");
        rows.setCellFactory(list -> {
            ListCell<Long> cell = new ListCell<>() {
                @Override
                protected void updateItem(Long row, boolean empty) {
                    super.updateItem(row, empty);
                    setText(row == null || empty ? null : line(row * 16));
                }
            };
            cell.setOnMouseClicked(e -> {
                if (!cell.isEmpty()) {
                    document.selectByte(Math.min(cell.getItem() * 16 + 1, document.source().length() - 1));
                }
            });
            return cell;
        });
        document.caretProperty().addListener((of, before, now) -> rows.scrollTo((int) Math.max(0, now.longValue() / 16 - 3)));
        getChildren().add(rows);
    }

    private String line(long offset) {
        Chunk chunk = document.source().chunk(offset, 16);
        String hex = HexFormat.ofDelimiter(" ").formatHex(chunk.toArray()).toUpperCase(Locale.ROOT);
        return "%08X  %-47s  %s".formatted(offset, hex, chunk.latin1().replaceAll("[^ -~]", "."));
    }

    @Override
    public void requestFocus() {
        rows.requestFocus();
    }

    public DoubleProperty zoomProperty() {
        return zoom;
    }

    public void copyHex() {
        put(HexFormat.ofDelimiter(" ").withUpperCase().formatHex(selected().toArray()));
    }

    public void copyText() {
        put(selected().text());
    }

    private Chunk selected() {
        ByteRange range = document.selection();
        return document.source().chunk(range.offset(), (int) Math.min(1 << 20, range.length()));
    }

    private static void put(String text) {
        ClipboardContent content = new ClipboardContent();
        content.putString(text);
        Clipboard.getSystemClipboard().setContent(content);
    }

    public void dispose() {
        rows.setItems(new LazyList<>(0, row -> row));
    }
}
