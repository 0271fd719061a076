package io.github.qcowscope.cli;

import io.github.qcowscope.dump.DumpFormat;
import io.github.qcowscope.dump.DumpRefused;
import io.github.qcowscope.dump.DumpRequest;
import io.github.qcowscope.qcow2.ImageReference;
import java.io.OutputStream;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;
import picocli.CommandLine.TypeConversionException;

/** {@code qcowscope dump}. */
@Command(name = "dump",
        description = "Prints what is inside an image.",
        footer = {
            "",
            "text and json show every node of the tree. What is not QCOW2 is a tree of one node with a problem.",
            "qemu and qemu-json are byte for byte what QEMU's qcow2.py prints for dump-header and dump-header -j, patch is"
                + " the layout of the patch that first dumped bitmaps. The three show a QCOW2 image as a whole, or"
                + " #header, #extensions, #bitmaps/NAME.",
            "",
            "Exit codes: 0 printed, however damaged the image is; 1 failed; 2 wrong usage."
        })
final class DumpCommand implements Callable<Integer> {

    private final OutputStream standardOutput;

    @Spec
    private @Nullable CommandSpec spec;

    @Mixin
    private final ImageArgument image = new ImageArgument();

    @Option(names = {"-f", "--format"}, paramLabel = "FORMAT", defaultValue = "text", converter = FormatConverter.class,
            completionCandidates = Formats.class,
            description = "text, json, qemu, qemu-json or patch. Default: ${DEFAULT-VALUE}.")
    private DumpFormat format = DumpFormat.TEXT;

    @Option(names = "--extensions",
            description = "Leave the header out of qemu, qemu-json or patch, as qcow2.py's dump-header-exts does.")
    private boolean extensions;

    @Option(names = {"-o", "--output"}, paramLabel = "FILE",
            description = "Write to a file, which is replaced as a whole at the end.")
    private @Nullable Path output;

    /** What a shell offers. */
    static final class Formats extends ArrayList<String> {
        Formats() {
            super(Arrays.stream(DumpFormat.values()).map(DumpFormat::id).toList());
        }
    }

    DumpCommand(OutputStream standardOutput) {
        this.standardOutput = standardOutput;
    }

    @Override
    public Integer call() throws DumpRefused {
        if (extensions && !format.isScript()) {
            throw new ParameterException(spec.commandLine(),
                    "--extensions goes with qemu, qemu-json and patch; with " + format + " take IMAGE#extensions");
        }
        ImageReference reference = image.reference();
        return Work.dump(reference, new DumpRequest(format, extensions, reference.nodePath()), output, standardOutput);
    }

    /** Formats go by their ids. */
    static final class FormatConverter implements ITypeConverter<DumpFormat> {
        @Override
        public DumpFormat convert(String id) {
            return DumpFormat.of(id).orElseThrow(() -> new TypeConversionException("expected "
                    + Arrays.stream(DumpFormat.values()).map(DumpFormat::id).collect(Collectors.joining(", "))
                    + " but was '" + id + "'"));
        }
    }
}
