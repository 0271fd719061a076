package io.github.qcowscope.diff;

import io.github.qcowscope.job.Progress;

/** Counts the nodes that a walk looks at, and asks now and then whether it is to go on. */
final class Steps {

    private final Progress progress;
    private long seen;

    Steps(Progress progress) {
        this.progress = progress;
    }

    /** One more. */
    void next() {
        if ((seen++ & 0xfff) == 0) {
            progress.report(seen, 0);
            progress.check();
        }
    }

    /** How many there were. */
    long seen() {
        return seen;
    }
}
