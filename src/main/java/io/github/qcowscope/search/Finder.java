package io.github.qcowscope.search;

import io.github.qcowscope.bytes.ByteRange;
import io.github.qcowscope.bytes.ByteSource;
import io.github.qcowscope.job.Cancelled;
import io.github.qcowscope.job.Progress;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Finds the next, the previous or all matches of a needle in a source. Memory does not grow with the source, and a file that
 * shrinks or fails while it is searched only has fewer matches.
 */
public final class Finder {

    /** Bytes that one thread looks through at a time when all matches are wanted. */
    static final long SEGMENT = 4 << 20;
    private static final long LEAST_STEP = 1 << 20;
    private static final long LARGEST_STEP = 1 << 24;
    /** A regular expression with alternatives goes a level deeper for each byte: the usual stack would not do. */
    private static final long STACK = 32 << 20;

    private final ByteSource source;
    private final Needle needle;
    private final SearchScope scope;
    private final int block;
    private final long segment;

    /** A search; may be used by one thread after the other. */
    public Finder(ByteSource source, Needle needle, SearchScope scope) {
        this(source, needle, scope, RangeWalk.BLOCK, SEGMENT);
    }

    Finder(ByteSource source, Needle needle, SearchScope scope, int block, long segment) {
        this.source = source;
        this.needle = needle;
        this.scope = scope;
        this.block = block;
        this.segment = segment;
    }

    /**
     * The first match that starts in a range.
     *
     * @param starts   where it may start
     * @param progress told the bytes searched; ends the search where it is cancelled
     * @return null where there is none
     * @throws RegexTooHard where the needle is a regular expression that needs too many steps
     */
    public @Nullable Match first(ByteRange starts, Progress progress) {
        long end = Math.min(starts.end(), source.length());
        return deep(progress, watched -> {
            RangeWalk walk = walk(watched);
            Match[] found = new Match[1];
            for (long at = starts.offset(); at < end && found[0] == null;) {
                at = skip(walk, at, end);
                long next = Math.min(end, at + LARGEST_STEP);
                walk.walk(at, next, (offset, length) -> {
                    found[0] = new Match(offset, length);
                    return false;
                });
                at = next;
                watched.report(at - starts.offset(), starts.length());
            }
            return found[0];
        });
    }

    /**
     * The last match that starts in a range; else as {@link #first}. The matches of a regular expression are counted off from
     * a place before, as far away as the longest match.
     */
    public @Nullable Match last(ByteRange starts, Progress progress) {
        long end = Math.min(starts.end(), source.length());
        return deep(progress, watched -> {
            RangeWalk walk = walk(watched);
            Match[] found = new Match[1];
            long step = LEAST_STEP;
            for (long to = end; to > starts.offset() && found[0] == null;) {
                long from = Math.max(starts.offset(), to - step);
                long before = walk.read();
                long lead = needle.overlaps() ? from : Math.max(0, from - needle.longest());
                walk.walk(lead, to, (offset, length) -> {
                    found[0] = offset < from ? found[0] : new Match(offset, length);
                    return true;
                });
                // Where nothing had to be read, because it is a hole or out of scope, larger steps are as quick.
                step = walk.read() == before ? Math.min(step * 8, Long.MAX_VALUE / 16) : Math.min(step * 2, LARGEST_STEP);
                to = from;
                watched.report(end - to, end - starts.offset());
            }
            return found[0];
        });
    }

    /**
     * All matches, in order, found on as many threads as the progress allows.
     *
     * @param most     matches that are wanted with their places; those beyond are only counted
     * @param progress told the bytes searched; ends the search where it is cancelled
     * @param parts    gets the matches, a part at a time, on the calling thread
     * @return how many there are
     * @throws RegexTooHard as {@link #first}
     */
    public long all(int most, Progress progress, Consumer<Matches> parts) {
        int threads = progress.threads();
        AtomicBoolean stopped = new AtomicBoolean();
        try (Workers workers = new Workers(threads, stopped)) {
            return new Gathering(workers, threads, most, stoppable(progress, stopped), parts).run();
        }
    }

    private RangeWalk walk(Progress progress) {
        return new RangeWalk(source, needle, scope, block, progress);
    }

