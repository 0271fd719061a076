package io.github.qcowscope.hostile;

import io.github.qcowscope.job.Progress;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * How much work one question may make. Tables that overlap let a small file stand for a tree of billions of nodes; whoever
 * asks stops after so many questions for progress, or so many bytes.
 */
final class Effort implements Progress {

    private final int checks;
    private final AtomicInteger left;
    private final int mostBytes;

    /**
     * Bounds.
     *
     * @param checks    how often the work may ask whether to go on
     * @param mostBytes bytes that it may write
     */
    Effort(int checks, int mostBytes) {
        this.checks = checks;
        left = new AtomicInteger(checks);
        this.mostBytes = mostBytes;
    }

    @Override
    public void report(long done, long total) {
        if (done < 0 || total > 0 && done > total) {
            throw new AssertionError("progress of " + done + " of " + total);
        }
    }

    @Override
    public boolean isCancelled() {
        return left.decrementAndGet() < 0;
    }

    /** The same for work that asks more seldom whether to go on. */
    Effort dividedBy(int number) {
        return new Effort(Math.ceilDiv(checks, number), mostBytes);
    }

    /** Where the answer goes. */
    Answer answer() {
        return new Answer(mostBytes);
    }

    /** Ends an answer that is long enough. */
    static final class Enough extends IOException {}

    /** Keeps an answer up to its bound. */
    static final class Answer extends OutputStream {
        private final int most;
        private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        private boolean cut;

        private Answer(int most) {
            this.most = most;
        }

        @Override
        public void write(int one) throws IOException {
            write(new byte[] {(byte) one}, 0, 1);
        }

        @Override
        public void write(byte[] from, int at, int count) throws IOException {
            if (bytes.size() + count > most) {
                cut = true;
                throw new Enough();
            }
            bytes.write(from, at, count);
        }

        /** The work was cancelled: the answer has no end. */
        void cut() {
            cut = true;
        }

        boolean isCut() {
            return cut;
        }

        byte[] toByteArray() {
            return bytes.toByteArray();
        }
    }
}
