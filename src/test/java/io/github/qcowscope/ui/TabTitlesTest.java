package io.github.qcowscope.ui;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

class TabTitlesTest {

    private static List<String> titles(String... files) {
        List<Path> all = Arrays.stream(files).map(Path::of).toList();
        return all.stream().map(file -> TabTitles.of(file, all)).toList();
    }

    @Test
    void areNamesOfFiles() {
        assertThat(titles("/vm/a.qcow2", "/vm/b.qcow2")).containsExactly("a.qcow2", "b.qcow2");
    }

    @Test
    void tellFilesOfTheSameNameByTheirFolders() {
        assertThat(titles("/vm/one/disk.qcow2", "/vm/two/disk.qcow2", "/vm/two/b.qcow2"))
                .containsExactly("disk.qcow2 (one)", "disk.qcow2 (two)", "b.qcow2");
    }

    @Test
    void nameAsManyFoldersAsItTakes() {
        assertThat(titles("/a/vm/disk.qcow2", "/b/vm/disk.qcow2", "/disk.qcow2")).containsExactly(
                "disk.qcow2 (" + Path.of("a/vm") + ")", "disk.qcow2 (" + Path.of("b/vm") + ")",
                "disk.qcow2 (" + Path.of("/") + ")");
    }
}
