package io.github.qcowscope.ui.palette;

import java.util.BitSet;
import javafx.geometry.Pos;
import javafx.scene.control.ContentDisplay;
import javafx.scene.control.Label;
import javafx.scene.control.ListCell;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.text.Text;
import javafx.scene.text.TextFlow;
import org.jspecify.annotations.Nullable;
import org.kordamp.ikonli.Ikon;
import org.kordamp.ikonli.feather.Feather;
import org.kordamp.ikonli.javafx.FontIcon;

/** Draws a line of the palette: what it says with the typed letters lit, and its keys, or why it cannot be had. */
final class PaletteCell extends ListCell<PaletteEntry> {

    /** Characters of a title that are shown: the name of a bitmap may have a thousand. */
    private static final int LONGEST = 80;

    private final FontIcon icon = new FontIcon();
    private final TextFlow title = new TextFlow();
    private final Label aside = new Label();
    private final HBox line = new HBox(icon, title, aside);

    PaletteCell() {
        line.getStyleClass().add("palette-line");
        line.setAlignment(Pos.CENTER_LEFT);
        line.setFillHeight(false);
        title.getStyleClass().add("palette-title");
        HBox.setHgrow(title, Priority.ALWAYS);
        aside.getStyleClass().add("palette-aside");
        aside.setMinWidth(USE_PREF_SIZE);
        setPrefWidth(0);
        setContentDisplay(ContentDisplay.GRAPHIC_ONLY);
    }

    @Override
    protected void updateItem(@Nullable PaletteEntry item, boolean empty) {
        super.updateItem(item, empty);
        if (item == null || empty) {
            setGraphic(null);
            setAccessibleText(null);
            return;
        }
        icon.setIconCode(icon(item));
        show(item.title(), item.lit());
        aside.setText(item.hindrance().isEmpty() ? item.aside() : item.hindrance());
        setAccessibleText(item.title() + " " + aside.getText());
        line.setOpacity(item.hindrance().isEmpty() ? 1 : 0.6);
        setGraphic(line);
    }

    private static Ikon icon(PaletteEntry entry) {
        return switch (entry) {
            case PaletteEntry.Run run when run.command().icon() != null -> run.command().icon();
            case PaletteEntry.Run run -> Feather.CHEVRON_RIGHT;
            case PaletteEntry.Go go -> Feather.CROSSHAIR;
            case PaletteEntry.Nowhere nowhere -> Feather.SLASH;
        };
    }

    private void show(String whole, BitSet lit) {
        String text = whole.length() > LONGEST ? whole.substring(0, LONGEST) + "…" : whole;
        title.getChildren().clear();
        for (int at = 0; at < text.length(); ) {
            boolean isLit = lit.get(at);
            int end = isLit ? lit.nextClearBit(at) : lit.nextSetBit(at);
            int to = end < 0 ? text.length() : Math.min(end, text.length());
            Text part = new Text(text.substring(at, to));
            part.getStyleClass().add(isLit ? "palette-lit" : "palette-plain");
            title.getChildren().add(part);
            at = to;
        }
    }
}
