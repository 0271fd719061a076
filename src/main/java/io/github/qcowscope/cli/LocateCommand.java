package io.github.qcowscope.cli;

import io.github.qcowscope.bytes.MappedFile;
import io.github.qcowscope.dump.LocateWriter;
import io.github.qcowscope.job.Progress;
import io.github.qcowscope.qcow2.Qcow2Image;
import io.github.qcowscope.qcow2.owner.HostMap;
import io.github.qcowscope.qcow2.owner.Owners;
import io.github.qcowscope.schema.Units;
import java.io.OutputStream;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.TypeConversionException;

/** {@code qcowscope locate}. */
@Command(name = "locate",
        description = "Prints who owns a byte of the file: a structure, or guest data of the active state and of snapshots.",
        footer = {
            "",
            "All tables of the image are walked for it, as qemu-img check does.",
            "",
            "Exit codes: 0 printed, however damaged the image is; 1 failed; 2 wrong usage."
        })
final class LocateCommand implements Callable<Integer> {

    /** More owners than this are not listed: a cluster may belong to every snapshot of thousands. */
    private static final int MOST = 100_000;

    private final OutputStream standardOutput;

    @Mixin
    private final FileArgument image = new FileArgument();

    @Parameters(index = "1", paramLabel = "OFFSET", converter = OffsetConverter.class,
            description = "The byte: its offset in the file, in decimal or, with 0x, in hexadecimal.")
    private long offset;

    @Mixin
    private final ListFormatOption output = new ListFormatOption();

    LocateCommand(OutputStream standardOutput) {
        this.standardOutput = standardOutput;
    }

    @Override
    public Integer call() {
        try (MappedFile file = image.open()) {
            Qcow2Image opened = Bitmaps.open(file);
            if (offset >= file.length()) {
                throw new Failure("%s has %s; there is no byte at 0x%x.".formatted(
                        file.name(), Units.exactly(file.length()), offset));
            }
            HostMap map = switch (HostMap.of(opened, HostMap.usualMemory(), Progress.NONE)) {
                case HostMap.Ready ready -> ready.map();
                case HostMap.Refused refused -> throw new Failure(refused.sentence());
            };
            opened.attach(map);
            Owners owners = map.ownersOf(offset, MOST, Progress.NONE);
            ClosedPipe.tolerate(() -> LocateWriter.write(opened, offset, opened.ownerOf(offset, Progress.NONE), owners,
                    output.format(), standardOutput));
        }
        return 0;
    }

    /** Offsets as people write them. */
    static final class OffsetConverter implements ITypeConverter<Long> {
        @Override
        public Long convert(String text) {
            boolean hex = text.startsWith("0x") || text.startsWith("0X");
            try {
                long number = Long.parseLong(hex ? text.substring(2) : text, hex ? 16 : 10);
                if (number >= 0) {
                    return number;
                }
            } catch (NumberFormatException e) {
                // Told below, with an example.
            }
            throw new TypeConversionException("expected an offset such as 4096 or 0x1000 but was '" + text + "'");
        }
    }
}
