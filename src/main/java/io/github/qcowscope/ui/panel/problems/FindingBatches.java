package io.github.qcowscope.ui.panel.problems;

import io.github.qcowscope.check.Finding;
import io.github.qcowscope.job.Progress;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/**
 * Hands on what a check finds, a batch every now and then: an image can have more findings than the window could take one by
 * one. All are counted, the first of each severity are kept. Never full: a full sink would leave findings out of the counts.
 */
final class FindingBatches implements Finding.Sink, Progress {

    /** Findings that are kept of each severity, so that a flood of notes leaves room for errors. */
    static final int MOST = 5_000;
    private static final long PAUSE = TimeUnit.MILLISECONDS.toNanos(100);

    /**
     * Findings that are new.
     *
     * @param findings those that are kept
     * @param counts   of all findings so far
     */
    record Batch(List<Finding> findings, FindingCounts counts) {}

    private final Progress progress;
    private final Consumer<Batch> out;
    private List<Finding> waiting = new ArrayList<>();
    private FindingCounts counts = FindingCounts.NONE;
    private FindingCounts handed = FindingCounts.NONE;
    private long last = System.nanoTime();

    /**
     * Nothing found yet.
     *
     * @param progress of the check; at each of its reports, what has been found is handed on
     * @param out      takes the batches
     */
    FindingBatches(Progress progress, Consumer<Batch> out) {
        this.progress = progress;
        this.out = out;
    }

    @Override
    public synchronized void found(Finding finding) {
        if (counts.of(finding.severity()) < MOST) {
            waiting.add(finding);
        }
        counts = counts.plus(finding.severity());
        handOnWhenDue();
    }

    @Override
    public void report(long done, long total) {
        progress.report(done, total);
        synchronized (this) {
            handOnWhenDue();
        }
    }

    @Override
    public boolean isCancelled() {
        return progress.isCancelled();
    }

    @Override
    public int threads() {
        return progress.threads();
    }

    private void handOnWhenDue() {
        if (System.nanoTime() - last >= PAUSE) {
            handOn();
        }
    }

    /** Hands on what has not been handed on yet. */
    synchronized void handOn() {
        if (!counts.equals(handed)) {
            out.accept(new Batch(waiting, counts));
            waiting = new ArrayList<>();
            handed = counts;
        }
        last = System.nanoTime();
    }
}
