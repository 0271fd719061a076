package io.github.qcowscope.cli;

import io.github.qcowscope.dump.BitmapFormat;
import io.github.qcowscope.dump.DumpFormat;
import io.github.qcowscope.dump.DumpRefused;
import io.github.qcowscope.dump.DumpRequest;
import io.github.qcowscope.dump.ListFormat;
import io.github.qcowscope.qcow2.ImageReference;
import java.io.OutputStream;
import java.util.OptionalInt;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * The commands that are run often, in their {@link Plain} form. Neither this class nor what it calls knows the parser: to load
 * one class of it opens every jar.
 */
final class PlainCommands {

    private static final String OUTPUT = "--output=";
    private static final String FORMAT = "--format=";

    private PlainCommands() {}

    /**
     * Runs a command line, or opens the window.
     *
     * @return the exit code; empty where the parser is needed
     */
    static OptionalInt run(Consumer<@Nullable String> window, OutputStream out, String... arguments) throws DumpRefused {
        Plain plain = Plain.of(arguments);
        if (plain == null) {
            return OptionalInt.empty();
        }
        String image = plain.image();
        if (image == null || plain.command().isEmpty()) {
            return OptionalInt.of(Window.open(window, image));
        }
        return switch (plain.command()) {
            case "dump" -> dump(image, plain, out);
            case "bitmap" -> bitmap(image, plain, out);
            default -> listed(image, plain, out);
        };
    }

    private static OptionalInt listed(String image, Plain plain, OutputStream out) {
        ListFormat format = switch (plain.option()) {
            case "", OUTPUT + "human" -> ListFormat.HUMAN;
            case OUTPUT + "json" -> ListFormat.JSON;
            default -> null;
        };
        if (format == null) {
            return OptionalInt.empty();
        }
        return plain.operand().isEmpty() ? listed(image, plain.command(), format, out)
                : listed(image, plain.operand(), plain.command(), format, out);
    }

    private static OptionalInt listed(String image, String command, ListFormat format, OutputStream out) {
        return switch (command) {
            case "check" -> OptionalInt.of(Work.check(image, format, out));
            case "map" -> OptionalInt.of(Work.map(image, format, out));
            case "scan" -> OptionalInt.of(Work.scan(image, false, format, out));
            default -> OptionalInt.empty();
        };
    }

    private static OptionalInt listed(String image, String operand, String command, ListFormat format, OutputStream out) {
        if (command.equals("diff")) {
            return OptionalInt.of(Work.diff(ImageArgument.parse(image), ImageArgument.parse(operand), format, out));
        }
        long offset = command.equals("locate") ? Offset.parse(operand) : -1;
        return offset < 0 ? OptionalInt.empty() : OptionalInt.of(Work.locate(image, offset, format, out));
    }

    private static @Nullable DumpFormat dumpFormat(String option) {
        return option.isEmpty() ? DumpFormat.TEXT
                : option.startsWith(FORMAT) ? DumpFormat.of(option.substring(FORMAT.length())).orElse(null) : null;
    }

    private static OptionalInt dump(String image, Plain plain, OutputStream out) throws DumpRefused {
        DumpFormat format = dumpFormat(plain.option());
        if (format == null || !plain.operand().isEmpty()) {
            return OptionalInt.empty();
        }
        ImageReference reference = ImageArgument.parse(image);
        return OptionalInt.of(Work.dump(reference, new DumpRequest(format, false, reference.nodePath()), null, out));
    }

    private static OptionalInt bitmap(String image, Plain plain, OutputStream out) {
        BitmapFormat format = switch (plain.option()) {
            case "", OUTPUT + "human" -> BitmapFormat.HUMAN;
            case OUTPUT + "json" -> BitmapFormat.JSON;
            case OUTPUT + "csv" -> BitmapFormat.CSV;
            default -> null;
        };
        if (format == null) {
            return OptionalInt.empty();
        }
        ImageReference reference = ImageArgument.parse(image);
        String wanted = plain.operand().isEmpty() ? Bitmaps.keyIn(reference) : plain.operand();
        return OptionalInt.of(wanted == null ? Work.listOfBitmaps(reference, format, out)
                : Work.rangesOfBitmap(reference, wanted, format, true, out));
    }
}
