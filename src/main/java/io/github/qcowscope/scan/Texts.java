package io.github.qcowscope.scan;

import io.github.qcowscope.bytes.Chunk;
import io.github.qcowscope.bytes.Utf8;

/** Tells names from bytes that only happen to stand where a name should. */
final class Texts {

    private static final int SPACE = 0x20;
    private static final int DELETE = 0x7f;

    private Texts() {}

    /** Whether bytes can be a name: UTF-8 without control characters, and at least one byte. */
    static boolean isName(Chunk chunk) {
        if (!chunk.isWhole() || chunk.available() == 0) {
            return false;
        }
        for (int i = 0; i < chunk.available(); i++) {
            if (chunk.u8(i) < SPACE || chunk.u8(i) == DELETE) {
                return false;
            }
        }
        return Utf8.isValid(chunk.toArray());
    }

    /** Whether bytes can be a name that fills a field up with zeros: a name, and after it nothing but zeros. */
    static boolean isPadded(Chunk chunk) {
        int end = 0;
        while (end < chunk.available() && chunk.u8(end) >= SPACE && chunk.u8(end) < DELETE) {
            end++;
        }
        for (int i = end; i < chunk.available(); i++) {
            if (chunk.u8(i) != 0) {
                return false;
            }
        }
        return end > 0 && chunk.isWhole();
    }
}
