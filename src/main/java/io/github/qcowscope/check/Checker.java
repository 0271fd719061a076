package io.github.qcowscope.check;

import io.github.qcowscope.job.Progress;
import io.github.qcowscope.qcow2.Qcow2Image;
import io.github.qcowscope.qcow2.bitmap.Bitmap;
import io.github.qcowscope.qcow2.layout.Geometry;
import java.util.List;
import java.util.Optional;

/**
 * Checks an image: every rule of {@link Rules}, with the numbers of {@code qemu-img check}. Only reads.
 *
 * <p>Memory is bounded whatever the file says: the counts of references take at most half of the heap, and an image with more
 * clusters than fit is walked several times, a window of clusters at a time.
 *
 * <p>Differences from QEMU 7.2, all of them on purpose:
 * <ul>
 * <li>An image that QEMU refuses to open is checked all the same, if its header tells how; the exit code is then 2, where
 *     {@code qemu-img check} ends with 1: it could not be checked by QEMU, but it was here.
 * <li>Of two bitmaps extensions the first is read, QEMU reads the last; the second is a finding in any case.
 * <li>A table that the end of the file cuts inside the file's last 512 bytes is not told to be cut: QEMU reads whole sectors,
 *     and zeros behind the end.
 * <li>Compressed clusters are inflated, 256 MiB of them at most, and bitmap data is held against the structures that it lies
 *     on: findings that QEMU has no words for, and which change none of its numbers, nor the exit code.
 * <li>An encrypted image needs no password, and neither backing file nor external data file need be there: the check does not
 *     read them.
 * <li>A file with more than 2^31 clusters, which QEMU does not check, is checked.
 * <li>With refcounts of 32 or 64 bits, more than {@link References#MOST} references to one cluster end in
 *     {@code check-incomplete}; QEMU counts on.
 * <li>An image that leads to the same tables so often that a check would take days ends in {@code check-incomplete}.
 * </ul>
 */
public final class Checker {

    private final Qcow2Image image;
    private final int threads;
    private final long mostMemory;

    /** A checker that uses as many cores as the progress allows, and half of the heap. */
    public Checker(Qcow2Image image) {
        this(image, Runtime.getRuntime().availableProcessors(), Runtime.getRuntime().maxMemory() / 2);
    }

    /**
     * A checker with bounds of its own.
     *
     * @param threads    how many threads read tables
     * @param mostMemory bytes that counts of references may take
     */
    Checker(Qcow2Image image, int threads, long mostMemory) {
        this.image = image;
        this.threads = threads;
        this.mostMemory = mostMemory;
    }

    /**
     * Checks the image.
     *
     * @param findings takes findings while the check goes on
     * @throws io.github.qcowscope.job.Cancelled where the caller no longer wants the result
     */
    public CheckResult run(Finding.Sink findings, Progress progress) {
        Inspection inspection = new Inspection(image, findings, progress);
        Budget budget = new Budget(image.source());
        HeaderCheck header = new HeaderCheck(inspection);
        header.run();
        List<Bitmap.Verdict> bitmaps = List.of();
        boolean checked = header.allowsComparison();
        if (image.isRecognized()) {
            new ExtensionCheck(inspection).run();
            new EncryptionCheck(inspection).run();
            bitmaps = List.of(new BitmapCheck(inspection, budget).run());
        }
        if (checked) {
            QemuSnapshots snapshots = new QemuSnapshots(image);
            new SnapshotCheck(inspection, snapshots).run();
            new ReferenceCheck(inspection, snapshots, budget, mostMemory).run(Math.min(threads, progress.threads()));
        }
        if (budget.isSpent()) {
            inspection.incomplete(image.root().span(), "", "The image leads to the same tables again and again; not all of"
                    + " that was followed.");
        }
        Geometry geometry = image.geometry();
        long clusters = Geometry.ceilDiv(geometry.virtualSize() & -512, geometry.clusterSize());
        return new CheckResult(checked, inspection.corruptions, inspection.leaks, inspection.checkErrors,
                inspection.givesUp(), checked ? inspection.highest + 1 << geometry.clusterBits() : 0, clusters,
                inspection.allocated, inspection.fragmented, inspection.compressed,
                Optional.ofNullable(inspection.worst()), Optional.ofNullable(inspection.refusal()), bitmaps);
    }
}
