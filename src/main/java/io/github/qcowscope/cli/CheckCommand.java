package io.github.qcowscope.cli;

import io.github.qcowscope.check.CheckResult;
import java.io.OutputStream;
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

    @Override
    public Integer call() {
        return Work.check(image.text(), output.format(), standardOutput);
    }
}
