package io.github.qcowscope.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assumptions.assumeThat;

import io.github.qcowscope.fixture.SampleImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine;

@DisplayName("What the packages say of the command line")
class PackagingTest {

    private static final Path LINUX = Path.of("packaging", "linux");

    @TempDir
    private Path folder;

    private static CommandLine commands() {
        return RootCommand.commandLine(reference -> { }, OutputStream.nullOutputStream(), System.err);
    }

    private static String run(String... arguments) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        assertThat(Cli.run(reference -> { }, out, new PrintStream(OutputStream.nullOutputStream()), arguments)).isZero();
        return out.toString(StandardCharsets.UTF_8);
    }

    @Test
    void theManualNamesEveryCommandAndOption() throws IOException {
        String manual = Files.readString(LINUX.resolve("qcowscope.1")).replace("\\-", "-").replaceAll("\\\\f[A-Z]", "");
        commands().getSubcommands().forEach((name, command) -> {
            assertThat(manual).contains("\n.B " + name + " ");
            for (OptionSpec option : command.getCommandSpec().options()) {
                assertThat(manual).as(name).contains(option.longestName());
            }
        });
    }

    @Test
    void theLauncherGivesEveryCommandTheCacheOfCommands() throws IOException {
        String launcher = Files.readString(LINUX.resolve("qcowscope"));
        assertThat(List.of(launcher.lines().filter(line -> line.startsWith("dump |")).findFirst().orElseThrow()
                .replace(")", "").split(" \\| "))).containsAll(commands().getSubcommands().keySet());
    }

    @Test
    void everyCommandOfTheRehearsalEndsWell() {
        assertThatCode(() -> Rehearsal.main(new String[] {SampleImage.FILE.toString()})).doesNotThrowAnyException();
    }

    @ParameterizedTest
    @ValueSource(strings = {"bash", "zsh", "fish"})
    void completionNamesEveryCommandAndOption(String shell) {
        String script = run("completion", shell);
        commands().getSubcommands().forEach((name, command) -> {
            assertThat(script).contains(name);
            for (OptionSpec option : command.getCommandSpec().options()) {
                String longest = option.longestName();
                assertThat(script).as(name).contains(shell.equals("fish") ? longest.replaceFirst("^-+", "") : longest);
            }
        });
    }

    @ParameterizedTest
    @ValueSource(strings = {"bash", "zsh", "fish"})
    void completionIsAScriptThatTheShellReads(String shell) throws IOException, InterruptedException {
        Path program = Path.of("/usr/bin", shell);
        assumeThat(program).as(shell + " is not installed").isExecutable();
        Path script = Files.writeString(folder.resolve("script"), run("completion", shell));
        Process reading = new ProcessBuilder(program.toString(), "-n", script.toString()).inheritIO().start();
        assertThat(reading.waitFor(30, TimeUnit.SECONDS)).isTrue();
        assertThat(reading.exitValue()).isZero();
    }
}
