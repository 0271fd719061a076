package io.github.qcowscope.ui;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

class FileDropTest {

    @Test
    void takesTheFirstOfSeveralFiles() {
        assertThat(FileDrop.image(List.of(new File("a.qcow2"), new File("b.qcow2")))).contains(Path.of("a.qcow2"));
        assertThat(FileDrop.image(List.of())).isEmpty();
    }
}
