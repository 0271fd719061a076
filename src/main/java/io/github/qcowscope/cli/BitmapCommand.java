package io.github.qcowscope.cli;

import io.github.qcowscope.bytes.MappedFile;
import io.github.qcowscope.dump.BitmapFormat;
import io.github.qcowscope.dump.BitmapListWriter;
import io.github.qcowscope.dump.BitmapRangesWriter;
import io.github.qcowscope.job.Progress;
import io.github.qcowscope.qcow2.DirtyBitmap;
import io.github.qcowscope.qcow2.ImageReference;
import io.github.qcowscope.qcow2.Qcow2Image;
import java.io.OutputStream;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.TypeConversionException;

/** {@code qcowscope bitmap}. */
@Command(name = "bitmap",
        description = "Lists the bitmaps of an image, or the ranges of one.",
        footer = {
            "",
            "Any bitmap can be read, also one that is in use, out of date or damaged: a caution says what it is worth.",
            "What cannot be read is listed as unknown, in JSON as \"dirty\": null.",
            "IMAGE#bitmaps/NAME means the same as IMAGE NAME.",
            "",
            "Exit codes: 0 printed, however damaged the bitmap is; 1 failed; 2 wrong usage."
        })
final class BitmapCommand implements Callable<Integer> {

    private static final String BITMAPS = "bitmaps/";

    private final OutputStream standardOutput;

    @Mixin
    private final ImageArgument image = new ImageArgument();

    @Parameters(index = "1", arity = "0..1", paramLabel = "NAME",
            description = "The bitmap whose ranges to print: its name, or its key as in bitmaps/KEY.")
    private @Nullable String name;

    @Option(names = "--output", paramLabel = "FORMAT", defaultValue = "human", converter = FormatConverter.class,
            description = "human, json or csv. Default: ${DEFAULT-VALUE}.")
    private BitmapFormat format = BitmapFormat.HUMAN;

    @Option(names = "--dirty", description = "Leave clean ranges out.")
    private boolean dirty;

    BitmapCommand(OutputStream standardOutput) {
        this.standardOutput = standardOutput;
    }

    @Override
    public Integer call() {
        ImageReference reference = image.reference();
        try (MappedFile file = ImageArgument.open(reference)) {
            Qcow2Image opened = Bitmaps.open(file);
            String wanted = name != null ? name : keyIn(reference);
            if (wanted == null) {
                ClosedPipe.tolerate(() -> BitmapListWriter.write(opened, format, standardOutput, Progress.NONE));
            } else {
                DirtyBitmap bitmap = Bitmaps.named(opened, wanted);
                ClosedPipe.tolerate(() ->
                        BitmapRangesWriter.write(bitmap, format, !dirty, standardOutput, Progress.NONE));
            }
        }
        return 0;
    }

    /** The bitmap that a path leads to; null where there is no path. */
    private static @Nullable String keyIn(ImageReference reference) {
        String path = reference.nodePath();
        if (path.isEmpty() || path.equals("bitmaps")) {
            return null;
        }
        if (!path.startsWith(BITMAPS)) {
            throw new Failure(path + " is no bitmap; bitmaps/NAME is one.");
        }
        return path.substring(BITMAPS.length()).split("/", 2)[0];
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
