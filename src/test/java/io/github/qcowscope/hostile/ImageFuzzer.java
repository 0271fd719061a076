package io.github.qcowscope.hostile;

import io.github.qcowscope.bytes.HeapBytes;

/** What Jazzer runs: any bytes are an image. {@code src/site/fuzzing.md} tells how; no Jazzer is needed to compile this. */
public final class ImageFuzzer {

    private static final int MOST_NODES = 500;
    private static final int CHECKS = 8;
    private static final int MOST_BYTES = 1 << 14;

    private ImageFuzzer() {}

    /** One input. Throws what should never be thrown. */
    public static void fuzzerTestOneInput(byte[] data) {
        Interrogation.of(new HeapBytes("image", data), MOST_NODES, () -> new Effort(CHECKS, MOST_BYTES));
    }
}
