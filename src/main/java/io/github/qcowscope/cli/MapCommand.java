package io.github.qcowscope.cli;

import java.io.OutputStream;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code qcowscope map}. */
@Command(name = "map",
        description = "Prints what stands for each part of the virtual disk, through the backing files.",
        footer = {
            "",
            "The output is that of qemu-img map. Where qemu-img gives up, on a damaged table or a missing backing file, json"
                + " goes on and says under \"problem\" what is wrong.",
            "",
            "Exit codes: 0 printed; 1 failed, or printed with something missing, where qemu-img fails; 2 wrong usage."
        })
final class MapCommand implements Callable<Integer> {

    private final OutputStream standardOutput;

    @Mixin
    private final FileArgument image = new FileArgument();

    @Mixin
    private final ListFormatOption output = new ListFormatOption();

    MapCommand(OutputStream standardOutput) {
        this.standardOutput = standardOutput;
    }

    @Override
    public Integer call() {
        return Work.map(image.text(), output.format(), standardOutput);
    }
}
