package io.github.qcowscope.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.qcowscope.dump.DumpFormat;
import io.github.qcowscope.fixture.BitmapSpec;
import io.github.qcowscope.fixture.HeaderField;
import io.github.qcowscope.fixture.ImageBuilder;
import io.github.qcowscope.fixture.Json;
import io.github.qcowscope.fixture.TestImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayName("The command line")
class CliTest {

    private record Run(int exitCode, String out, String err) {}

    @TempDir
    private Path folder;
    private String image = "";
    private final List<@Nullable String> windows = new ArrayList<>();

    @BeforeEach
    void writeImage() {
        image = write("disk.qcow2", new ImageBuilder().clusterBits(9)
                .bitmap(BitmapSpec.named("größe").granularityBits(9).auto().data(1)).build());
    }

    private String write(String name, TestImage made) {
        return made.writeTo(folder.resolve(name)).toString();
    }

    private Run run(String... arguments) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        return run(out, out, arguments);
    }

    private Run run(OutputStream out, ByteArrayOutputStream seen, String... arguments) {
        ByteArrayOutputStream err = new ByteArrayOutputStream();
        int code = Cli.run(windows::add, out, new PrintStream(err, true, StandardCharsets.UTF_8), arguments);
        return new Run(code, seen.toString(StandardCharsets.UTF_8), err.toString(StandardCharsets.UTF_8));
    }

    /** One line on standard error, nothing on standard output, exit code 1. */
    private void assertFails(String sentence, String... arguments) {
        assertThat(run(arguments)).isEqualTo(new Run(1, "", "qcowscope: " + sentence + System.lineSeparator()));
    }

    private void assertWrongUsage(String start, String... arguments) {
        Run run = run(arguments);
        assertThat(run.exitCode()).isEqualTo(2);
        assertThat(run.out()).isEmpty();
        assertThat(run.err()).startsWith("qcowscope: " + start).endsWith(" --help" + System.lineSeparator());
        assertThat(run.err().lines()).hasSize(2);
    }

    @Test
    @DisplayName("opens the window, with an image, a node, or nothing")
    void opensTheWindow() {
        assertThat(run()).isEqualTo(new Run(0, "", ""));
        assertThat(run(image)).isEqualTo(new Run(0, "", ""));
        assertThat(run(image + "#bitmaps/größe")).isEqualTo(new Run(0, "", ""));

        assertThat(windows).containsExactly(null, image, image + "#bitmaps/größe");
    }

    @Test
    @DisplayName("opens no window on a file that is not there, and says why there is none where there is no display")
    void noWindow() {
        assertFails("There is no file " + folder.resolve("none") + ".", folder.resolve("none").toString());
        assertThat(windows).isEmpty();

        assertThat(failing(new UnsupportedOperationException("Unable to open DISPLAY")))
                .isEqualTo("qcowscope: The window cannot be opened: Unable to open DISPLAY. It needs a display and, on"
                        + " Debian, the packages libgtk-3-0 and libxtst6; the commands that qcowscope --help lists need"
                        + " neither.");
        assertThat(failing(new UnsupportedOperationException("Unable to load glass GTK library.")))
                .contains("opened: Unable to load glass GTK library. It needs");
        assertThat(failing(new RuntimeException(new UnsatisfiedLinkError("no glassgtk3 in java.library.path"))))
                .contains("opened: no glassgtk3 in java.library.path. It needs");
        assertThat(failing(new RuntimeException("Exception in Application start method")))
                .startsWith("qcowscope: Something went wrong that should not have");
    }

    /** What is said where opening the window fails. */
    private static String failing(RuntimeException failure) {
        ByteArrayOutputStream err = new ByteArrayOutputStream();
        int code = Cli.run(any -> {
            throw failure;
        }, OutputStream.nullOutputStream(), new PrintStream(err, true, StandardCharsets.UTF_8));
        assertThat(code).isEqualTo(1);
        return err.toString(StandardCharsets.UTF_8).strip();
    }

    @Test
    @DisplayName("dumps as text unless told otherwise")
    void dump() {
        Run run = run("dump", image + "#bitmaps");

        assertThat(run.exitCode()).isZero();
        assertThat(run.err()).isEmpty();
        assertThat(run.out()).startsWith("offset  ").contains(" größe ").isEqualTo(
                run("dump", "--format=text", image + "#bitmaps").out());
        assertThat(windows).isEmpty();
    }

    @ParameterizedTest
    @EnumSource
    @DisplayName("dumps in each format, to standard output as to a file")
    void formats(DumpFormat format) throws IOException {
        Path file = folder.resolve("dump");
        Run printed = run("dump", "--format=" + format.id(), image);

        assertThat(printed.exitCode()).isZero();
        assertThat(printed.out()).isNotEmpty().endsWith("\n");
        assertThat(run("dump", "-f", format.id(), "-o", file.toString(), image)).isEqualTo(new Run(0, "", ""));
        assertThat(Files.readString(file)).isEqualTo(printed.out());
        assertThat(windows).isEmpty();
    }

    @Test
    @DisplayName("leaves the header out of QEMU's formats with --extensions, and only of those")
    void extensions() {
        for (String format : List.of("qemu", "qemu-json", "patch")) {
            String whole = run("dump", "--format=" + format, image).out();
            assertThat(run("dump", "--extensions", "--format=" + format, image).out())
                    .isEqualTo(whole.substring(whole.indexOf("\n\n") + 2));
        }
        assertWrongUsage("--extensions goes with qemu, qemu-json and patch; with json take IMAGE#extensions",
                "dump", "--extensions", "--format=json", image);
    }

    @Test
    @DisplayName("prints a subtree as JSON that starts with the version of its schema")
    void json() {
        String out = run("dump", "--format=json", image + "#bitmaps/größe/table/0").out();

        assertThat(out).startsWith("{\"schemaVersion\": 1, ");
        assertThat(Json.parse(out).get("node").get("path").text()).isEqualTo("bitmaps/größe/table/0");
    }

    @Test
    @DisplayName("fails with one sentence and exit code 1")
    void failures() throws IOException {
        String none = folder.resolve("none.qcow2").toString();
        assertFails("There is no file " + none + ".", "dump", none);
        assertFails(folder + " is a folder, not a disk image.", "dump", folder.toString());
        assertFails("There is no node bitmaps/none in the image; bitmaps has größe.", "dump", image + "#bitmaps/none");
        assertFails(image + " is the image itself, which is never overwritten.", "dump", "-o", image, image);
        Path missing = folder.resolve("none/dump.txt");
        assertFails(missing + " cannot be written: there is no folder " + missing.getParent() + ".",
                "dump", "-o", missing.toString(), image);
        String strange = folder.resolve("a\nb").toString();
        assertFails("There is no file " + strange.replace('\n', '?') + ".", "dump", strange);
        assertThat(Files.size(Path.of(image))).isPositive();
    }

    @Test
    @DisplayName("fails where QEMU's formats have nothing to show, while text and JSON show what is wrong")
    void notQcow2() throws IOException {
        String notes = Files.writeString(folder.resolve("notes.txt"), "Shopping list").toString();
        String empty = Files.createFile(folder.resolve("empty")).toString();
        String old = write("old.qcow", new ImageBuilder().clusterBits(9).build().poke(HeaderField.VERSION, 1));

        for (String format : List.of("qemu", "qemu-json", "patch")) {
            String option = "--format=" + format;
            assertFails("notes.txt is not a QCOW2 image; the format " + format + " shows nothing else.", "dump", option, notes);
            assertFails("empty is empty; the format " + format + " shows nothing else.", "dump", option, empty);
            assertFails("old.qcow is a QCOW image of version 1, which the format " + format + " cannot show.",
                    "dump", option, old);
        }
        for (String format : List.of("text", "json")) {
            assertThat(run("dump", "--format=" + format, notes).out()).contains("not-qcow2");
            assertThat(run("dump", "--format=" + format, empty)).matches(run -> run.exitCode() == 0
                    && run.out().contains("The file is empty."));
            assertThat(run("dump", "--format=" + format, old).out()).contains("QCOW image of version 1");
        }
        String future = write("future.qcow2", new ImageBuilder().clusterBits(9).build().poke(HeaderField.VERSION, 9));
        assertThat(run("dump", "--format=qemu", future).out()).contains("version                   9\n");
    }

    @Test
    @DisplayName("fails on a pipe at once")
    void pipe() throws Exception {
        Path pipe = folder.resolve("pipe");
        boolean made;
        try {
            made = new ProcessBuilder("mkfifo", pipe.toString()).start().waitFor() == 0;
        } catch (IOException e) {
            made = false;
        }
        org.junit.jupiter.api.Assumptions.assumeTrue(made, "this system makes no named pipes");

        assertFails(pipe + " is a pipe; a disk image must be a file or a block device.", "dump", pipe.toString());
    }

    @Test
    @DisplayName("answers wrong usage with exit code 2")
    void wrongUsage() {
        assertWrongUsage("Missing required parameter: 'IMAGE[#PATH]'", "dump");
        assertWrongUsage("Unknown option: '--nonsense'", "--nonsense");
        assertWrongUsage("Unknown option: '--nonsense'", "dump", "--nonsense", image);
        assertWrongUsage("Unmatched argument at index 1: 'more'", image, "more");
        assertWrongUsage("Invalid value for option '--format': expected qemu, patch, qemu-json, text, json but was 'xml'",
                "dump", "--format=xml", image);
        assertThat(windows).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"--help, Usage: qcowscope [IMAGE[#PATH]]", "-h, Usage: qcowscope [IMAGE[#PATH]]",
        "dump --help, Usage: qcowscope dump", "dump -h, Usage: qcowscope dump", "--version, qcowscope ", "-V, qcowscope "})
    @DisplayName("prints its help and its version")
    void help(String arguments, String start) {
        Run run = run(arguments.split(" "));

        assertThat(run.exitCode()).isZero();
        assertThat(run.err()).isEmpty();
        assertThat(run.out()).startsWith(start);
        assertThat(run.out().lines()).allMatch(line -> line.length() <= 100);
        assertThat(windows).isEmpty();
    }

    @ParameterizedTest
    @EnumSource
    @DisplayName("ends quietly when the reader of its output has seen enough")
    void brokenPipe(DumpFormat format) {
        assertThat(run(failing("Broken pipe"), new ByteArrayOutputStream(), "dump", "--format=" + format.id(), image))
                .isEqualTo(new Run(0, "", ""));
    }

    @ParameterizedTest
    @ValueSource(strings = {"No space left on device", "Input/output error"})
    @DisplayName("fails when its output cannot be written")
    void fullDisk(String reason) {
        assertThat(run(failing(reason), new ByteArrayOutputStream(), "dump", image)).isEqualTo(new Run(1, "",
                "qcowscope: The output cannot be written: " + reason + "." + System.lineSeparator()));
    }

    private static OutputStream failing(String reason) {
        return new OutputStream() {
            @Override
            public void write(int b) throws IOException {
                throw new IOException(reason);
            }
        };
    }
}
