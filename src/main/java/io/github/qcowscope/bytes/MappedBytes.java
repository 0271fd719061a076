package io.github.qcowscope.bytes;

import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.channels.FileChannel.MapMode;

/**
 * The memory that a file is mapped to, as one read-only segment whatever its size.
 *
 * <p>Another program may truncate the file while it is mapped; a read then faults. The fault is caught here and becomes a
 * short read. The class rests on measured behaviour of the JVM: bulk copies raise {@link InternalError}, at the latest in the
 * native method that ends the guarded block; other ways to touch mapped memory can end the whole process.
 */
final class MappedBytes {

    /** Bytes copied under one guard: a fault inside loses at most this much, which {@link #copyAround} then narrows. */
    private static final int GUARDED = 1 << 16;
    private static final ValueLayout.OfLong BIG_ENDIAN_LONG =
            ValueLayout.JAVA_LONG_UNALIGNED.withOrder(ByteOrder.BIG_ENDIAN);
    /** A fault hits a page of memory, and no page is smaller. */
    private static final int PAGE = 4096;

    private final Arena arena;
    private final MemorySegment segment;

    private MappedBytes(Arena arena, MemorySegment segment) {
        this.arena = arena;
        this.segment = segment;
    }

    /**
     * Maps the first bytes of a file.
     *
     * @throws IOException                   where it cannot be mapped
     * @throws UnsupportedOperationException where its file system cannot map anything
     */
    static MappedBytes of(FileChannel channel, long length) throws IOException {
        Arena arena = Arena.ofShared();
        try {
            return new MappedBytes(arena, channel.map(MapMode.READ_ONLY, 0, length, arena));
        } catch (IOException | UnsupportedOperationException e) {
            arena.close();
            throw e;
        }
    }

    /** Copies bytes that lie inside the file, and tells how many were there. */
    int read(long offset, byte[] into, int at, int count) {
        int done = 0;
        while (done < count) {
            int step = Math.min(GUARDED, count - done);
            if (!copy(offset + done, into, at + done, step)) {
                return done + copyAround(offset + done, into, at + done, step);
            }
            done += step;
        }
        return done;
    }

    /** Copies big-endian numbers that lie inside the file; false where one of them is not there any more. */
    boolean readLongs(long offset, long[] into, int count) {
        boolean read = true;
        for (int done = 0; read && done < count; done += GUARDED / Long.BYTES) {
            read = copy(offset + (long) done * Long.BYTES, into, done, Math.min(GUARDED / Long.BYTES, count - done));
        }
        return read;
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

    /** Unmaps the file, also while others read; to be called once. */
    void close() {
        arena.close();
    }
}
