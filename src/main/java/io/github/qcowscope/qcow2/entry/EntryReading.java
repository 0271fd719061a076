package io.github.qcowscope.qcow2.entry;

import io.github.qcowscope.bytes.ByteRange;
import io.github.qcowscope.schema.Problem;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What bytes say if they are taken for an entry.
 *
 * @param kind     which entry
 * @param bytes    where it lies; may reach past the end of the source
 * @param whole    whether all of its bytes could be read; if not, the words say why
 * @param words    what it says
 * @param target   the bytes of the file that it leads to; null where it leads nowhere
 * @param inside   whether the target lies inside the file; the last cluster of a file need not be whole
 * @param problems what speaks against it: reserved bits that are set, an offset that no cluster has
 */
public record EntryReading(EntryKind kind, ByteRange bytes, boolean whole, String words, @Nullable ByteRange target,
        boolean inside, List<Problem> problems) {}
