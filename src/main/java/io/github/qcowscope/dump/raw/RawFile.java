package io.github.qcowscope.dump.raw;

import io.github.qcowscope.bytes.ByteRange;
import io.github.qcowscope.bytes.ByteSource;
import io.github.qcowscope.dump.DumpRefused;
import io.github.qcowscope.dump.OutputFile;
import io.github.qcowscope.job.Progress;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Path;

/** Saves bytes of a source as a file of their own, whole or not at all. */
public final class RawFile {

    private static final int BLOCK = 1 << 20;

    private RawFile() {}

    /**
     * Saves bytes, as {@link OutputFile} saves anything; in flat memory, however many they are.
     *
     * @param source   where they lie
     * @param image    the image's file, which is never overwritten
     * @param range    which bytes; cut at the end of the source
     * @param target   where to; a file that is there is replaced, unless it is a QCOW2 image
     * @param progress told the bytes done, and asked whether to go on
     * @throws IOException with a message that is one sentence for the user; also where a byte cannot be read
     * @throws DumpRefused where the target is an image or a folder
     * @throws io.github.qcowscope.job.Cancelled when {@code progress} says so
     */
    public static void write(ByteSource source, Path image, ByteRange range, Path target, Progress progress)
            throws IOException, DumpRefused {
        OutputFile.refuseImage(target, image);
        ByteRange inside = range.intersect(new ByteRange(0, source.length()));
        OutputFile.write(target, progress, out -> copy(source, inside, out, progress));
    }

    private static void copy(ByteSource source, ByteRange range, OutputStream out,
            Progress progress) throws IOException {
        byte[] block = new byte[(int) Math.min(BLOCK, range.length())];
        for (long at = range.offset(); at < range.end();) {
            progress.check();
            progress.report(at - range.offset(), range.length());
            int wanted = (int) Math.min(block.length, range.end() - at);
            int got = source.read(at, block, 0, wanted);
            out.write(block, 0, got);
            at += got;
            if (got < wanted) {
                throw new IOException("the byte at 0x%x is not there (%s)".formatted(at, source.whyUnreadable(at)));
            }
        }
    }
}
