package io.github.qcowscope.ui.command;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.List;
import javafx.scene.input.KeyCombination;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class CommandTest {

    @ParameterizedTest
    @EnumSource(Command.class)
    void hasATextOfItsOwn(Command command) {
        assertThat(command.plainText()).isNotBlank().doesNotContain("_");
        assertThat(Arrays.stream(Command.values()).map(Command::plainText)).containsOnlyOnce(command.plainText());
    }

    @Test
    void noKeyCallsTwoCommands() {
        List<KeyCombination> keys = Arrays.stream(Command.values())
                .flatMap(command -> command.keys().stream()).toList();
        assertThat(keys).doesNotHaveDuplicates();
    }
}
