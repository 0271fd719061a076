package io.github.qcowscope.ui.panel;

import io.github.qcowscope.ui.Background;
import io.github.qcowscope.ui.Document;
import io.github.qcowscope.ui.Settings;
import io.github.qcowscope.ui.inspect.InspectorPane;
import io.github.qcowscope.ui.inspect.StatisticsPane;
import io.github.qcowscope.ui.scan.ScanModel;
import io.github.qcowscope.ui.scan.ScanPane;
import java.util.List;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.value.ObservableValue;
import javafx.scene.layout.Region;
import org.kordamp.ikonli.Ikon;

/** A tab below the bytes. */
public interface Panel {

    /**
     * What panels of one document share.
     *
     * @param document   the document
     * @param background where to work
     * @param problems   what is wrong with the image
     * @param settings   what the window remembers
     */
    record Context(Document document, Background background, ProblemsModel problems, Settings settings) {}

    /** Makes a panel for a document that has just been opened; it is given up together with the document. */
    @FunctionalInterface
    interface Factory {
        /** The panel. */
        Panel create(Context context);
    }

    /** The panels of the window, in the order of their tabs. */
    static List<Factory> all() {
        return List.of(
                context -> new FieldsPane(context.document()),
                InspectorPane::new,
                context -> new BitmapPane(context.document(), context.background()),
                context -> new LedgerPane(context.document(), context.background()),
                context -> new BitmapPicturePane(context.document(), context.background()),
                context -> new BitmapRangesPane(context.document(), context.background()),
                context -> new ComparePane(context.document(), context.background()),
                context -> new ClusterMapPane(context.document(), context.background()),
                context -> new ProblemsPane(context.problems()),
                context -> new ScanPane(new ScanModel(context.document(), context.background())),
                StatisticsPane::new);
    }

    /** Its name in style sheets, tests and settings: lower case with hyphens. */
    String id();

    /** What the tab says. */
    ObservableValue<String> title();

    /** The tab's icon. */
    Ikon icon();

    /** What the tab shows. */
    Region view();

    /** Tells whether it is the tab in front, so that one which has much to read need not read for nobody. */
    default void setShown(boolean is) {}

    /** Whether it has anything to show of what is selected; while it has not, there is no tab. */
    default ObservableValue<Boolean> isAvailable() {
        return new ReadOnlyObjectWrapper<>(true);
    }

    /**
     * Whether the tab comes to the front as soon as it is there, if only {@link FieldsPane the fields} were shown
     * before.
     */
    default boolean comesForward() {
        return false;
    }

    /** Begins what the tab does only when a command asks for it; nothing where it does everything by itself. */
    default void start() {}
}
