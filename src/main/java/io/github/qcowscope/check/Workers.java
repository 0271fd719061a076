package io.github.qcowscope.check;

import java.util.ArrayDeque;
import java.util.Queue;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Consumer;
import java.util.function.IntFunction;
import org.jspecify.annotations.Nullable;

/** Does pieces of work on several threads, and hands their results over in order, on the thread that wants them. */
final class Workers implements AutoCloseable {

    /** No threads but the caller's own. */
    static final Workers NONE = new Workers(1);

    private static final int AHEAD = 4;

    private final int threads;
    private @Nullable ExecutorService service;

    /** Workers on a number of threads, which start when there is work for them; 1 means the caller's own. */
    Workers(int threads) {
        this.threads = threads;
    }

    /**
     * Does all pieces.
     *
     * @param pieces how many there are
     * @param work   does one, given its index
     * @param result takes what came out, in the order of the indices
     */
    <T> void inOrder(int pieces, IntFunction<T> work, Consumer<T> result) {
        if (threads == 1 || pieces == 1) {
            for (int i = 0; i < pieces; i++) {
                result.accept(work.apply(i));
            }
            return;
        }
        if (service == null) {
            service = Executors.newFixedThreadPool(threads, Thread.ofPlatform().daemon().name("check-", 0).factory());
        }
        Queue<Future<T>> ahead = new ArrayDeque<>();
        for (int i = 0; i < pieces; i++) {
            int index = i;
            Callable<T> piece = () -> work.apply(index);
            ahead.add(service.submit(piece));
            if (ahead.size() == threads * AHEAD) {
                result.accept(get(ahead.remove()));
            }
        }
        while (!ahead.isEmpty()) {
            result.accept(get(ahead.remove()));
        }
    }

    private static <T> T get(Future<T> future) {
        try {
            return future.get();
        } catch (ExecutionException e) {
            if (e.getCause() instanceof RuntimeException cause) {
                throw cause;
            }
            throw new IllegalStateException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new io.github.qcowscope.job.Cancelled();
        }
    }

    /**
     * Ends the threads, and waits for it: nobody reads the image any more after that. What they still do is dropped.
     */
    @Override
    public void close() {
        if (service != null) {
            service.shutdownNow();
            service.close();
        }
    }
}
