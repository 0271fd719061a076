package io.github.qcowscope.ui.go;

import io.github.qcowscope.schema.Node;
import io.github.qcowscope.ui.command.Command;
import io.github.qcowscope.ui.command.Commands;
import io.github.qcowscope.ui.document.Document;
import io.github.qcowscope.ui.text.NodeTrail;
import javafx.geometry.Orientation;
import javafx.geometry.Pos;
import javafx.scene.control.Button;
import javafx.scene.control.Separator;
import javafx.scene.control.TreeItem;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.shape.Rectangle;
import javafx.util.Subscription;
import org.controlsfx.control.BreadCrumbBar;
import org.jspecify.annotations.Nullable;
import org.kordamp.ikonli.feather.Feather;
import org.kordamp.ikonli.javafx.FontIcon;

/** The line below the menus: back and forward, the way from the image to the selected node, and where to go. */
public final class NavigationBar extends HBox {

    /** Characters of a name that are shown: a bitmap's may have a thousand. */
    private static final int LONGEST = 32;

    private final BreadCrumbBar<Node> crumbs = new BreadCrumbBar<>();
    private final GotoField target;
    private @Nullable Document document;
    private Subscription selection = Subscription.EMPTY;

    /** A line for no document yet. */
    public NavigationBar(Commands commands, GotoField target) {
        this.target = target;
        setId("navigation");
        getStyleClass().add("navigation");
        setAlignment(Pos.CENTER_LEFT);
        setFillHeight(false);
        crumbs.setId("breadcrumb");
        // Backspace goes the same way.
        crumbs.setFocusTraversable(false);
        crumbs.setAutoNavigationEnabled(false);
        crumbs.setCrumbFactory(NavigationBar::crumb);
        crumbs.setOnCrumbAction(e -> {
            if (document != null) {
                document.select(e.getSelectedCrumb().getValue());
            }
        });
        crumbs.setMinWidth(0);
        Rectangle inside = new Rectangle();
        inside.widthProperty().bind(crumbs.widthProperty());
        inside.heightProperty().bind(crumbs.heightProperty());
        crumbs.setClip(inside);
        HBox.setHgrow(crumbs, Priority.ALWAYS);
        getChildren().addAll(
                commands.button(Command.OPEN), commands.button(Command.RELOAD), new Separator(Orientation.VERTICAL),
                commands.button(Command.BACK), commands.button(Command.FORWARD), commands.button(Command.PARENT),
                new Separator(Orientation.VERTICAL), crumbs, target, commands.button(Command.FIND));
    }

    private static Button crumb(TreeItem<Node> item) {
        String name = item.getValue().name();
        Button crumb = new Button(name.length() > LONGEST ? name.substring(0, LONGEST) + "…" : name);
        crumb.getStyleClass().addAll("flat", "crumb");
        crumb.setFocusTraversable(false);
        if (item.getParent() != null) {
            crumb.setGraphic(new FontIcon(Feather.CHEVRON_RIGHT));
        }
        return crumb;
    }

    /** Follows another document; none where null. */
    public void show(@Nullable Document next) {
        selection.unsubscribe();
        // A subscription keeps what it was to.
        selection = Subscription.EMPTY;
        document = next;
        target.show(next);
        if (next == null) {
            crumbs.setSelectedCrumb(null);
        } else {
            selection = next.selectedNodeProperty().subscribe(node -> showWay(next.root(), node));
        }
    }

    private void showWay(Node root, Node node) {
        TreeItem<Node> last = new TreeItem<>(root);
        for (NodeTrail.Step step : NodeTrail.to(root, node).steps()) {
            TreeItem<Node> crumb = new TreeItem<>(step.node());
            last.getChildren().add(crumb);
            last = crumb;
        }
        crumbs.setSelectedCrumb(last);
    }
}
