package io.github.qcowscope.cli;

import io.github.qcowscope.dump.DumpRefused;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.OutputStream;
import java.io.PrintStream;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Objects;
import java.util.OptionalInt;
import java.util.concurrent.Callable;
import java.util.function.Consumer;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.IVersionProvider;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ScopeType;
import picocli.CommandLine;

/** {@code qcowscope} itself: opens the window, or runs one of the other commands, which are a class each. */
@Command(name = "qcowscope",
        versionProvider = Cli.Version.class,
        description = "Shows every structure and every byte of a QCOW2 disk image. Never writes to it, never locks it.",
        synopsisHeading = "Usage: ",
        customSynopsis = {
            "qcowscope [IMAGE[#PATH]]        opens the window",
            "       qcowscope COMMAND ... IMAGE     prints"
        },
        footer = {"", "Help on a command: qcowscope COMMAND --help", "An image that is called like a command: ./dump"})
public final class Cli implements Callable<Integer> {

    private static final int FAILED = 1;
    private static final Pattern CONTROL = Pattern.compile("\\p{Cntrl}");

    private final Consumer<@Nullable String> window;

    private static final String NO_WINDOW = "The window cannot be opened: %s. It needs a display and, on Debian, the packages"
            + " libgtk-3-0 and libxtst6; the commands that qcowscope --help lists need neither.";

    @Parameters(index = "0", arity = "0..1", paramLabel = "IMAGE[#PATH]",
            description = "The image to open, and a node of its tree to select, such as bitmaps/bitmap-1/table/3.")
    private @Nullable String image;

    @Option(names = {"-h", "--help"}, usageHelp = true, scope = ScopeType.INHERIT, description = "Print this help and exit.")
    private boolean help;

    @Option(names = {"-V", "--version"}, versionHelp = true, description = "Print the version and exit.")
    private boolean version;

    private Cli(Consumer<@Nullable String> window) {
        this.window = window;
    }

    /**
     * Runs a command line on the process's own streams.
     *
     * @param window opens the window on {@code IMAGE[#PATH]}, or on no image where that is null, and returns when the window
     *               is closed
     * @return the exit code: 0 done, 1 failed, 2 wrong usage
     */
    public static int run(Consumer<@Nullable String> window, String... arguments) {
        // System.out swallows errors and converts characters: a dump must know when nobody reads it, and is UTF-8.
        return run(window, new FileOutputStream(FileDescriptor.out), System.err, arguments);
    }

    /** Runs a command line on streams of the caller's. */
    static int run(Consumer<@Nullable String> window, OutputStream out, PrintStream err, String... arguments) {
        try {
            OptionalInt check = CheckCommand.runPlain(out, arguments);
            OptionalInt plain = check.isPresent() ? check : DumpCommand.runPlain(out, arguments);
            if (plain.isPresent()) {
                return plain.getAsInt();
            }
        } catch (DumpRefused | RuntimeException e) {
            return failed(e, new PrintWriter(err, true));
        }
        return commandLine(window, out, err).execute(arguments);
    }

    /** All commands, as they are declared. */
    static CommandLine commandLine(Consumer<@Nullable String> window, OutputStream out, PrintStream err) {
        return new CommandLine(new Cli(window))
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
                .setParameterExceptionHandler(Cli::wrongUsage)
                .setExecutionExceptionHandler((e, command, parsed) -> failed(e, command.getErr()));
    }

    @Override
    public Integer call() {
        if (image != null) {
            Path file = ImageArgument.parse(image).file();
            if (Files.notExists(file)) {
                throw new Failure("There is no file " + file + ".");
            }
        }
        try {
            window.accept(image);
            return 0;
        } catch (RuntimeException e) {
            // What JavaFX says where there is no display, or no library that it draws with.
            Throwable reason = e.getCause() instanceof LinkageError missing ? missing : e;
            if (reason instanceof LinkageError || reason instanceof UnsupportedOperationException) {
                throw new Failure(NO_WINDOW.formatted(String.valueOf(reason.getMessage()).replaceFirst("\\.$", "")), e);
            }
            throw e;
        }
    }

    private static int wrongUsage(ParameterException e, String[] arguments) {
        CommandLine command = e.getCommandLine();
        complain(command.getErr(), e.getMessage());
        command.getErr().println("Help: " + command.getCommandSpec().qualifiedName() + " --help");
        return command.getCommandSpec().exitCodeOnInvalidInput();
    }

    private static int failed(Exception e, PrintWriter err) {
        String sentence = e instanceof Failure || e instanceof DumpRefused ? e.getMessage()
                : "Something went wrong that should not have: " + e;
        complain(err, sentence);
        return FAILED;
    }

    /** One line, whatever characters a file's name has. */
    private static void complain(PrintWriter err, String sentence) {
        err.println("qcowscope: " + CONTROL.matcher(sentence).replaceAll("?"));
    }

    /** The version that the jar was built as. */
    static final class Version implements IVersionProvider {
        @Override
        public String[] getVersion() {
            String built = Cli.class.getPackage().getImplementationVersion();
            return new String[] {"qcowscope " + Objects.requireNonNullElse(built, "(built without a jar)")};
        }
    }
}
