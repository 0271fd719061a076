package io.github.qcowscope.hostile;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Runs what fuzzing starts from and what it has found, without a fuzzer: its agent would rewrite the classes under all other
 * tests of the same process too.
 */
@DisplayName("The fuzz corpus")
class FuzzCorpusTest {

    static List<Path> inputs() throws IOException {
        try (Stream<Path> files = Files.list(SeedImages.CORPUS)) {
            return files.sorted().toList();
        }
    }

    @ParameterizedTest
    @MethodSource("inputs")
    void isAnswered(Path input) throws IOException {
        byte[] bytes = Files.readAllBytes(input);
        byte[] before = bytes.clone();

        assertThatCode(() -> ImageFuzzer.fuzzerTestOneInput(bytes)).doesNotThrowAnyException();
        assertThat(bytes).isEqualTo(before);
    }

    @Test
    @DisplayName("has the seed images as they are made today")
    void seedsAreFresh() {
        SeedImages.all().forEach((name, image) ->
                assertThat(SeedImages.CORPUS.resolve(name.replace(' ', '-') + ".qcow2")).hasBinaryContent(image.bytes().toArray()));
    }
}
