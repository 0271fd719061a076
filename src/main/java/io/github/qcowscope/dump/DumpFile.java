package io.github.qcowscope.dump;

import io.github.qcowscope.bytes.ByteSource;
import io.github.qcowscope.job.Progress;
import java.io.IOException;
import java.nio.file.Path;

/** Saves a dump as a file, whole or not at all. */
public final class DumpFile {

    private DumpFile() {}

    /**
     * Saves a dump, as {@link OutputFile} saves anything.
     *
     * @param source   the image's bytes
     * @param image    the image's file, which is never overwritten
     * @param request  what to write
     * @param target   where to; a file that is there is replaced, unless it is a QCOW2 image
     * @param progress told how far the dump is, and asked whether to go on
     * @throws IOException with a message that is one sentence for the user
     * @throws DumpRefused where the target is an image or a folder, or as {@link Dump#write} does
     * @throws io.github.qcowscope.job.Cancelled when {@code progress} says so
     */
    public static void write(ByteSource source, Path image, DumpRequest request, Path target, Progress progress)
            throws IOException, DumpRefused {
        OutputFile.refuseImage(target, image);
        OutputFile.write(target, progress, out -> Dump.write(source, request, out, progress));
    }
}
