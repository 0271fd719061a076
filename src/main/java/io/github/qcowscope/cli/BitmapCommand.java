package io.github.qcowscope.cli;

import io.github.qcowscope.bytes.MappedFile;
import io.github.qcowscope.dump.BitmapAllocationWriter;
import io.github.qcowscope.dump.BitmapComparisonWriter;
import io.github.qcowscope.dump.BitmapFormat;
import io.github.qcowscope.job.Progress;
import io.github.qcowscope.qcow2.BackingChain;
import io.github.qcowscope.qcow2.ImageReference;
import io.github.qcowscope.qcow2.dirty.DirtyAllocation;
import io.github.qcowscope.qcow2.dirty.DirtyBitmap;
import io.github.qcowscope.qcow2.dirty.DirtyComparison;
import io.github.qcowscope.qcow2.guest.GuestMap;
import java.io.OutputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;
import picocli.CommandLine.TypeConversionException;

/** {@code qcowscope bitmap}. */
@Command(name = "bitmap",
        description = "Lists the bitmaps of an image, or the ranges of one, or compares two.",
        footer = {
            "",
            "Any bitmap can be read, also one that is in use, out of date or damaged: a caution says what it is worth.",
            "What cannot be read is listed as unknown, in JSON as \"dirty\": null.",
            DirtyComparison.CAUTION,
            "IMAGE#bitmaps/NAME means the same as IMAGE NAME.",
            "",
            "Exit codes: 0 printed, however damaged the bitmap is; 1 failed; 2 wrong usage."
        })
final class BitmapCommand implements Callable<Integer> {

    private final OutputStream standardOutput;

    @Spec
    private @Nullable CommandSpec spec;

    @Mixin
    private final ImageArgument image = new ImageArgument();

    @Parameters(index = "1", arity = "0..1", paramLabel = "NAME",
            description = "The bitmap whose ranges to print: its name, or its key as in bitmaps/KEY.")
    private @Nullable String name;

    @Option(names = "--output", paramLabel = "FORMAT", defaultValue = "human", converter = FormatConverter.class,
            completionCandidates = Formats.class,
            description = "human, json or csv. Default: ${DEFAULT-VALUE}.")
    private BitmapFormat format = BitmapFormat.HUMAN;

    @Option(names = "--dirty", description = "Leave clean ranges out, and what is dirty in neither of two bitmaps.")
    private boolean dirty;

    @ArgGroup(exclusive = true)
    private @Nullable Question question;

    /** What is asked about a bitmap, besides its ranges. */
    static final class Question {
        @Option(names = "--with", paramLabel = "OTHER",
                description = "Compare with another bitmap: its NAME in the same image, or IMAGE[#bitmaps/NAME].")
        private @Nullable String other;

        @Option(names = "--with-backing",
                description = "Compare with the bitmap of the same name in the nearest backing file that has one.")
        private boolean backing;

        @Option(names = "--allocation",
                description = "Split what is dirty into data, compressed, zero and unallocated, and tell the size of an"
                        + " incremental backup.")
        private boolean allocation;
    }

    /** What a shell offers. */
    static final class Formats extends ArrayList<String> {
        Formats() {
            super(List.of("human", "json", "csv"));
        }
    }

    BitmapCommand(OutputStream standardOutput) {
        this.standardOutput = standardOutput;
    }

    @Override
    public Integer call() {
        ImageReference reference = image.reference();
        String wanted = name != null ? name : Bitmaps.keyIn(reference);
        if (wanted == null && question != null) {
            throw new ParameterException(spec.commandLine(), "Name the bitmap: bitmap IMAGE NAME");
        }
        if (wanted == null) {
            return Work.listOfBitmaps(reference, format, standardOutput);
        }
        if (question == null) {
            return Work.rangesOfBitmap(reference, wanted, format, !dirty, standardOutput);
        }
        try (MappedFile file = ImageArgument.open(reference)) {
            answer(question, Bitmaps.named(Bitmaps.open(file), wanted), file);
        }
        return 0;
    }

    private void answer(Question asked, DirtyBitmap bitmap, MappedFile file) {
        if (asked.allocation) {
            try (BackingChain chain = BackingChain.of(file.path(), bitmap.image())) {
                DirtyAllocation allocation = new DirtyAllocation(bitmap, new GuestMap(chain));
                ClosedPipe.tolerate(() -> BitmapAllocationWriter.write(allocation, format, standardOutput, Progress.NONE));
            }
        } else {
            try (OtherBitmap other = asked.other == null ? OtherBitmap.inBackingFile(bitmap, file)
                    : OtherBitmap.of(bitmap, asked.other)) {
                DirtyComparison comparison = new DirtyComparison(bitmap, other.bitmap());
                ClosedPipe.tolerate(() ->
                        BitmapComparisonWriter.write(comparison, format, !dirty, standardOutput, Progress.NONE));
            }
        }
    }

    /** Formats go by their names in lower case. */
    static final class FormatConverter implements ITypeConverter<BitmapFormat> {
        @Override
        public BitmapFormat convert(String id) {
            return switch (id) {
                case "human" -> BitmapFormat.HUMAN;
                case "json" -> BitmapFormat.JSON;
                case "csv" -> BitmapFormat.CSV;
                default -> throw new TypeConversionException("expected human, json, csv but was '" + id + "'");
            };
        }
    }
}
