package io.github.qcowscope.ui.panel.bitmap;

import io.github.qcowscope.qcow2.dirty.DirtyShares;
import io.github.qcowscope.schema.Node;
import io.github.qcowscope.ui.document.Document;
import io.github.qcowscope.ui.job.Background;
import io.github.qcowscope.ui.panel.Panel;
import io.github.qcowscope.ui.panel.PanelName;
import io.github.qcowscope.ui.text.Messages;
import javafx.beans.property.SimpleBooleanProperty;
import javafx.beans.value.ObservableValue;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import org.jspecify.annotations.Nullable;
import org.kordamp.ikonli.feather.Feather;

/** The bitmap that is selected, or that the selected node is part of: in words, and its table. */
public final class BitmapPane implements Panel {

    private final Document document;
    private final Background background;
    private final BitmapFacts facts = new BitmapFacts();
    private final BitmapEntries entries;
    private final HBox view;
    private final SimpleBooleanProperty available = new SimpleBooleanProperty(this, "available");
    private @Nullable BitmapModel bitmap;

    /** The bitmap of a document's selected node. */
    public BitmapPane(Document document, Background background) {
        this.document = document;
        this.background = background;
        entries = new BitmapEntries(document, background);
        view = new HBox(facts, entries);
        view.getStyleClass().add("bitmap-pane");
        HBox.setHgrow(entries, Priority.ALWAYS);
        document.selectedNodeProperty().addListener((of, before, now) -> show(now));
        document.imageProperty().addListener((of, before, now) -> {
            BitmapModel next = BitmapModel.around(now, document.selectedNode()).orElse(null);
            // A flag or the verdict shows at once; what must be counted waits until the file is left alone.
            if (next != null && bitmap != null && bitmap.contains(document.selectedNode())
                    && !next.saysAsMuchAs(bitmap)) {
                bitmap = next;
                show(next);
            }
        });
        document.restingProperty().addListener((of, before, now) -> {
            bitmap = null;
            show(document.selectedNode());
        });
        show(document.selectedNode());
    }

    private void show(Node node) {
        if (bitmap == null || !bitmap.contains(node)) {
            bitmap = BitmapModel.around(document.image(), node).orElse(null);
            if (bitmap != null) {
                show(bitmap);
            }
        }
        entries.showSelected(node);
        available.set(bitmap != null);
    }

    private void show(BitmapModel shown) {
        facts.show(shown);
        entries.show(shown);
        background.latest("bitmap-entries", Messages.get("bitmap.counting", shown.name()),
                progress -> TypeIndex.of(shown.table(), progress), index -> {
                    if (bitmap == shown) {
                        shown.facts(index).forEach(facts::add);
                        entries.show(index);
                    }
                });
        background.latest("bitmap-shares", Messages.get("bitmap.picture.job", shown.name()),
                progress -> DirtyShares.of(shown.decoded(), progress), shares -> {
                    if (bitmap == shown) {
                        shown.facts(shares.count()).forEach(facts::add);
                        entries.show(shares);
                    }
                });
        background.latest("bitmap-split", Messages.get("bitmap.splitting", shown.name()),
                progress -> DirtySplit.of(document.path(), shown.decoded(), progress), split -> {
                    if (bitmap == shown) {
                        shown.facts(split).forEach(facts::add);
                    }
                });
    }

    @Override
    public PanelName name() {
        return new PanelName("bitmap", Messages.get("bitmap.title"), Feather.GRID);
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
        return true;
    }
}
