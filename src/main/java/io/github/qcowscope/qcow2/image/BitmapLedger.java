package io.github.qcowscope.qcow2.image;

import io.github.qcowscope.job.Progress;
import io.github.qcowscope.qcow2.bitmap.Bitmap;
import io.github.qcowscope.qcow2.bitmap.BitmapDirectory;
import io.github.qcowscope.qcow2.bitmap.BitmapTableEntry;
import io.github.qcowscope.qcow2.layout.EntryTable;
import io.github.qcowscope.qcow2.layout.Geometry;
import java.util.ArrayList;
import java.util.List;

/**
 * What an image's bitmaps hold in the file. A cluster that two table entries lead to counts twice: the image is damaged
 * then.
 *
 * @param directoryClusters clusters of the bitmap directory, which all bitmaps share
 * @param lines             a line for each bitmap, in the order of the directory
 * @param clusterSize       bytes of a cluster
 * @param fileLength        bytes of the file
 */
public record BitmapLedger(long directoryClusters, List<Line> lines, long clusterSize, long fileLength) {

    /**
     * What one bitmap holds.
     *
     * @param bitmap        its entry in the directory
     * @param verdict       what it is worth
     * @param entryBytes    bytes of its entry in the directory
     * @param tableClusters clusters of its table
     * @param dataClusters  clusters of its data
     * @param clusterSize   bytes of a cluster
     */
    public record Line(Bitmap bitmap, Bitmap.Verdict verdict, long entryBytes, long tableClusters, long dataClusters,
            long clusterSize) {

        /** Clusters of table and data. */
        public long clusters() {
            return tableClusters + dataClusters;
        }

        /** Bytes of table and data: what removing the bitmap would free. */
        public long bytes() {
            return clusters() * clusterSize;
        }

        /** Whether the bitmap is of no use, so that it could be removed: no program may trust what it says. */
        public boolean isStale() {
            return verdict != Bitmap.Verdict.USABLE;
        }

        static Line of(Bitmap bitmap, Geometry geometry, Bitmap.Verdict verdict, Progress progress) {
            EntryTable table = bitmap.table();
            long[] data = {0};
            table.scan(0, progress, (index, raw, second) -> {
                long offset = new BitmapTableEntry(raw).offset();
                data[0] += offset != 0 && offset < geometry.fileLength() ? 1 : 0;
                return true;
            });
            return new Line(bitmap, verdict, bitmap.range().length(),
                    Geometry.ceilDiv(table.range().length(), geometry.clusterSize()), data[0], geometry.clusterSize());
        }
    }

    /** Adds up what the bitmaps of an image hold; reads their tables. */
    public static BitmapLedger of(Structures image, Progress progress) {
        Geometry geometry = image.geometry();
        List<Line> lines = new ArrayList<>();
        BitmapDirectory directory = image.bitmaps().orElse(null);
        for (int i = 0; directory != null && i < directory.count(); i++) {
            Bitmap bitmap = directory.get(i);
            lines.add(Line.of(bitmap, geometry, bitmap.verdict(image.bitmapsAreConsistent()), progress));
        }
        long clusters = directory == null ? 0 : Geometry.ceilDiv(directory.range().length(), geometry.clusterSize());
        return new BitmapLedger(clusters, List.copyOf(lines), geometry.clusterSize(), geometry.fileLength());
    }

    /** Clusters that all bitmaps hold together, with the directory. */
    public long clusters() {
        return directoryClusters + lines.stream().mapToLong(Line::clusters).sum();
    }

    /** Bytes that all bitmaps hold together, with the directory. */
    public long bytes() {
        return clusters() * clusterSize;
    }

    /** The part of the file that is bitmaps, 0 to 1; more than 1 where a damaged image counts clusters twice. */
    public double share() {
        return fileLength == 0 ? 0 : (double) bytes() / fileLength;
    }

    /** The bitmaps that are of no use. */
    public List<Line> stale() {
        return lines.stream().filter(Line::isStale).toList();
    }
}
