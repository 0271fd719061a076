package io.github.qcowscope.bytes;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/**
 * A file that is neither written nor locked. The first reads are plain ones; who wants more than {@value #PLAIN} bytes has the
 * file mapped into memory. To start mapping costs the JVM more than it takes to print a small image, and a mapped page of a
 * large one brings others along that nobody asked for.
 *
 * <p>Another program may truncate the file at any time: what is gone then is a short read, before it is mapped and after.
 */
public final class MappedFile implements ByteSource {

    /** Bytes that are read plainly before the file is mapped. */
    static final int PLAIN = 1 << 20;
    /** More than a jump in the window wants to see at once. */
    private static final int EXPECTED = 1 << 16;

    private final Path path;
    private final PlainReads plain;
    private final long length;
    private long readPlainly;
    private boolean triedToMap;
    private boolean closed;
    private volatile @Nullable MappedBytes mapped;
    private @Nullable FileStorage storage;
    private boolean askedForStorage;

    private MappedFile(Path path, PlainReads plain, long length) {
        this.path = path;
        this.plain = plain;
        this.length = length;
    }

    /**
     * Opens a file.
     *
     * @throws IOException with a message that is one sentence for the user: there is no such file, it is a folder, a pipe, a
     *                     socket, or may not be read
     */
    public static MappedFile open(Path path) throws IOException {
        refuseWhatHasNoBytes(path);
        try {
            PlainReads plain = new PlainReads(path);
            return new MappedFile(path, plain, plain.length());
        } catch (FileNotFoundException e) {
            throw cannotBeRead(path, withItsReason(path, e));
        } catch (IOException | UnsupportedOperationException e) {
            throw cannotBeRead(path, e);
        }
    }

    private static IOException cannotBeRead(Path path, Exception e) {
        return new IOException(path + " cannot be read: " + reason(e), e);
    }

    /** Only a channel tells by a type why it does not open. */
    private static IOException withItsReason(Path path, FileNotFoundException vague) {
        try {
            FileChannel.open(path).close();
            return vague;
        } catch (IOException e) {
            return e;
        }
    }

    /** Opening a pipe would wait for a writer for ever, so the kind of file is asked first. */
    private static void refuseWhatHasNoBytes(Path path) throws IOException {
        if (Files.isRegularFile(path)) {
            return;
        }
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
        if (!path.getFileSystem().supportedFileAttributeViews().contains("unix")) {
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
        return length;
    }

    @Override
    public int read(long offset, byte[] into, int at, int count) {
        if (offset < 0 || offset >= length) {
            return 0;
        }
        int room = (int) Math.min(count, length - offset);
        MappedBytes mapping = mappingFor(room);
        return mapping == null ? plain.read(offset, into, at, room) : mapping.read(offset, into, at, room);
    }

    @Override
    public int readLongs(long offset, long[] into, int count) {
        long wanted = (long) count * Long.BYTES;
        MappedBytes mapping = mapped;
        return mapping != null && offset >= 0 && offset <= length - wanted && mapping.readLongs(offset, into, count)
                ? (int) wanted : ByteSource.super.readLongs(offset, into, count);
    }

    /** What to read from; null as long as plain reads do, or where there is nothing else. */
    private @Nullable MappedBytes mappingFor(long count) {
        MappedBytes known = mapped;
        return known == null ? mappingAfter(count) : known;
    }

    private synchronized @Nullable MappedBytes mappingAfter(long count) {
        readPlainly += count;
        if (readPlainly > PLAIN && !triedToMap && !closed) {
            triedToMap = true;
            // Those who read may be interrupted, which would close the file in the middle of this; that thread is not.
            mapped = CompletableFuture.supplyAsync(this::map, task -> new Thread(task, "mapping").start()).join();
        }
        return mapped;
    }

    /** Null where the file cannot be mapped: then it is read plainly for good. */
    private @Nullable MappedBytes map() {
        try {
            return MappedBytes.of(plain.channel(), length);
        } catch (IOException | UnsupportedOperationException e) {
            return null;
        }
    }

    /**
     * Has the system bring just these bytes into its cache. A fault of mapped memory brings whatever the system is set to read
     * ahead, which can be 8 MiB and take 30 ms even of a hole; a plain read at another place than the last one does not.
     */
    @Override
    public void expect(long offset, int count) {
        if (mapped != null && offset >= 0 && offset < length && count > 0 && count <= EXPECTED) {
            plain.read(offset, new byte[count], 0, count);
        }
    }

    @Override
    public Extent extentAt(long offset) {
        FileStorage asked = storage();
        Extent known = asked == null ? null : asked.extentAt(offset, length);
        return known == null ? ByteSource.super.extentAt(offset) : known;
    }

    /** Opened at the first question: few ask, and each open file counts. */
    private synchronized @Nullable FileStorage storage() {
        if (!askedForStorage && !closed) {
            askedForStorage = true;
            storage = FileStorage.open(path);
        }
        return storage;
    }

    @Override
    public long storedBytes() {
        long known = FileStorage.storedBytes(path);
        return known < 0 ? length : known;
    }

    @Override
    public String whyUnreadable(long offset) {
        if (isClosed()) {
            return "the file has been closed";
        }
        return offset < 0 || offset >= length
                ? ByteSource.super.whyUnreadable(offset)
                : "the file shrank or its device failed after it was opened";
    }

    private synchronized boolean isClosed() {
        return closed;
    }

    /** Unmaps the file. Any thread may call it, any number of times, also while others read. */
    @Override
    public synchronized void close() {
        if (closed) {
            return;
        }
        closed = true;
        if (mapped != null) {
            mapped.close();
        }
        if (storage != null) {
            storage.close();
        }
        plain.close();
    }
}
