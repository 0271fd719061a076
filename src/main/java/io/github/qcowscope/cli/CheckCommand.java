package io.github.qcowscope.cli;

import io.github.qcowscope.bytes.MappedFile;
import io.github.qcowscope.check.CheckResult;
import io.github.qcowscope.dump.CheckWriter;
import io.github.qcowscope.dump.ListFormat;
import io.github.qcowscope.job.Progress;
import io.github.qcowscope.qcow2.Qcow2Image;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.OptionalInt;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code qcowscope check}. */
@Command(name = "check",
        description = "Checks an image without changing it, also one that QEMU refuses to open.",
        exitCodeOnInvalidInput = CheckResult.INCOMPLETE,
        footer = {
            "",
            "Prints what is wrong and where, what QEMU says of it, whether QEMU refuses the image because of it, and what can"
                + " be done in a copy; then what qemu-img check prints.",
            "",
            "Exit codes are those of qemu-img check: 0 no errors; 1 the check could not be completed; 2 errors, or QEMU"
                + " refuses to open the image; 3 leaked clusters, but no errors."
        })
final class CheckCommand implements Callable<Integer> {

    private final OutputStream standardOutput;

    @Mixin
    private final FileArgument image = new FileArgument();

    @Mixin
    private final ListFormatOption output = new ListFormatOption();

    CheckCommand(OutputStream standardOutput) {
        this.standardOutput = standardOutput;
    }

    /**
     * Runs {@code check IMAGE} and {@code check --output=FORMAT IMAGE} without the parser.
     *
     * @return the exit code; empty where the arguments are others
     */
    static OptionalInt runPlain(OutputStream out, String... arguments) {
        Plain plain = Plain.of("check", arguments).orElse(null);
        ListFormat format = plain == null ? null : switch (plain.option()) {
            case "", "--output=human" -> ListFormat.HUMAN;
            case "--output=json" -> ListFormat.JSON;
            default -> null;
        };
        if (format == null) {
            return OptionalInt.empty();
        }
        try (MappedFile file = MappedFile.open(Path.of(plain.file()))) {
            return OptionalInt.of(check(file, format, out));
        } catch (IOException | InvalidPathException e) {
            return OptionalInt.empty();
        }
    }

    @Override
    public Integer call() {
        try (MappedFile file = image.open()) {
            return check(file, output.format(), standardOutput);
        }
    }

    private static int check(MappedFile file, ListFormat format, OutputStream out) {
        int[] code = {CheckResult.INCOMPLETE};
        ClosedPipe.tolerate(() -> code[0] = CheckWriter.write(new Qcow2Image(file), file.path().toString(), format, out,
                Progress.NONE).exitCode());
        return code[0];
    }
}
