package io.github.qcowscope.dump;

import io.github.qcowscope.bytes.ByteSource;
import io.github.qcowscope.job.Progress;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;

/** Dumps as strings. */
final class Dumps {

    private Dumps() {}

    /** The dump of a whole image. */
    static String of(ByteSource image, DumpFormat format) {
        return of(image, DumpRequest.whole(format));
    }

    /** The dump of a node and all below it. */
    static String of(ByteSource image, DumpFormat format, String path) {
        return of(image, new DumpRequest(format, false, path));
    }

    /** A dump. */
    static String of(ByteSource image, DumpRequest request) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try {
            Dump.write(image, request, out, Progress.NONE);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (DumpRefused e) {
            throw new AssertionError(e);
        }
        return out.toString(StandardCharsets.UTF_8);
    }
}
