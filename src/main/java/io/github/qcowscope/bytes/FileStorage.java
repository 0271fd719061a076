package io.github.qcowscope.bytes;

import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemoryLayout;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.SymbolLookup;
import java.lang.foreign.ValueLayout;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.VarHandle;
import java.nio.file.FileSystems;
import java.nio.file.Path;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What a file system knows of a file beyond its bytes: which stretches it stores, and how much room they take. The JDK
 * has no way to ask, so this asks the C library, on Linux only. Never writes and never locks.
 */
final class FileStorage implements AutoCloseable {

    private static final int O_RDONLY_CLOEXEC = 02000000;
    private static final int SEEK_DATA = 3;
    private static final int SEEK_HOLE = 4;
    /** "No such device or address": what lseek says where no data follow. */
    private static final int ENXIO = 6;
    private static final int AT_FDCWD = -100;
    private static final int STATX_BLOCKS = 0x400;
    private static final int STATX_SIZE = 256;
    private static final int STATX_BLOCKS_AT = 48;
    /** The unit in which file systems count, whatever their own block size. */
    private static final int BLOCK = 512;

    /** The functions of the C library. */
    private record Library(MethodHandle open, MethodHandle lseek, MethodHandle close, MethodHandle statx,
            MemoryLayout state, VarHandle errno) {

        private static final Optional<Library> FOUND = find();

        @SuppressWarnings("restricted") // The signatures below are those of the C library's manual pages.
        private static Optional<Library> find() {
            if (!System.getProperty("os.name").equals("Linux")
                    || ValueLayout.ADDRESS.byteSize() != Long.BYTES) {
                return Optional.empty();
            }
            Linker linker = Linker.nativeLinker();
            SymbolLookup library = linker.defaultLookup();
            if (library.find("statx").isEmpty()) {
                return Optional.empty();
            }
            MemoryLayout state = Linker.Option.captureStateLayout();
            return Optional.of(new Library(
                    linker.downcallHandle(library.findOrThrow("open"),
                            FunctionDescriptor.of(ValueLayout.JAVA_INT, ValueLayout.ADDRESS, ValueLayout.JAVA_INT),
                            Linker.Option.firstVariadicArg(2)),
                    linker.downcallHandle(library.findOrThrow("lseek"),
                            FunctionDescriptor.of(ValueLayout.JAVA_LONG, ValueLayout.JAVA_INT, ValueLayout.JAVA_LONG,
                                    ValueLayout.JAVA_INT),
                            Linker.Option.captureCallState("errno")),
                    linker.downcallHandle(library.findOrThrow("close"),
                            FunctionDescriptor.of(ValueLayout.JAVA_INT, ValueLayout.JAVA_INT)),
                    linker.downcallHandle(library.findOrThrow("statx"),
                            FunctionDescriptor.of(ValueLayout.JAVA_INT, ValueLayout.JAVA_INT, ValueLayout.ADDRESS,
                                    ValueLayout.JAVA_INT, ValueLayout.JAVA_INT, ValueLayout.ADDRESS)),
                    state,
                    state.varHandle(MemoryLayout.PathElement.groupElement("errno"))));
        }
    }

    private final Library library;
    private final int descriptor;
    private boolean closed;

    private FileStorage(Library library, int descriptor) {
        this.library = library;
        this.descriptor = descriptor;
    }

    /** Opens a file to ask about its extents; null where that is not possible. */
    static @Nullable FileStorage open(Path path) {
        Library library = libraryFor(path);
        if (library == null) {
            return null;
        }
        try (Arena arena = Arena.ofConfined()) {
            int descriptor = (int) library.open.invokeExact(arena.allocateFrom(path.toString()), O_RDONLY_CLOEXEC);
            return descriptor < 0 ? null : new FileStorage(library, descriptor);
        } catch (Throwable e) {
            throw unexpected(e);
        }
    }

    /** Bytes that a file takes on its disk; -1 where that cannot be told. */
    static long storedBytes(Path path) {
        Library library = libraryFor(path);
        if (library == null) {
            return -1;
        }
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment into = arena.allocate(STATX_SIZE, Long.BYTES);
            int result = (int) library.statx.invokeExact(
                    AT_FDCWD, arena.allocateFrom(path.toString()), 0, STATX_BLOCKS, into);
            return result < 0 ? -1 : into.get(ValueLayout.JAVA_LONG, STATX_BLOCKS_AT) * BLOCK;
        } catch (Throwable e) {
            throw unexpected(e);
        }
    }

    /**
     * The stretch that has a byte, as far as it lies from there on.
     *
     * @param offset a byte of the file
     * @param length bytes of the file
     * @return null where the file system does not tell
     */
    synchronized @Nullable Extent extentAt(long offset, long length) {
        long data = seek(offset, SEEK_DATA);
        if (data == -ENXIO) {
            return new Extent(length, true);
        }
        if (data > offset) {
            return new Extent(Math.min(data, length), true);
        }
        long hole = data == offset ? seek(offset, SEEK_HOLE) : -1;
        return hole > offset ? new Extent(Math.min(hole, length), false) : null;
    }

    /** Where lseek arrives, or the error's negative number. */
    private long seek(long offset, int whence) {
        if (closed) {
            return -1;
        }
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment state = arena.allocate(library.state);
            long at = (long) library.lseek.invokeExact(state, descriptor, offset, whence);
            return at >= 0 ? at : -(int) library.errno.get(state, 0L);
        } catch (Throwable e) {
            throw unexpected(e);
        }
    }

    @Override
    public synchronized void close() {
        if (closed) {
            return;
        }
        closed = true;
        try {
            int ignored = (int) library.close.invokeExact(descriptor);
        } catch (Throwable e) {
            throw unexpected(e);
        }
    }

    private static @Nullable Library libraryFor(Path path) {
        return path.getFileSystem() == FileSystems.getDefault() ? Library.FOUND.orElse(null) : null;
    }

    /** A call of the C library throws nothing of its own. */
    private static AssertionError unexpected(Throwable e) {
        return new AssertionError("a call of the C library failed", e);
    }
}
