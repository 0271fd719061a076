package io.github.qcowscope.bytes;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel.MapMode;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import org.jspecify.annotations.Nullable;

/**
 * A file, memory-mapped read-only as one segment whatever its size. It is neither written nor locked.
 *
 * <p>Another program may truncate the file while it is mapped; a read then faults. The fault is caught here and becomes a
 * short read. The class rests on measured behaviour of the JVM: bulk copies raise {@link InternalError}, at the latest in the
 * native method that ends the guarded block; other ways to touch mapped memory can end the whole process.
 */
public final class MappedFile implements ByteSource {

    /** Bytes copied under one guard: a fault inside loses at most this much, which {@link #copyAround} then narrows. */
    private static final int GUARDED = 1 << 16;
    private static final ValueLayout.OfLong BIG_ENDIAN_LONG =
            ValueLayout.JAVA_LONG_UNALIGNED.withOrder(ByteOrder.BIG_ENDIAN);
    /** A fault hits a page of memory, and no page is smaller. */
    private static final int PAGE = 4096;

    private final Path path;
    private final Arena arena;
    private final MemorySegment segment;
    private @Nullable FileStorage storage;
    private boolean askedForStorage;
    private final Object single = new Object();
    private @Nullable RandomAccessFile singleFile;

    private MappedFile(Path path, Arena arena, MemorySegment segment) {
        this.path = path;
        this.arena = arena;
        this.segment = segment;
    }

    /**
     * Maps a file.
     *
     * @throws IOException with a message that is one sentence for the user: there is no such file, it is a folder, a pipe, a
     *                     socket, may not be read, or cannot be mapped
     */
    public static MappedFile open(Path path) throws IOException {
        refuseWhatHasNoBytes(path);
        Arena arena = Arena.ofShared();
        try (FileChannel channel = FileChannel.open(path, StandardOpenOption.READ)) {
            return new MappedFile(path, arena, channel.map(MapMode.READ_ONLY, 0, channel.size(), arena));
        } catch (IOException | UnsupportedOperationException e) {
            arena.close();
            throw new IOException(path + " cannot be read: " + reason(e), e);
        }
    }

    /** Opening a pipe would wait for a writer for ever, so the kind of file is asked first. */
    private static void refuseWhatHasNoBytes(Path path) throws IOException {
        if (Files.isDirectory(path)) {
            throw new IOException(path + " is a folder, not a disk image.");
        }
        if (Files.notExists(path)) {
            throw new NoSuchFileException(path.toString(), null, "There is no file " + path + ".") {
                private static final long serialVersionUID = 1L;

                @Override
                public String getMessage() {
                    return getReason();
                }
            };
        }
        if (Files.isRegularFile(path) || !path.getFileSystem().supportedFileAttributeViews().contains("unix")) {
            return;
        }
        int type = (int) Files.getAttribute(path, "unix:mode", new LinkOption[0]) & 0170000;
        if (type == 0010000) {
            throw new IOException(path + " is a pipe; a disk image must be a file or a block device.");
        }
        if (type == 0140000 || type == 0020000) {
            throw new IOException(path + " is a socket or a character device; a disk image must be a file or a block device.");
        }
    }

    private static String reason(Exception e) {
        return switch (e) {
            case java.nio.file.AccessDeniedException denied -> "permission denied.";
            case java.nio.file.FileSystemException fs when fs.getReason() != null -> fs.getReason() + ".";
            default -> e.getMessage() + ".";
        };
    }

    /** The file's path, as it was opened. */
    public Path path() {
        return path;
    }

    @Override
    public String name() {
        Path file = path.getFileName();
        return file == null ? path.toString() : file.toString();
    }

    @Override
    public long length() {
        return segment.byteSize();
    }

    @Override
    public int read(long offset, byte[] into, int at, int count) {
        if (offset < 0 || offset >= length()) {
            return 0;
        }
        int room = (int) Math.min(count, length() - offset);
        int done = 0;
        while (done < room) {
            int step = Math.min(GUARDED, room - done);
            if (!copy(offset + done, into, at + done, step)) {
                return done + copyAround(offset + done, into, at + done, step);
            }
            done += step;
        }
        return done;
    }

