package io.github.qcowscope.ui.panel;

import io.github.qcowscope.dump.BitmapFormat;
import io.github.qcowscope.ui.file.SaveChooser;
import io.github.qcowscope.ui.text.Messages;
import java.nio.file.Path;
import java.util.List;
import java.util.function.BiConsumer;
import java.util.function.Supplier;
import javafx.beans.value.ObservableValue;
import javafx.scene.control.Button;
import org.kordamp.ikonli.feather.Feather;
import org.kordamp.ikonli.javafx.FontIcon;

/**
 * The buttons that save a table of ranges.
 *
 * @param pane       what their ids begin with
 * @param impossible whether there is nothing to save
 * @param name       a name for the file, without what tells its kind
 * @param save       does it
 */
public record SaveRanges(String pane, SaveChooser chooser, ObservableValue<Boolean> impossible, Supplier<String> name,
        BiConsumer<Path, BitmapFormat> save) {

    /** A button for each kind of file. */
    public List<Button> buttons() {
        return List.of(button("csv", BitmapFormat.CSV), button("json", BitmapFormat.JSON));
    }

    private Button button(String extension, BitmapFormat format) {
        Button button = new Button(Messages.get("bitmap.ranges.save-" + extension), new FontIcon(Feather.SAVE));
        button.setId(pane + "-" + extension);
        button.disableProperty().bind(impossible);
        button.setOnAction(e -> chooser.choose(button.getScene().getWindow(), Messages.get("bitmap.ranges.save-title"),
                SaveChooser.fileName(name.get(), extension)).ifPresent(target -> save.accept(target, format)));
        return button;
    }
}
