package io.github.qcowscope.cli;

import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;
import picocli.AutoComplete;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;
import picocli.CommandLine;

/** {@code qcowscope completion}. */
@Command(name = "completion",
        description = "Prints a script that lets a shell complete commands, options and file names.",
        footer = {
            "",
            "bash: source <(qcowscope completion bash)",
            "zsh:  qcowscope completion zsh > _qcowscope, in a folder of $fpath",
            "fish: qcowscope completion fish | source"
        })
final class CompletionCommand implements Runnable {

    /** The shells that are known. */
    enum Shell { bash, zsh, fish }

    private final OutputStream standardOutput;

    @Spec
    private @Nullable CommandSpec spec;

    @Parameters(index = "0", paramLabel = "SHELL", description = "${COMPLETION-CANDIDATES}.")
    private Shell shell = Shell.bash;

    CompletionCommand(OutputStream standardOutput) {
        this.standardOutput = standardOutput;
    }

    @Override
    public void run() {
        CommandLine root = spec.root().commandLine();
        String script = switch (shell) {
            case bash -> AutoComplete.bash(spec.root().name(), root);
            case zsh -> ZshCompletion.of(root);
            case fish -> FishCompletion.of(root);
        };
        new PrintStream(standardOutput, true, StandardCharsets.UTF_8).print(script);
    }
}
