package io.github.qcowscope.ui.panel;

import io.github.qcowscope.ui.text.Messages;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import javafx.collections.ListChangeListener;
import javafx.scene.control.Tab;
import javafx.scene.control.TabPane;
import javafx.scene.control.Tooltip;
import javafx.scene.text.Font;
import javafx.scene.text.Text;
import org.jspecify.annotations.Nullable;
import org.kordamp.ikonli.javafx.FontIcon;

/**
 * The panels that have something to show, as tabs in an order that the user can change by dragging. Where there are more than
 * fit, the last ones behind show only their icon.
 */
public final class PanelTabs extends TabPane {

    /** What a tab takes besides its words: its icon and what is around it, in pixels. */
    private static final double AROUND = 38;
    /** As in the style sheet. */
    private static final double FONT_SIZE = 13;
    private static final String SMALL = "icon-only";

    private final List<Tab> all = new ArrayList<>();
    /** The one that is always there. */
    private final Tab first;
    /** The last one that wanted to come forward: it has its turn when the one in front goes. */
    private @Nullable Tab latest;

    /**
     * Tabs.
     *
     * @param panels in their order; the first one is always available, and gives way to one that comes forward
     */
    public PanelTabs(List<Panel> panels) {
        setId("panels");
        setAccessibleText(Messages.get("panels.name"));
        setTabClosingPolicy(TabClosingPolicy.UNAVAILABLE);
        setTabDragPolicy(TabDragPolicy.REORDER);
        panels.forEach(panel -> all.add(tab(panel)));
        first = all.getFirst();
        for (int i = 0; i < panels.size(); i++) {
            Panel panel = panels.get(i);
            Tab tab = all.get(i);
            panel.isAvailable().addListener((of, before, now) -> show(tab, now, panel.comesForward()));
            if (panel.isAvailable().getValue()) {
                show(tab, true, panel.comesForward());
            }
        }
        getTabs().addListener(this::changed);
        widthProperty().subscribe(this::fit);
        getSelectionModel().selectedItemProperty().subscribe(this::fit);
    }

    private Tab tab(Panel panel) {
        Tab tab = new Tab();
        tab.setId("tab-" + panel.name().id());
        tab.textProperty().bind(panel.name().title());
        tab.textProperty().addListener(of -> fit());
        tab.setGraphic(new FontIcon(panel.name().icon()));
        tab.selectedProperty().subscribe(is -> {
            // Tabs behind are styled and laid out too: a panel that nobody has looked at yet is spared that.
            if (is) {
                tab.setContent(panel.view());
            }
            panel.setShown(is);
        });
        return tab;
    }

    /** Tabs that come later find their place in the order that the user has made. */
    private void changed(ListChangeListener.Change<? extends Tab> change) {
        while (change.next()) {
            if (change.wasPermutated()) {
                Iterator<Tab> order = List.copyOf(getTabs()).iterator();
                all.replaceAll(tab -> getTabs().contains(tab) ? order.next() : tab);
            }
        }
        fit();
    }

    /** The one in front always has its words. */
    private void fit() {
        double left = getWidth() - getTabs().stream().mapToDouble(tab -> AROUND + words(tab)).sum();
        for (Tab tab : getTabs().reversed()) {
            // The tab itself is told of it later.
            boolean isInFront = tab == getSelectionModel().getSelectedItem();
            boolean isSmall = left < 0 && !isInFront && getWidth() > 0;
            left += isSmall ? words(tab) : 0;
            if (isSmall != tab.getStyleClass().contains(SMALL)) {
                if (isSmall) {
                    tab.getStyleClass().add(SMALL);
                    tab.setTooltip(new Tooltip());
                    tab.getTooltip().textProperty().bind(tab.textProperty());
                } else {
                    tab.getStyleClass().remove(SMALL);
                    tab.setTooltip(null);
                }
            }
        }
    }

    private static double words(Tab tab) {
        Text words = new Text(tab.getText());
        words.setFont(Font.font(FONT_SIZE));
        return words.getLayoutBounds().getWidth();
    }

    private void show(Tab tab, boolean available, boolean comesForward) {
        if (!available) {
            if (getSelectionModel().getSelectedItem() == tab) {
                // Or its neighbour would come to the front, and stay there when the tab is back.
                getSelectionModel().select(getTabs().contains(latest) && latest != tab ? latest : first);
            }
            getTabs().remove(tab);
        } else if (!getTabs().contains(tab)) {
            int place = (int) all.subList(0, all.indexOf(tab)).stream().filter(getTabs()::contains).count();
            getTabs().add(place, tab);
            latest = comesForward ? tab : latest;
            if (comesForward && getSelectionModel().getSelectedItem() == first) {
                getSelectionModel().select(tab);
            }
        }
    }

    /** The id of the panel in front. */
    public String front() {
        Tab tab = getSelectionModel().getSelectedItem();
        return tab == null ? "" : tab.getId();
    }

    /** Puts a panel in front, if it is there. */
    public void bringForward(String id) {
        getTabs().stream().filter(tab -> tab.getId().equals(id)).findFirst().ifPresent(getSelectionModel()::select);
    }
}
