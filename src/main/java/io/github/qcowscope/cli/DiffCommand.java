package io.github.qcowscope.cli;

import io.github.qcowscope.bytes.MappedFile;
import io.github.qcowscope.dump.DiffWriter;
import io.github.qcowscope.job.Progress;
import io.github.qcowscope.qcow2.ImageReference;
import io.github.qcowscope.schema.Node;
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
        ImageReference reference = before.reference();
        ImageReference other = ImageArgument.parse(second);
        String path = other.nodePath().isEmpty() ? reference.nodePath() : other.nodePath();
        try (MappedFile file = ImageArgument.open(reference);
                MappedFile otherFile = ImageArgument.open(other)) {
            Node first = node(file, reference.nodePath());
            Node then = node(otherFile, path);
            ClosedPipe.tolerate(() -> DiffWriter.write(first, then, output.format(), standardOutput, Progress.NONE));
        }
        return 0;
    }

    private static Node node(MappedFile file, String path) {
        Node node = Bitmaps.open(file).root().find(path);
        if (node == null) {
            throw new Failure("There is no " + path + " in " + file.name() + ".");
        }
        return node;
    }
}
