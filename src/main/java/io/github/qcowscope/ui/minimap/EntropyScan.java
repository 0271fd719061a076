package io.github.qcowscope.ui.minimap;

import io.github.qcowscope.bytes.ByteRange;
import io.github.qcowscope.bytes.ByteSource;
import io.github.qcowscope.bytes.Extent;
import io.github.qcowscope.job.Progress;

/** Measures how much like noise the bytes of each row are, by a sample of them. */
final class EntropyScan {

    /** Bytes that are read for a row at most: a file of terabytes costs no more than one of megabytes. */
    static final int SAMPLE = 4096;
    /** Holes and data of a row that are looked at to find data. */
    private static final int PROBES = 4;
    private static final int BYTE_VALUES = 256;

    private EntropyScan() {}

    /** What the rows show. */
    static MinimapCells scan(ByteSource source, MinimapRows rows, Progress progress) {
        byte[] levels = new byte[rows.count()];
        byte[] sample = new byte[SAMPLE];
        for (int row = 0; row < rows.count(); row++) {
            progress.check();
            progress.report(row, rows.count());
            levels[row] = level(source, rows.bytes(row), sample);
        }
        return new MinimapCells(rows, MinimapMode.ENTROPY, levels, new byte[0]);
    }

    private static byte level(ByteSource source, ByteRange row, byte[] sample) {
        long at = row.offset();
        Extent extent = source.extentAt(at);
        for (int i = 1; i < PROBES && extent.hole() && extent.end() < row.end(); i++) {
            at = extent.end();
            extent = source.extentAt(at);
        }
        if (extent.hole()) {
            return MinimapCells.NOTHING;
        }
        int got = source.read(at, sample, 0, (int) Math.min(SAMPLE, Math.min(row.end(), extent.end()) - at));
        return got == 0 ? MinimapCells.UNKNOWN : level(sample, got);
    }

    /** Bits that a byte is worth, of those that so few bytes could be worth at most, as a percentage. */
    static byte level(byte[] bytes, int count) {
        int[] counts = new int[BYTE_VALUES];
        for (int i = 0; i < count; i++) {
            counts[bytes[i] & 0xff]++;
        }
        double bits = 0;
        for (int each : counts) {
            if (each > 0) {
                double share = (double) each / count;
                bits -= share * Math.log(share);
            }
        }
        double most = Math.log(Math.min(count, BYTE_VALUES));
        return (byte) Math.round(most == 0 ? 0 : 100 * bits / most);
    }
}
