package io.github.qcowscope.ui;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.qcowscope.fixture.ImageBuilder;
import java.nio.file.Path;
import java.util.List;
import javafx.scene.control.Tab;
import javafx.scene.control.TabPane;
import org.junit.jupiter.api.Test;

/** The tabs of images and of panels stand where the user drags them, and all of them can be seen. */
class TabOrderTest extends WindowTest {

    private static final double WIDE = 1400;
    private static final double NARROW = 500;

    private TabPane panels() {
        return (TabPane) window.query("#panels");
    }

    private List<String> names() {
        return panels().getTabs().stream().map(Tab::getId).toList();
    }

    @Test
    void imagesStandWhereTheyAreDraggedAndDoSoTheNextTime() {
        Path second = new ImageBuilder().build().writeTo(folder.resolve("second.qcow2"));
        window.open(image);
        window.select("bitmaps/bitmap-1");
        window.open(second);
        assertThat(window.images().titles()).containsExactly("disk.qcow2", "second.qcow2");
        window.images().arrange(List.of("second.qcow2", "disk.qcow2"));
        assertThat(window.images().titles()).containsExactly("second.qcow2", "disk.qcow2");
        assertThat(window.workspace().documents()).extracting(document -> document.path().getFileName().toString())
                .containsExactly("second.qcow2", "disk.qcow2");
        assertThat(settings.session().files()).containsExactly(second, image);
        assertThat(window.title()).startsWith("second.qcow2");
        window.act(() -> window.workspace().bringForward(1));
        assertThat(window.selected()).isEqualTo("bitmaps/bitmap-1");
    }

    @Test
    void panelsThatComeFindTheirPlaceInTheOrderThatWasMade() {
        window.open(image);
        List<String> before = names();
        window.act(() -> panels().getTabs().sort((one, other) -> before.indexOf(other.getId()) - before.indexOf(one.getId())));
        assertThat(names()).isEqualTo(before.reversed());
        window.select("bitmaps/bitmap-1");
        assertThat(names()).containsSubsequence("tab-bitmap-picture", "tab-inspector").contains("tab-bitmap");
        window.select("header");
        assertThat(names()).isEqualTo(before.reversed());
        assertThat(window.tab()).isEqualTo("fields");
    }

    @Test
    void whereNotAllFitTheLastOnesShowTheirIconAndTellTheirNameAsBefore() {
        window.open(image);
        window.act(() -> panels().setMinWidth(WIDE));
        assertThat(panels().getTabs()).noneMatch(tab -> tab.getStyleClass().contains("icon-only"));
        window.act(() -> {
            panels().setMinWidth(0);
            panels().setMaxWidth(NARROW);
        });
        Tab last = panels().getTabs().getLast();
        assertThat(last.getStyleClass()).contains("icon-only");
        assertThat(last.getTooltip().getText()).isEqualTo(last.getText()).isNotEmpty();
        assertThat(panels().getTabs().getFirst().getStyleClass()).doesNotContain("icon-only");
        assertThat(panels().lookup(".control-buttons-tab").isVisible()).isFalse();
        window.act(() -> panels().getSelectionModel().select(last));
        assertThat(last.getStyleClass()).doesNotContain("icon-only");
    }
}
