package io.github.qcowscope.ui.hex;

import io.github.qcowscope.bytes.ByteRange;
import io.github.qcowscope.bytes.ByteSource;
import java.util.List;

/** Tells which of the bytes that can be seen are what the user looks for. */
@FunctionalInterface
public interface MatchSource {

    /**
     * The matches that have a byte in a window, which is no larger than a screen.
     *
     * @param source the bytes that are shown
     */
    List<ByteRange> in(ByteSource source, ByteRange window);
}
