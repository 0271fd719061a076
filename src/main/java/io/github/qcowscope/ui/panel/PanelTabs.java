package io.github.qcowscope.ui.panel;

import io.github.qcowscope.ui.text.Messages;
import java.util.ArrayList;
import java.util.List;
import javafx.scene.control.Tab;
import javafx.scene.control.TabPane;
import org.jspecify.annotations.Nullable;
import org.kordamp.ikonli.javafx.FontIcon;

/** The panels that have something to show, as tabs in a fixed order. */
public final class PanelTabs extends TabPane {

    private final List<Tab> all = new ArrayList<>();
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
        for (Panel panel : panels) {
            Tab tab = new Tab();
            tab.setId("tab-" + panel.name().id());
            tab.textProperty().bind(panel.name().title());
            tab.setGraphic(new FontIcon(panel.name().icon()));
            tab.selectedProperty().subscribe(is -> {
                // Tabs behind are styled and laid out too: a panel that nobody has looked at yet is spared that.
                if (is) {
                    tab.setContent(panel.view());
                }
                panel.setShown(is);
            });
            all.add(tab);
            panel.isAvailable().addListener((of, before, now) -> show(tab, now, panel.comesForward()));
            if (panel.isAvailable().getValue()) {
                show(tab, true, panel.comesForward());
            }
        }
    }

    private void show(Tab tab, boolean available, boolean comesForward) {
        if (!available) {
            if (getSelectionModel().getSelectedItem() == tab) {
                // Or its neighbour would come to the front, and stay there when the tab is back.
                getSelectionModel().select(getTabs().contains(latest) && latest != tab ? latest : all.getFirst());
            }
            getTabs().remove(tab);
        } else if (!getTabs().contains(tab)) {
            int place = (int) all.subList(0, all.indexOf(tab)).stream().filter(getTabs()::contains).count();
            getTabs().add(place, tab);
            latest = comesForward ? tab : latest;
            if (comesForward && getSelectionModel().getSelectedItem() == all.getFirst()) {
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
