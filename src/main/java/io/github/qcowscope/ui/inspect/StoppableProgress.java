package io.github.qcowscope.ui.inspect;

import io.github.qcowscope.job.Progress;
import java.util.function.DoubleConsumer;

/** Progress that somebody besides the job can stop, and that tells how far the work is, now and then. */
final class StoppableProgress implements Progress {

    private static final double STEP = 0.01;

    private volatile boolean stopped;
    private Progress job = NONE;
    private DoubleConsumer share = now -> { };
    private double told;

    /**
     * Takes its place within a job; to be called on the thread that works.
     *
     * @param wanted the job
     * @param told   told which share of the work is done, 0 to 1
     */
    StoppableProgress within(Progress wanted, DoubleConsumer told) {
        job = wanted;
        share = told;
        return this;
    }

    /** Ends the work as soon as it asks; any thread may call it. */
    void stop() {
        stopped = true;
    }

    @Override
    public void report(long done, long total) {
        job.report(done, total);
        double now = total <= 0 ? 0 : (double) done / total;
        if (now >= told + STEP) {
            told = now;
            share.accept(now);
        }
    }

    @Override
    public boolean isCancelled() {
        return stopped || job.isCancelled();
    }

    @Override
    public int threads() {
        return job.threads();
    }
}
