package io.github.qcowscope.bytes;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.channels.FileChannel;
import java.nio.file.Path;

/** A file that is read a piece at a time, a system call each. Not by a channel, which an interrupt would close for all. */
final class PlainReads {

    private final RandomAccessFile file;

    /**
     * Opens a file.
     *
     * @throws IOException                   with a message of the system's
     * @throws UnsupportedOperationException where the file is not one of the system's own
     */
    PlainReads(Path path) throws IOException {
        file = new RandomAccessFile(path.toFile(), "r");
    }

    /** How many bytes the file has now. */
    long length() throws IOException {
        return file.length();
    }

    /** Copies bytes, and tells how many were there: fewer where the file ends, or its device fails, or it has been closed. */
    synchronized int read(long offset, byte[] into, int at, int count) {
        int done = 0;
        try {
            file.seek(offset);
            while (done < count) {
                int got = file.read(into, at + done, count - done);
                if (got < 0) {
                    break;
                }
                done += got;
            }
        } catch (IOException e) {
            // What came before it is there; the source tells why the rest is not.
            return done;
        }
        return done;
    }

    /** The same open file, to be mapped: an interrupt in there closes it. */
    FileChannel channel() {
        return file.getChannel();
    }

    /** Closes the file, any number of times; not under a read, whose descriptor might be another file's by then. */
    synchronized void close() {
        try {
            file.close();
        } catch (IOException e) {
            // It was only read from: nothing is lost.
        }
    }
}
