package io.github.qcowscope.cli;

import java.io.OutputStream;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code qcowscope scan}. */
@Command(name = "scan",
        description = "Looks for structures by their shape, in any file: an image that has lost its header, or one that holds"
                + " old structures which nothing leads to any more.",
        footer = {
            "",
            "Each is proposed with how sure that is, in percent, and why; the surest come first. What the image's own tables"
                + " lead to has its path in brackets.",
            "",
            "Exit codes: 0 printed, whether anything was found or not; 1 failed; 2 wrong usage."
        })
final class ScanCommand implements Callable<Integer> {

    private final OutputStream standardOutput;

    @Mixin
    private final FileArgument image = new FileArgument();

    @Option(names = "--unknown", description = "Only what the image's own tables do not lead to.")
    private boolean unknown;

    @Mixin
    private final ListFormatOption output = new ListFormatOption();

    ScanCommand(OutputStream standardOutput) {
        this.standardOutput = standardOutput;
    }

    @Override
    public Integer call() {
        return Work.scan(image.text(), unknown, output.format(), standardOutput);
    }
}
