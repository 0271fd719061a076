package io.github.qcowscope.qcow2.dirty;

import io.github.qcowscope.bytes.ByteRange;
import java.util.Iterator;
import java.util.NoSuchElementException;
import java.util.Spliterator;
import java.util.Spliterators;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

/** A bitmap's runs as ranges of the virtual disk, each read when it is asked for. */
final class DirtyRanges implements Iterator<DirtyRange> {

    private final DirtyBitmap bitmap;
    private final DirtyRuns runs;
    private boolean more;

    private DirtyRanges(DirtyBitmap bitmap, DirtyRuns runs) {
        this.bitmap = bitmap;
        this.runs = runs;
        more = runs.next();
    }

    /** The ranges of some runs, in order. */
    static Stream<DirtyRange> of(DirtyBitmap bitmap, DirtyRuns runs) {
        return StreamSupport.stream(Spliterators.spliteratorUnknownSize(new DirtyRanges(bitmap, runs),
                Spliterator.ORDERED | Spliterator.NONNULL), false);
    }

    @Override
    public boolean hasNext() {
        return more;
    }

    @Override
    public DirtyRange next() {
        if (!more) {
            throw new NoSuchElementException();
        }
        ByteRange guest = bitmap.guest(runs.start(), runs.end());
        DirtyRange range = new DirtyRange(guest.offset(), guest.length(), runs.state());
        more = runs.next();
        return range;
    }
}
