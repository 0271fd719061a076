package io.github.qcowscope.cli;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** What the program does without a command. */
final class Window {

    private static final String NO_WINDOW = "The window cannot be opened: %s. It needs a display and, on Debian, the packages"
            + " libgtk-3-0 and libxtst6; the commands that qcowscope --help lists need neither.";

    private Window() {}

    /** Opens the window, and returns 0 when it is closed. */
    static int open(Consumer<@Nullable String> window, @Nullable String image) {
        if (image != null) {
            Path file = ImageArgument.parse(image).file();
            if (Files.notExists(file)) {
                throw new Failure("There is no file " + file + ".");
            }
        }
        try {
            window.accept(image);
            return 0;
        } catch (RuntimeException e) {
            // What JavaFX says where there is no display, or no library that it draws with.
            Throwable reason = e.getCause() instanceof LinkageError missing ? missing : e;
            if (reason instanceof LinkageError || reason instanceof UnsupportedOperationException) {
                throw new Failure(NO_WINDOW.formatted(String.valueOf(reason.getMessage()).replaceFirst("\\.$", "")), e);
            }
            throw e;
        }
    }
}
