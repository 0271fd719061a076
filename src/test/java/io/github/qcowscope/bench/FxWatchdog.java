package io.github.qcowscope.bench;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import javafx.application.Platform;

/**
 * Asks the FX thread for a sign of life every few milliseconds, and notes how long each one takes to come: by the clock, on
 * the CPU, and of the rest what the thread spent waiting for a core that others used (known on Linux only). Where one takes
 * long, it notes what the FX thread is at.
 */
final class FxWatchdog extends Thread {

    /** How long a sign of life may take, in milliseconds. */
    static final double BAR = 50;
    private static final int EVERY = 5;
    private static final double NOTED = 40;
    private static final int FRAMES = 45;

    /** One sign of life, in milliseconds: how long it took, the CPU time of it, and the wait for a core of it. */
    private record Sign(double wall, double cpu, double queue) {}

    private final Thread watched;
    private final Path schedule;
    private final ThreadMXBean threads = ManagementFactory.getThreadMXBean();
    private final List<Sign> signs = new ArrayList<>();
    private final List<String> stalls = new ArrayList<>();
    private String phase = "";
    private volatile long answered;
    private volatile boolean over;

    /** A watchdog of the calling thread. */
    FxWatchdog() {
        super("watchdog");
        setDaemon(true);
        watched = Thread.currentThread();
        schedule = ownSchedule();
    }

    /** What Linux tells of the calling thread: nanoseconds on a core, and nanoseconds of waiting for one. */
    private static Path ownSchedule() {
        try {
            return Path.of("/proc/thread-self/schedstat").toRealPath();
        } catch (IOException e) {
            return Path.of("");
        }
    }

    /** Begins another phase, and forgets what was noted of the one before. */
    synchronized void begin(String name) {
        phase = name;
        signs.clear();
        stalls.clear();
    }

    /** Prints the figures and the stalls of the phase, and tells whether the bar holds. */
    synchronized boolean print() {
        Sign worst = signs.stream().max((one, other) -> Double.compare(one.wall(), other.wall())).orElse(new Sign(0, 0, 0));
        double[] wall = signs.stream().mapToDouble(Sign::wall).sorted().toArray();
        double[] cpu = signs.stream().mapToDouble(Sign::cpu).sorted().toArray();
        double[] own = signs.stream().mapToDouble(sign -> sign.wall() - sign.queue()).sorted().toArray();
        System.out.printf(Locale.ROOT, "%-22s %5d signs, max %6.1f ms (CPU %5.1f, waiting for a core %5.1f), p99 %5.1f ms; "
                        + "without the wait for a core: max %5.1f ms, p99 %5.1f ms; most CPU %5.1f ms%n", phase, signs.size(),
                worst.wall(), worst.cpu(), worst.queue(), p99(wall), last(own), p99(own), last(cpu));
        stalls.forEach(System.out::print);
        return worst.wall() <= BAR;
    }

    private static double p99(double[] sorted) {
        return sorted.length == 0 ? 0 : sorted[sorted.length * 99 / 100];
    }

    private static double last(double[] sorted) {
        return sorted.length == 0 ? 0 : sorted[sorted.length - 1];
    }

    /** Stops to ask. */
    void end() {
        over = true;
    }

    @Override
    public void run() {
        try {
            while (!over) {
                ask();
                Thread.sleep(EVERY);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void ask() throws InterruptedException {
        long cpu = threads.getThreadCpuTime(watched.threadId());
        long queue = queue();
        long asked = System.nanoTime();
        answered = 0;
        Platform.runLater(() -> answered = System.nanoTime());
        StringBuilder stacks = new StringBuilder();
        double next = NOTED;
        while (answered == 0 && !over) {
            Thread.sleep(1);
            double waited = (System.nanoTime() - asked) / 1e6;
            if (waited >= next && answered == 0) {
                stacks.append(stack(waited, (threads.getThreadCpuTime(watched.threadId()) - cpu) / 1e6));
                next += NOTED;
            }
        }
        if (!over) {
            note(new Sign((answered - asked) / 1e6, (threads.getThreadCpuTime(watched.threadId()) - cpu) / 1e6,
                    (queue() - queue) / 1e6), stacks);
        }
    }

    private synchronized void note(Sign sign, CharSequence stacks) {
        signs.add(sign);
        if (sign.wall() > NOTED) {
            stalls.add(String.format(Locale.ROOT, "    stall in %s: %.1f ms, CPU %.1f ms, waiting for a core %.1f ms%n%s", phase,
                    sign.wall(), sign.cpu(), sign.queue(), stacks));
        }
    }

    private String stack(double waited, double cpu) {
        return String.format(Locale.ROOT, "      after %.0f ms (CPU %.0f ms), %s:%n", waited, cpu, watched.getState())
                + Stream.of(watched.getStackTrace()).limit(FRAMES).map(frame -> "        " + frame + System.lineSeparator())
                .reduce("", String::concat);
    }

    private long queue() {
        try {
            String[] words = Files.readString(schedule).strip().split(" ");
            return words.length == 3 ? Long.parseLong(words[1]) : 0;
        } catch (IOException e) {
            return 0;
        }
    }
}