    /**
     * Has the system bring just these bytes into its cache. A fault of mapped memory brings whatever the system is set to read
     * ahead, which can be 8 MiB and take 30 ms even of a hole; a plain read at another place than the last one does not.
     */
    @Override
    public void expect(long offset, int count) {
        if (offset < 0 || offset >= length() || count <= 0 || count > GUARDED) {
            return;
        }
        byte[] seen = new byte[count];
        synchronized (single) {
            try {
                RandomAccessFile file = singleReads();
                if (file != null) {
                    file.seek(offset);
                    file.read(seen);
                }
            } catch (IOException e) {
                // The mapping is what counts: the read that follows tells what cannot be read.
                return;
            }
        }
    }

    /** Not a channel, which an interrupt would close for all. */
    private @Nullable RandomAccessFile singleReads() throws IOException {
        if (singleFile == null && arena.scope().isAlive()) {
            refuseWhatHasNoBytes(path);
            singleFile = new RandomAccessFile(path.toFile(), "r");
        }
        return singleFile;
    }

    @Override
    public Extent extentAt(long offset) {
        FileStorage asked = storage();
        Extent known = asked == null ? null : asked.extentAt(offset, length());
        return known == null ? ByteSource.super.extentAt(offset) : known;
    }

    /** Opened at the first question: few ask, and each open file counts. */
    private synchronized @Nullable FileStorage storage() {
        if (!askedForStorage && arena.scope().isAlive()) {
            askedForStorage = true;
            storage = FileStorage.open(path);
        }
        return storage;
    }

    @Override
    public long storedBytes() {
        long known = FileStorage.storedBytes(path);
        return known < 0 ? length() : known;
    }

    @Override
    public int readLongs(long offset, long[] into, int count) {
        boolean inside = offset >= 0 && offset <= length() - (long) count * Long.BYTES;
        for (int done = 0; inside && done < count; done += GUARDED / Long.BYTES) {
            inside = copy(offset + (long) done * Long.BYTES, into, done, Math.min(GUARDED / Long.BYTES, count - done));
        }
        return inside ? count * Long.BYTES : ByteSource.super.readLongs(offset, into, count);
    }

    @Override
    public String whyUnreadable(long offset) {
        if (!arena.scope().isAlive()) {
            return "the file has been closed";
        }
        return offset < 0 || offset >= length()
                ? ByteSource.super.whyUnreadable(offset)
                : "the file shrank or its device failed after it was opened";
    }

    /** Copies up to the first page that faults, and tells how many bytes that were. */
    private int copyAround(long offset, byte[] into, int at, int count) {
        int done = 0;
        while (done < count) {
            int step = Math.min(count - done, PAGE - (int) ((offset + done) % PAGE));
            if (!copy(offset + done, into, at + done, step)) {
                return done;
            }
            done += step;
        }
        return done;
    }

    private boolean copy(long offset, byte[] into, int at, int count) {
        return copy(ValueLayout.JAVA_BYTE, offset, into, at, count);
    }

    private boolean copy(long offset, long[] into, int at, int count) {
        return copy(BIG_ENDIAN_LONG, offset, into, at, count);
    }

    private boolean copy(ValueLayout element, long offset, Object into, int at, int count) {
        try {
            MemorySegment.copy(segment, element, offset, into, at, count);
            // Compiled code reports a fault at the next transition into the JVM, which may be past the catch: be sure it is
            // here. Any small native method does it; this one, unlike Thread.yield(), makes no system call, gives the core
            // to nobody else, and costs 30 ns.
            Thread.holdsLock(this);
            return true;
        } catch (InternalError | IllegalStateException e) {
            // InternalError: the memory behind the mapping is gone. IllegalStateException: closed by another thread.
            return false;
        }
    }

    /** Unmaps the file. Any thread may call it, any number of times, also while others read. */
    @Override
    public synchronized void close() {
        if (arena.scope().isAlive()) {
            arena.close();
        }
        if (storage != null) {
            storage.close();
        }
        synchronized (single) {
            if (singleFile != null) {
                try {
                    singleFile.close();
                } catch (IOException e) {
                    // It was only read from: nothing is lost.
                    singleFile = null;
                }
            }
        }
    }
}
