package io.github.qcowscope.ui;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.nio.file.Path;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;

class FileDropTest {

    @Test
    void takesEachOfSeveralFiles() {
        assertThat(FileDrop.images(List.of(new File("a.qcow2"), new File("b.qcow2"))))
                .containsExactly(Path.of("a.qcow2"), Path.of("b.qcow2"));
        assertThat(FileDrop.images(List.of())).isEmpty();
    }

    @Test
    void takesNoMoreThanAStripOfTabsCanHold() {
        assertThat(FileDrop.images(Collections.nCopies(5000, new File("a.qcow2")))).hasSize(20);
    }
}
