package io.github.qcowscope.ui.scan;

import io.github.qcowscope.job.Progress;
import io.github.qcowscope.scan.Proposal;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;

/** Hands on what a scan finds and how far it is, every now and then: the window need not see each step. */
final class ProposalBatches implements Progress, Consumer<Proposal> {

    private static final long PAUSE = TimeUnit.MILLISECONDS.toNanos(100);

    /**
     * What is new.
     *
     * @param proposals found since the last time
     * @param share     how far the scan is, 0 to 1
     */
    record Batch(List<Proposal> proposals, double share) {}

    private final Progress progress;
    private final AtomicBoolean stopped;
    private final Consumer<Batch> out;
    private List<Proposal> waiting = new ArrayList<>();
    private double share;
    private long last = System.nanoTime();

    /**
     * Nothing found yet.
     *
     * @param progress of the scan
     * @param stopped  set by whoever wants no more of it
     * @param out      takes the batches
     */
    ProposalBatches(Progress progress, AtomicBoolean stopped, Consumer<Batch> out) {
        this.progress = progress;
        this.stopped = stopped;
        this.out = out;
    }

    @Override
    public synchronized void accept(Proposal proposal) {
        waiting.add(proposal);
        handOnWhenDue();
    }

    @Override
    public synchronized void report(long done, long total) {
        progress.report(done, total);
        share = total > 0 ? (double) done / total : 0;
        handOnWhenDue();
    }

    @Override
    public boolean isCancelled() {
        return progress.isCancelled() || stopped.get();
    }

    @Override
    public int threads() {
        return progress.threads();
    }

    private void handOnWhenDue() {
        if (System.nanoTime() - last >= PAUSE) {
            out.accept(new Batch(waiting, share));
            waiting = new ArrayList<>();
            last = System.nanoTime();
        }
    }
}
