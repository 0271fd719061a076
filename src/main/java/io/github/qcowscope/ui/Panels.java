package io.github.qcowscope.ui;

import io.github.qcowscope.ui.document.Document;
import io.github.qcowscope.ui.inspect.InspectorPane;
import io.github.qcowscope.ui.inspect.StatisticsPane;
import io.github.qcowscope.ui.job.Background;
import io.github.qcowscope.ui.panel.Panel;
import io.github.qcowscope.ui.panel.bitmap.BitmapPane;
import io.github.qcowscope.ui.panel.bitmap.LedgerPane;
import io.github.qcowscope.ui.panel.compare.ComparePane;
import io.github.qcowscope.ui.panel.fields.FieldsPane;
import io.github.qcowscope.ui.panel.map.ClusterMapPane;
import io.github.qcowscope.ui.panel.picture.BitmapPicturePane;
import io.github.qcowscope.ui.panel.problems.ProblemsModel;
import io.github.qcowscope.ui.panel.problems.ProblemsPane;
import io.github.qcowscope.ui.panel.ranges.BitmapRangesPane;
import io.github.qcowscope.ui.scan.ScanModel;
import io.github.qcowscope.ui.scan.ScanPane;
import io.github.qcowscope.ui.settings.Settings;
import java.util.List;

/** Which tabs there are below the bytes. */
public final class Panels {

    private Panels() {}

    /**
     * What panels of one document share.
     *
     * @param document   the document
     * @param background where to work
     * @param problems   what is wrong with the image
     * @param settings   what the window remembers
     */
    public record Context(Document document, Background background, ProblemsModel problems, Settings settings) {}

    /** Makes a panel for a document that has just been opened; it is given up together with the document. */
    @FunctionalInterface
    public interface Factory {
        /** The panel. */
        Panel create(Context context);
    }

    /** The panels of the window, in the order of their tabs. */
    public static List<Factory> all() {
        return List.of(
                context -> new FieldsPane(context.document()),
                context -> new InspectorPane(context.document(), context.background(), context.settings()),
                context -> new BitmapPane(context.document(), context.background()),
                context -> new LedgerPane(context.document(), context.background()),
                context -> new BitmapPicturePane(context.document(), context.background()),
                context -> new BitmapRangesPane(context.document(), context.background()),
                context -> new ComparePane(context.document(), context.background()),
                context -> new ClusterMapPane(context.document(), context.background()),
                context -> new ProblemsPane(context.problems()),
                context -> new ScanPane(new ScanModel(context.document(), context.background())),
                context -> new StatisticsPane(context.document(), context.background()));
    }
}
