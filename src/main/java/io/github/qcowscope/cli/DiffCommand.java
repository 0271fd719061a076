package io.github.qcowscope.cli;

import java.io.OutputStream;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** {@code qcowscope diff}. */
@Command(name = "diff",
        description = "Prints what differs between the structures of two images, or of one before and after.",
        footer = {
            "",
            "Compared are fields, flags, bitmaps, table entries and snapshots, by their path in the tree, and snapshots by"
                + " their name; what is added or removed is printed without what is below it. Guest data are not compared:"
                + " qemu-img compare does that.",
            "",
            "Exit codes: 0 printed, whether there are differences or not; 1 failed; 2 wrong usage."
        })
final class DiffCommand implements Callable<Integer> {

    private final OutputStream standardOutput;

    @Mixin
    private final ImageArgument before = new ImageArgument();

    @Parameters(index = "1", paramLabel = "IMAGE2[#PATH]", description = "The image to compare it with; PATH as in the first.")
    private String second = "";

    @Mixin
    private final ListFormatOption output = new ListFormatOption();

    DiffCommand(OutputStream standardOutput) {
        this.standardOutput = standardOutput;
    }

    @Override
    public Integer call() {
        return Work.diff(before.reference(), ImageArgument.parse(second), output.format(), standardOutput);
    }
}
