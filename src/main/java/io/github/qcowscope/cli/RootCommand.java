package io.github.qcowscope.cli;

import java.io.OutputStream;
import java.io.PrintStream;
import java.io.PrintWriter;
import java.util.Objects;
import java.util.concurrent.Callable;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.IVersionProvider;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ScopeType;
import picocli.CommandLine;

/** {@code qcowscope} itself, for the parser: opens the window, or runs one of the other commands, which are a class each. */
@Command(name = "qcowscope",
        versionProvider = RootCommand.Version.class,
        description = "Shows every structure and every byte of a QCOW2 disk image. Never writes to it, never locks it.",
        synopsisHeading = "Usage: ",
        customSynopsis = {
            "qcowscope [IMAGE[#PATH]]        opens the window",
            "       qcowscope COMMAND ... IMAGE     prints"
        },
        footer = {"", "Help on a command: qcowscope COMMAND --help", "An image that is called like a command: ./dump"})
final class RootCommand implements Callable<Integer> {

    private final Consumer<@Nullable String> window;

    @Parameters(index = "0", arity = "0..1", paramLabel = "IMAGE[#PATH]",
            description = "The image to open, and a node of its tree to select, such as bitmaps/bitmap-1/table/3.")
    private @Nullable String image;

    @Option(names = {"-h", "--help"}, usageHelp = true, scope = ScopeType.INHERIT, description = "Print this help and exit.")
    private boolean help;

    @Option(names = {"-V", "--version"}, versionHelp = true, description = "Print the version and exit.")
    private boolean version;

    private RootCommand(Consumer<@Nullable String> window) {
        this.window = window;
    }

    /** Parses a command line and runs it; returns the exit code. */
    static int execute(Consumer<@Nullable String> window, OutputStream out, PrintStream err, String... arguments) {
        return commandLine(window, out, err).execute(arguments);
    }

    /** All commands, as they are declared. */
    static CommandLine commandLine(Consumer<@Nullable String> window, OutputStream out, PrintStream err) {
        return new CommandLine(new RootCommand(window))
                .addSubcommand(new DumpCommand(out))
                .addSubcommand(new BitmapCommand(out))
                .addSubcommand(new DiffCommand(out))
                .addSubcommand(new MapCommand(out))
                .addSubcommand(new LocateCommand(out))
                .addSubcommand(new CheckCommand(out))
                .addSubcommand(new ScanCommand(out))
                .addSubcommand(new CompletionCommand(out))
                .setOut(new PrintWriter(out, true))
                .setErr(new PrintWriter(err, true))
                .setUsageHelpWidth(100)
                .setParameterExceptionHandler(RootCommand::wrongUsage)
                .setExecutionExceptionHandler((e, command, parsed) -> Complaint.failed(e, command.getErr()));
    }

    @Override
    public Integer call() {
        return Window.open(window, image);
    }

    private static int wrongUsage(ParameterException e, String[] arguments) {
        CommandLine command = e.getCommandLine();
        Complaint.print(command.getErr(), e.getMessage());
        command.getErr().println("Help: " + command.getCommandSpec().qualifiedName() + " --help");
        return command.getCommandSpec().exitCodeOnInvalidInput();
    }

    /** The version that the jar was built as. */
    static final class Version implements IVersionProvider {
        @Override
        public String[] getVersion() {
            String built = RootCommand.class.getPackage().getImplementationVersion();
            return new String[] {"qcowscope " + Objects.requireNonNullElse(built, "(built without a jar)")};
        }
    }
}