    /** The first place from {@code at} on that is in scope and not in a hole, as far as that matters. */
    private long skip(RangeWalk walk, long at, long end) {
        // Not all at once: a scope follows a range as far as it is asked to. Where there is nothing, larger steps are as
        // quick.
        long step = segment;
        for (long place = at; place < end;) {
            long until = place > end - step ? end : place + step;
            ByteRange range = scope.next(place, until);
            if (range == null) {
                place = until;
                step = Math.min(step * 2, Long.MAX_VALUE / 16);
                continue;
            }
            long past = walk.pastHole(range.offset());
            if (past < Math.min(range.end(), end)) {
                return past;
            }
            place = Math.max(range.offset() + 1, Math.min(past, range.end()));
            step = segment;
        }
        return end;
    }

    /** Cuts the search into segments, has them looked through, and puts what comes of it in order. */
    private final class Gathering {
        private record Part(long from, long to, Future<Matches> matches) {}

        private final Workers workers;
        private final int ahead;
        private final int most;
        private final Progress progress;
        private final Consumer<Matches> parts;
        private final Deque<Part> running = new ArrayDeque<>();
        private final RangeWalk own;
        private final long end = source.length();
        private long cut;
        private long count;
        private long lastEnd;

        Gathering(Workers workers, int threads, int most, Progress progress, Consumer<Matches> parts) {
            this.workers = workers;
            this.most = most;
            this.progress = progress;
            this.parts = parts;
            ahead = 2 * threads;
            own = walk(progress);
        }

        long run() {
            start();
            while (!running.isEmpty()) {
                Part part = running.remove();
                Matches found = workers.result(part.matches());
                progress.check();
                if (!needle.overlaps() && lastEnd > part.from() && found.count() > 0) {
                    // The last match reaches into this segment, which does not know of it.
                    found = workers.result(look(Math.min(lastEnd, part.to()), part.to()));
                }
                count += found.count();
                if (found.count() > 0) {
                    lastEnd = found.lastEnd();
                    parts.accept(found);
                }
                progress.report(part.to(), end);
                start();
            }
            return count;
        }

        private void start() {
            while (running.size() < ahead && cut < end) {
                progress.check();
                long from = skip(own, cut, end);
                cut = Math.min(end, from + segment);
                if (from < cut) {
                    running.add(new Part(from, cut, look(from, cut)));
                }
            }
        }

        private Future<Matches> look(long from, long to) {
            int room = (int) Math.max(0, most - count);
            return workers.start(() -> {
                Matches matches = new Matches(from, room);
                walk(progress).walk(from, to, matches::add);
                return matches;
            });
        }
    }

    private static <T> T deep(Progress progress, Function<Progress, T> work) {
        AtomicBoolean stopped = new AtomicBoolean();
        try (Workers workers = new Workers(1, stopped)) {
            return workers.result(workers.start(() -> work.apply(stoppable(progress, stopped))));
        }
    }

    private static Progress stoppable(Progress progress, AtomicBoolean stopped) {
        return new Progress() {
            @Override
            public void report(long done, long total) {
                progress.report(done, total);
            }

            @Override
            public boolean isCancelled() {
                return stopped.get() || progress.isCancelled();
            }

            @Override
            public int threads() {
                return progress.threads();
            }
        };
    }

    /** Threads with a deep stack, which end when nobody wants them any more. */
    private record Workers(ExecutorService threads, AtomicBoolean stopped) implements AutoCloseable {

        Workers(int count, AtomicBoolean stopped) {
            this(Executors.newFixedThreadPool(count, work -> {
                Thread thread = new Thread(null, work, "search", STACK);
                thread.setDaemon(true);
                return thread;
            }), stopped);
        }

        <T> Future<T> start(java.util.concurrent.Callable<T> work) {
            return threads.submit(work);
        }

        <T> T result(Future<T> future) {
            try {
                return future.get();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new Cancelled();
            } catch (ExecutionException e) {
                switch (e.getCause()) {
                    case RuntimeException failure -> throw failure;
                    case Error failure -> throw failure;
                    default -> throw new AssertionError("a search throws nothing that must be declared", e.getCause());
                }
            }
        }

        @Override
        public void close() {
            stopped.set(true);
            threads.shutdownNow();
        }
    }
}
