package io.github.qcowscope.ui.find;

import io.github.qcowscope.job.Progress;

/** A search that can be stopped by who began it, besides from the list of jobs. */
final class Stoppable implements Progress {

    private volatile boolean stopped;
    private volatile Progress job = Progress.NONE;

    /** Passes on what the search reports to a job, and is cancelled with it, from now on. */
    void follow(Progress next) {
        job = next;
    }

    void stop() {
        stopped = true;
    }

    boolean isStopped() {
        return stopped;
    }

    @Override
    public void report(long done, long total) {
        job.report(done, total);
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
