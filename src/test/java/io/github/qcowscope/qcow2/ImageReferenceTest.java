package io.github.qcowscope.qcow2;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@DisplayName("IMAGE#PATH")
class ImageReferenceTest {

    @TempDir
    Path folder;

    @ParameterizedTest
    @CsvSource({
        "a.qcow2, a.qcow2, ''",
        "a.qcow2#bitmaps/b/table/3, a.qcow2, bitmaps/b/table/3",
        "a.qcow2#, a.qcow2, ''",
        "a.qcow2#x#y, a.qcow2, x#y",
        "disk#1, disk#1, ''",
        "disk#1#header, disk#1, header",
        "missing#header, missing#header, ''",
        "missing, missing, ''",
    })
    @DisplayName("is split at the # behind a file that exists")
    void splits(String text, String file, String path) throws IOException {
        Files.createFile(folder.resolve("a.qcow2"));
        Files.createFile(folder.resolve("disk#1"));

        ImageReference reference = ImageReference.parse(folder.resolve(text).toString());

        assertThat(reference.file()).isEqualTo(folder.resolve(file));
        assertThat(reference.nodePath()).isEqualTo(path);
    }
}
