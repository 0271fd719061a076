package io.github.qcowscope.cli;

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
        return Work.locate(image.text(), offset, output.format(), standardOutput);
    }

    /** Offsets as people write them. */
    static final class OffsetConverter implements ITypeConverter<Long> {
        @Override
        public Long convert(String text) {
            long offset = Offset.parse(text);
            if (offset < 0) {
                throw new TypeConversionException("expected an offset such as 4096 or 0x1000 but was '" + text + "'");
            }
            return offset;
        }
    }
}
