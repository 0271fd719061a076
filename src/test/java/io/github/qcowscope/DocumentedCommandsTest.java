package io.github.qcowscope;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

@DisplayName("Each command that the documents name")
class DocumentedCommandsTest {

    private static final List<String> DOCUMENTS = List.of("README.md", ".github/CONTRIBUTING.md", "packaging/README.md",
            "src/site/benchmarks.md", "src/site/fuzzing.md", "src/site/scale.md");
    private static final List<String> SCRIPTS = List.of(".ci/run", ".ci/weekly", ".github/workflows/build.yml");
    /** What starts a line of a block, or what stands between back quotes, and is to be typed into a shell. */
    private static final Pattern COMMAND = Pattern.compile(
            "(?m)^ {4}(?:\\$ )?((?:mvn|xvfb-run|find|for|src/|packaging/|\\.ci/|qcowscope \\w+ .*assets)\\b?.*)$"
                    + "|`((?:mvn|xvfb-run|pwsh|src/|packaging/|\\.ci/)[^`]*)`");

    private static String read(String name) {
        try {
            return Files.readString(Path.of(name));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** What CI runs: long lines made whole, without what only makes Maven quiet or says how large a screen is. */
    private static String scripts() {
        return plain(String.join("\n", SCRIPTS.stream().map(DocumentedCommandsTest::read).toList()).replaceAll("\\\\\n *", ""));
    }

    private static String plain(String command) {
        return command.replaceAll("xvfb-run -a (-s '[^']*' )?", "xvfb-run ").replaceAll("mvn -B -ntp", "mvn");
    }

    static Stream<String> commands() {
        return DOCUMENTS.stream().flatMap(document -> COMMAND.matcher(read(document)).results()
                .map(found -> found.group(1) == null ? found.group(2) : found.group(1)))
                .filter(DocumentedCommandsTest::isCommand).distinct();
    }

    /** Not the name of a file or a folder that is there to be read. */
    private static boolean isCommand(String text) {
        Path file = Path.of(text.split(" ")[0]);
        return !Files.exists(file) || Files.isExecutable(file) && !Files.isDirectory(file);
    }

    @ParameterizedTest
    @MethodSource("commands")
    void isRunByCi(String command) {
        // What differs between a document and a script: places of the reader's own, and how long it runs.
        String[] parts = plain(command).replaceFirst("^qcowscope ", "target/dist/qcowscope/bin/qcowscope ")
                .split("/path/to/disk\\.qcow2|/images|(?<=seconds=|mutations=|seed=)\\d+| > findings\\.json| findings\\.json|(?<=-n1 )qcowscope");
        assertThat(scripts()).containsPattern(Stream.of(parts).map(Pattern::quote).reduce((a, b) -> a + "[^\\n]*" + b).orElseThrow());
    }

    @Test
    void isFoundAtAll() {
        assertThat(commands()).contains("mvn", "mvn verify", "packaging/linux/make-packages", "src/bench/run",
                "mvn -Pdist -DskipTests package", "mvn -Dimage=/path/to/disk.qcow2");
    }

    @Test
    void hasThePackagesThatTheReadmeNames() {
        String installed = read(".ci/run") + read(".ci/weekly");
        Matcher line = Pattern.compile("(?m)^ {4}sudo apt-get install (.*)$").matcher(read("README.md"));
        assertThat(line.results().flatMap(found -> Stream.of(found.group(1).split(" "))))
                .isNotEmpty().filteredOn(name -> !name.equals("maven")).allMatch(name -> installed.contains(" " + name + " "));
    }
}
