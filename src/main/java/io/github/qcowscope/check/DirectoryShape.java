package io.github.qcowscope.check;

import io.github.qcowscope.bytes.Chunk;
import io.github.qcowscope.bytes.Span;
import io.github.qcowscope.qcow2.Qcow2Image;
import io.github.qcowscope.qcow2.bitmap.Bitmap;
import io.github.qcowscope.qcow2.bitmap.BitmapDirectory;
import io.github.qcowscope.qcow2.header.HeaderExtension;
import org.jspecify.annotations.Nullable;

/** Whether the entries of the bitmap directory fill it exactly, and are as many as told: as QEMU finds it out. */
final class DirectoryShape {

    private static final String PATH = "bitmaps";
    /** QEMU reads no directory that is longer: 65,535 bitmaps of 1,024 bytes. */
    private static final long MOST = 65_535 * 1024;

    private final Inspection inspection;
    private final BitmapDirectory directory;
    private final long offset;
    private final long size;

    DirectoryShape(Inspection inspection, BitmapDirectory directory) {
        this.inspection = inspection;
        this.directory = directory;
        offset = directory.extension().view().raw(HeaderExtension.BITMAP_DIRECTORY_OFFSET);
        size = directory.extension().view().raw(HeaderExtension.BITMAP_DIRECTORY_SIZE);
    }

    void run() {
        Qcow2Image image = inspection.image();
        Rule broken = broken();
        String problem = directory.problem();
        if (broken == null && problem == null) {
            return;
        }
        Rule rule = broken != null ? broken : BitmapRules.BROKEN;
        String message = problem != null ? problem
                : "The entries do not fill the bitmap directory of %s bytes.".formatted(Long.toUnsignedString(size));
        Finding found = Finding.of(rule, new Span(image.source(), directory.range()), PATH, message);
        inspection.found(broken != null && image.bitmapsAreConsistent() ? found : found.withoutQemuMessage());
    }

    /** The rule that QEMU finds broken first; null where it reads the directory to its end. */
    private @Nullable Rule broken() {
        if (size <= 0 || size > MOST) {
            return null;
        }
        if (offset < 0 || offset > Inspection.LAST_OFFSET) {
            return BitmapRules.UNREADABLE;
        }
        long at = 0;
        long count = 0;
        while (at < size) {
            if (at + Bitmap.FIXED > size) {
                return BitmapRules.BROKEN;
            }
            if (++count > directory.declaredCount()) {
                return BitmapRules.MORE;
            }
            Chunk entry = inspection.image().source().chunk(offset + at, Bitmap.FIXED);
            if (!entry.isWhole() && entry.u32(8) == 0) {
                // QEMU reads zeros behind the end of the file, and a table of no entries breaks its rules.
                return BitmapRules.SHORT;
            }
            long extra = entry.u32(20);
            // QEMU adds in 32 bits.
            int length = (int) (Bitmap.FIXED + entry.u16(18) + extra);
            long next = at + (length + 7 & ~7);
            if (next > size) {
                return BitmapRules.BROKEN;
            }
            if (extra != 0) {
                // QEMU refuses the image for the extra data, and looks no further.
                return null;
            }
            at = next;
        }
        return count < directory.declaredCount() ? BitmapRules.LESS : null;
    }
}
