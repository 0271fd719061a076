package io.github.qcowscope.bytes;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;

/**
 * A file that other programs may write to, truncate, delete or replace while it is open. It can be mapped anew at any
 * time; everything that was read through this source or an earlier one goes on, and reads the file as it is by then:
 * what a scan finds of a file that is being written to is torn in any case, but it never ends in an error.
 *
 * <p>The length is fixed, as that of every source: a file that has grown or shrunk is another source, which
 * {@link #sharesBytesWith shares its bytes} with this one.
 */
public final class LiveFile implements ByteSource {

    /** The mapping that is in use. */
    private static final class Mapping {
        private volatile MappedFile file;
        private volatile Optional<FileState> state;
        private boolean closed;

        Mapping(MappedFile file, Optional<FileState> state) {
            this.file = file;
            this.state = state;
        }

        synchronized void replace(MappedFile next, Optional<FileState> now) {
            if (closed) {
                next.close();
                return;
            }
            MappedFile before = file;
            file = next;
            state = now;
            before.close();
        }

        synchronized void close() {
            closed = true;
            file.close();
        }
    }

    private final Mapping mapping;
    private final long length;

    private LiveFile(Mapping mapping, long length) {
        this.mapping = mapping;
        this.length = length;
    }

    /**
     * Maps a file.
     *
     * @throws IOException as {@link MappedFile#open} does
     */
    public static LiveFile open(Path path) throws IOException {
        // Before the file is opened: what happens in between shows as a change later on.
        Optional<FileState> state = FileState.of(path);
        MappedFile file = MappedFile.open(path);
        return new LiveFile(new Mapping(file, state), file.length());
    }

    /**
     * The file that has the path by now, from its first byte to its last: this very source where the length is the
     * same. Any thread may call it.
     *
     * @throws IOException as {@link MappedFile#open} does; this source goes on as before
     */
    public LiveFile renewed() throws IOException {
        Optional<FileState> state = FileState.of(path());
        MappedFile next = MappedFile.open(path());
        mapping.replace(next, state);
        return next.length() == length ? this : new LiveFile(mapping, next.length());
    }

    /** The file's path, as it was opened. */
    public Path path() {
        return mapping.file.path();
    }

    /** The state of the file when it was mapped the last time; empty where that was not known. */
    public Optional<FileState> state() {
        return mapping.state;
    }

    @Override
    public String name() {
        return mapping.file.name();
    }

    @Override
    public long length() {
        return length;
    }

    @Override
    public boolean sharesBytesWith(ByteSource other) {
        return other instanceof LiveFile file && file.mapping == mapping;
    }

    @Override
    public int read(long offset, byte[] into, int at, int count) {
        int wanted = offset < 0 || offset >= length ? 0 : (int) Math.min(count, length - offset);
        while (true) {
            MappedFile file = mapping.file;
            int got = file.read(offset, into, at, wanted);
            // A mapping that is closed under a read delivers nothing: there is a new one then.
            if (got == wanted || file == mapping.file) {
                return got;
            }
        }
    }

    @Override
    public void expect(long offset, int count) {
        mapping.file.expect(offset, count);
    }

    @Override
    public int readLongs(long offset, long[] into, int count) {
        long wanted = (long) count * Long.BYTES;
        if (offset < 0 || offset > length - wanted) {
            return ByteSource.super.readLongs(offset, into, count);
        }
        while (true) {
            MappedFile file = mapping.file;
            int got = file.readLongs(offset, into, count);
            if (got == wanted || file == mapping.file) {
                return got;
            }
        }
    }

    @Override
    public String whyUnreadable(long offset) {
        return offset < 0 || offset >= length ? ByteSource.super.whyUnreadable(offset)
                : mapping.file.whyUnreadable(offset);
    }

    @Override
    public Extent extentAt(long offset) {
        MappedFile file = mapping.file;
        if (offset >= file.length()) {
            return ByteSource.super.extentAt(offset);
        }
        Extent extent = file.extentAt(offset);
        return extent.end() < length ? extent : new Extent(length, extent.hole());
    }

    @Override
    public long storedBytes() {
        return mapping.file.storedBytes();
    }

    /** Unmaps the file, for this source and those that share its bytes. Any thread may call it, any number of times. */
    @Override
    public void close() {
        mapping.close();
    }
}
