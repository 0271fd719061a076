package io.github.qcowscope.ui.panel.picture;

import io.github.qcowscope.ui.document.Document;
import io.github.qcowscope.ui.file.SaveChooser;
import io.github.qcowscope.ui.job.Background;
import io.github.qcowscope.ui.panel.Panel;
import io.github.qcowscope.ui.panel.PanelName;
import io.github.qcowscope.ui.picture.CountedCanvas;
import io.github.qcowscope.ui.picture.PictureFrame;
import io.github.qcowscope.ui.text.Messages;
import java.util.Optional;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.value.ObservableValue;
import javafx.collections.FXCollections;
import javafx.scene.Node;
import javafx.scene.control.ChoiceBox;
import javafx.scene.layout.Region;
import org.kordamp.ikonli.feather.Feather;

/**
 * The picture of a bitmap: the virtual disk as a grid of cells that can be zoomed, panned, hovered over and clicked.
 */
public final class BitmapPicturePane implements Panel {

    private final BitmapPictureModel model;
    private final BitmapPictureText text;
    private final CountedCanvas<CellShade> canvas;
    private final PictureFrame view;
    private final ChoiceBox<String> choice = new ChoiceBox<>();
    private boolean showing;

    /** The picture of the bitmap that is selected in a document. */
    public BitmapPicturePane(Document document, Background background) {
        this(document, background, SaveChooser.DESKTOP);
    }

    /** The same, with another way to ask where to save. */
    public BitmapPicturePane(Document document, Background background, SaveChooser chooser) {
        model = new BitmapPictureModel(document, background);
        text = new BitmapPictureText(model);
        canvas = new CountedCanvas<>(model, "bitmap-picture", CellShade.values(), CellShade::colorName);
        view = new PictureFrame(model, "bitmap-picture", "bitmap.picture.whole", canvas);
        view.saving("bitmap-picture-save", chooser, "bitmap.picture.save-title", model.bitmapProperty().isNull(),
                () -> Optional.ofNullable(model.bitmap()).map(shown -> SaveChooser.fileName(shown.bitmap().name(),
                        "png")),
                (target, width, height, then) -> model.savePng(target, width, height, canvas.colors().argb(), then));
        choice.setId("bitmap-picture-choice");
        choice.setItems(FXCollections.observableArrayList(model.names()));
        choice.setAccessibleText(Messages.get("bitmap.picture.choose"));
        choice.getSelectionModel().selectedIndexProperty().addListener((of, before, now) -> {
            if (!showing && now.intValue() >= 0) {
                model.show(now.intValue());
            }
        });
        view.tools().getItems().addFirst(choice);
        for (ObservableValue<?> changing : new ObservableValue<?>[] {model.bitmapProperty(), model.gridProperty(),
            model.cursorProperty(), canvas.hoveredProperty(), canvas.focusedProperty(), canvas.looksProperty()}) {
            changing.addListener((of, before, now) -> update());
        }
        // A tab that is not in front is laid out all the same: it must not read a bitmap that nobody looks at.
        view.parentProperty().flatMap(Node::visibleProperty).orElse(false).subscribe(model::setActive);
        update();
    }

    private void update() {
        showing = true;
        if (model.bitmap() != null) {
            choice.getSelectionModel().clearAndSelect(model.bitmap().bitmap().index());
        }
        choice.setDisable(model.names().isEmpty());
        showing = false;
        view.legend(text.legend().stream().map(entry -> PictureFrame.swatch(entry.shade().colorName(), entry.text()))
                .toList(), text.scale());
        String words = text.describe(canvas.told());
        if (words.isEmpty()) {
            view.help(text.summary() + "\n" + Messages.get("bitmap.picture.help"));
        } else {
            view.tell(words);
        }
        canvas.setAccessibleText(text.summary() + " " + words);
    }

    @Override
    public PanelName name() {
        return new PanelName("bitmap-picture", Messages.get("bitmap.picture.title"), Feather.IMAGE);
    }

    @Override
    public Region view() {
        return view;
    }

    @Override
    public ObservableValue<Boolean> isAvailable() {
        return new ReadOnlyObjectWrapper<>(!model.names().isEmpty());
    }

    /** The model behind it. */
    BitmapPictureModel model() {
        return model;
    }
}
