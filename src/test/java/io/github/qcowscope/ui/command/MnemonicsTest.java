package io.github.qcowscope.ui.command;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.qcowscope.ui.job.AtOnce;
import io.github.qcowscope.ui.job.Notices;
import io.github.qcowscope.ui.settings.Settings;
import io.github.qcowscope.ui.workspace.Sample;
import io.github.qcowscope.ui.workspace.Workspace;
import java.util.List;
import java.util.Locale;
import javafx.scene.control.Menu;
import javafx.scene.control.MenuItem;
import org.assertj.core.api.SoftAssertions;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.testfx.framework.junit5.ApplicationExtension;

/** Whether each item of a menu has a letter of its own. */
@ExtendWith(ApplicationExtension.class)
class MnemonicsTest {

    private final Locale before = Locale.getDefault();

    @AfterEach
    void restore() {
        Locale.setDefault(before);
    }

    @ParameterizedTest
    @ValueSource(strings = {"en", "de"})
    void noLetterChoosesTwoItemsOfAMenu(String language) {
        Locale.setDefault(Locale.of(language));
        Settings settings = Settings.inMemory();
        Workspace workspace = new Workspace(new AtOnce(), settings, new Notices(), new Sample(null));
        List<Menu> bar = new Menus(new Commands(workspace, command -> { }), workspace, settings).bar().getMenus();
        SoftAssertions.assertSoftly(all -> {
            all.check(() -> check("the bar", bar));
            bar.forEach(menu -> checkAll(menu, all));
        });
    }

    private static void checkAll(Menu menu, SoftAssertions all) {
        all.check(() -> check(menu.getText(), menu.getItems()));
        menu.getItems().stream().filter(Menu.class::isInstance).forEach(inner -> checkAll((Menu) inner, all));
    }

    private static void check(String name, List<? extends MenuItem> items) {
        List<String> letters = items.stream().map(MenuItem::getText).filter(text -> text != null).map(text -> {
            int mark = text.indexOf('_');
            assertThat(mark).as(text).isBetween(0, text.length() - 2);
            assertThat(Character.isLetterOrDigit(text.charAt(mark + 1))).as(text).isTrue();
            return text.substring(mark + 1, mark + 2).toLowerCase(Locale.ROOT);
        }).toList();
        assertThat(letters).as("letters of %s: %s", name, items.stream().map(MenuItem::getText).toList())
                .doesNotHaveDuplicates();
    }
}
