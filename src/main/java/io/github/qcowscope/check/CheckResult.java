package io.github.qcowscope.check;

import io.github.qcowscope.qcow2.bitmap.Bitmap;
import io.github.qcowscope.schema.Severity;
import java.util.Optional;

/**
 * The outcome of a check. The numbers are those of {@code qemu-img check}.
 *
 * @param checked           whether clusters were counted at all; if not, the file is no QCOW2 image, or its header
 *                          tells nothing to count with
 * @param corruptions       errors found
 * @param leaks             clusters with a refcount that is too high
 * @param checkErrors       what could not be checked
 * @param givesUp           whether QEMU ends its check early because of what it meets
 * @param imageEndOffset    bytes up to the end of the last cluster that is used; 0 where nothing was counted
 * @param totalClusters     clusters of the virtual disk
 * @param allocatedClusters guest clusters that have a place
 * @param fragmentedClusters those of them that do not follow the one before
 * @param compressedClusters those of them that are compressed
 * @param worst             the worst severity of all findings; empty where there is none
 * @param refusal           the first finding because of which QEMU refuses to open the image; empty where it opens it
 * @param bitmaps           what each bitmap of the directory is worth, in the directory's order
 */
public record CheckResult(boolean checked, long corruptions, long leaks, long checkErrors, boolean givesUp,
        long imageEndOffset, long totalClusters, long allocatedClusters, long fragmentedClusters,
        long compressedClusters,
        Optional<Severity> worst, Optional<Finding> refusal, java.util.List<Bitmap.Verdict> bitmaps) {

    /** No errors. */
    public static final int CLEAN = 0;
    /** The check could not be completed. */
    public static final int INCOMPLETE = 1;
    /** Errors, or QEMU refuses the image. */
    public static final int CORRUPT = 2;
    /** Leaked clusters, and nothing worse. */
    public static final int LEAKS = 3;

    /**
     * The exit code of {@code qemu-img check}; where QEMU refuses the image and we could check it, {@link #CORRUPT}.
     */
    public int exitCode() {
        return !checked || checkErrors > 0 || givesUp ? INCOMPLETE
                : corruptions > 0 || refusal.isPresent() ? CORRUPT
                : leaks > 0 ? LEAKS
                : CLEAN;
    }
}
