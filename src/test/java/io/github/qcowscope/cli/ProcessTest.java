package io.github.qcowscope.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.qcowscope.Main;
import io.github.qcowscope.dump.DumpFormat;
import io.github.qcowscope.fixture.BitmapSpec;
import io.github.qcowscope.fixture.ImageBuilder;
import io.github.qcowscope.fixture.SampleImage;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What only a process of its own shows: which classes it loads, what memory it gets by with, how it ends. */
@DisplayName("The program as a process")
class ProcessTest {

    private static final int LIMIT_SECONDS = 300;

    @TempDir
    private Path folder;

    private static ProcessBuilder program(List<String> options, String... arguments) {
        List<String> command = new ArrayList<>(List.of(Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-cp", System.getProperty("java.class.path")));
        command.addAll(options);
        command.add(Main.class.getName());
        command.addAll(Arrays.asList(arguments));
        return new ProcessBuilder(command);
    }

    private static int end(Process process) throws InterruptedException {
        if (!process.waitFor(LIMIT_SECONDS, TimeUnit.SECONDS)) {
            process.destroyForcibly();
            throw new AssertionError("the program did not end");
        }
        return process.exitValue();
    }

    private String wide(int entries) {
        return new ImageBuilder().clusterBits(9).size(1L << 40)
                .bitmap(BitmapSpec.named("wide").granularityBits(9).tableSize(entries)).build()
                .writeTo(folder.resolve("wide.qcow2")).toString();
    }

    @ParameterizedTest
    @EnumSource
    @DisplayName("loads neither JavaFX nor Jackson's databind to dump")
    void loadedClasses(DumpFormat format) throws Exception {
        Path log = folder.resolve("classes.log");
        Process process = program(List.of("-Xlog:class+load:file=" + log + ":none"),
                "dump", "--format=" + format.id(), SampleImage.FILE.toString())
                .redirectOutput(ProcessBuilder.Redirect.DISCARD).redirectError(ProcessBuilder.Redirect.INHERIT).start();

        assertThat(end(process)).isZero();
        List<String> classes = Files.readAllLines(log);
        assertThat(classes).anyMatch(line -> line.startsWith("io.github.qcowscope.dump.Dump "));
        assertThat(classes).noneMatch(line -> line.matches(
                "(javafx|com\\.sun\\.javafx|com\\.sun\\.glass|com\\.fasterxml\\.jackson\\.databind"
                        + "|io\\.github\\.qcowscope\\.ui)\\..*"));
    }

    @ParameterizedTest
    @EnumSource
    @DisplayName("dumps a table that is larger than its memory")
    void memory(DumpFormat format) throws Exception {
        Process process = program(List.of("-Xmx16m", "-XX:+UseSerialGC"), "dump", "--format=" + format.id(),
                wide(format == DumpFormat.JSON ? 60_000 : 600_000) + (format.isScript() ? "" : "#bitmaps")).redirectError(ProcessBuilder.Redirect.INHERIT).start();
        long bytes = 0;
        byte[] block = new byte[1 << 16];
        for (int got; (got = process.getInputStream().read(block)) >= 0;) {
            bytes += got;
        }

        assertThat(end(process)).isZero();
        // Kept as strings, or even as bytes, this much would not have fitted.
        assertThat(bytes).isGreaterThan(16 << 20);
    }

    @Test
    @DisplayName("ends quietly when nobody reads on")
    void closedOutput() throws Exception {
        Path err = folder.resolve("err");
        Process process = program(List.of(), "dump", wide(400_000) + "#bitmaps").redirectError(err.toFile()).start();
        try (BufferedReader reader = process.inputReader()) {
            assertThat(reader.readLine()).startsWith("offset ");
        }

        assertThat(end(process)).isZero();
        assertThat(err).isEmptyFile();
    }

    @Test
    @DisplayName("leaves nothing behind when it is interrupted while it writes a file")
    void interrupted() throws Exception {
        Path target = folder.resolve("dumps");
        Files.createDirectory(target);
        Process process = program(List.of(), "dump", "--format=json", "-o", target.resolve("dump.json").toString(), wide(400_000))
                .redirectError(ProcessBuilder.Redirect.INHERIT).start();
        while (isEmpty(target)) {
            assertThat(process.isAlive()).isTrue();
            Thread.onSpinWait();
        }
        process.destroy();

        assertThat(end(process)).isNotZero();
        assertThat(isEmpty(target)).isTrue();
    }

    private static boolean isEmpty(Path folder) throws IOException {
        try (var files = Files.list(folder)) {
            return files.findAny().isEmpty();
        }
    }
}
