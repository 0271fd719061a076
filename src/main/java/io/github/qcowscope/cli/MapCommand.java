package io.github.qcowscope.cli;

import io.github.qcowscope.bytes.MappedFile;
import io.github.qcowscope.dump.MapWriter;
import io.github.qcowscope.job.Progress;
import io.github.qcowscope.qcow2.BackingChain;
import io.github.qcowscope.qcow2.Qcow2Image;
import io.github.qcowscope.qcow2.guest.GuestMap;
import io.github.qcowscope.schema.Problem;
import java.io.OutputStream;
import java.util.Optional;
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
        try (MappedFile file = image.open();
                BackingChain chain = BackingChain.of(file.path(), new Qcow2Image(file))) {
            ClosedPipe.tolerate(() -> {
                Optional<String> missing =
                        MapWriter.write(new GuestMap(chain), output.format(), standardOutput, Progress.NONE);
                chain.problems().stream().map(Problem::message).findFirst().or(() -> missing).ifPresent(sentence -> {
                    throw new Failure(sentence);
                });
            });
        }
        return 0;
    }
}
