package io.github.qcowscope.bytes;

/** Bytes that are on the heap already: an inflated cluster, or a test's image. */
public final class HeapBytes implements ByteSource {

    private final String name;
    private final byte[] bytes;

    /**
     * A source over an array that nobody changes from now on.
     *
     * @param name  what to call it in a message
     * @param bytes the content
     */
    public HeapBytes(String name, byte[] bytes) {
        this.name = name;
        this.bytes = bytes;
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public long length() {
        return bytes.length;
    }

    @Override
    public int read(long offset, byte[] into, int at, int count) {
        if (offset < 0 || offset >= bytes.length) {
            return 0;
        }
        int got = (int) Math.min(count, bytes.length - offset);
        System.arraycopy(bytes, (int) offset, into, at, got);
        return got;
    }
}
