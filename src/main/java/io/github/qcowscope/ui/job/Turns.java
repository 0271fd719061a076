package io.github.qcowscope.ui.job;

import java.util.ArrayDeque;
import java.util.HashMap;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;

/**
 * Lets a few of those who work go on at the same time, each for a short while, so that all get forward and a core is left for
 * the window: systems such as Linux give a thread of low priority as much of a core as the one that draws. Safe for any number
 * of threads.
 */
final class Turns {

    /** How long one goes on while others wait, in nanoseconds. */
    private static final long TURN = TimeUnit.MILLISECONDS.toNanos(10);
    /** Who has not asked again for so long has his turn taken: he may be waiting for one who waits for his turn. */
    private static final long OVERDUE = TimeUnit.MILLISECONDS.toNanos(40);
    /** How long a waiter sleeps before he looks whether somebody is overdue, in milliseconds. */
    private static final long LOOK = 20;

    private final int most;
    private final long turn;
    private final long overdue;
    /** Who goes on, and until when by {@link System#nanoTime()}. */
    private final Map<Object, Long> active = new HashMap<>();
    private final Queue<Object> waiting = new ArrayDeque<>();

    /**
     * Turns that nobody has taken.
     *
     * @param most how many go on at the same time
     */
    Turns(int most) {
        this(most, TURN, OVERDUE);
    }

    /**
     * The same, with other times.
     *
     * @param turn    how long one goes on while others wait, in nanoseconds
     * @param overdue after how long his turn is taken from who does not ask again, in nanoseconds
     */
    Turns(int most, long turn, long overdue) {
        this.most = most;
        this.turn = turn;
        this.overdue = overdue;
    }

    /**
     * Waits until it is somebody's turn.
     *
     * @param who        may be at work on several threads
     * @param isUnwanted whether the work need not go on; it is not kept waiting then
     * @return until when the turn lasts, by {@link System#nanoTime()}: the time to come again
     */
    synchronized long take(Object who, BooleanSupplier isUnwanted) {
        long now = System.nanoTime();
        Long until = active.get(who);
        if (until != null && until - now > 0) {
            return until;
        }
        if (until != null && !waiting.isEmpty()) {
            leave(who);
        }
        while (!active.containsKey(who)) {
            if (!waiting.contains(who)) {
                waiting.add(who);
            }
            handOut(now);
            if (active.containsKey(who)) {
                break;
            }
            try {
                wait(LOOK);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                return now + turn;
            }
            now = System.nanoTime();
            if (isUnwanted.getAsBoolean()) {
                waiting.remove(who);
                return now + turn;
            }
        }
        active.put(who, now + turn);
        return now + turn;
    }

    /** Gives turns to the first who wait. */
    private void handOut(long now) {
        if (active.size() >= most) {
            active.values().removeIf(until -> now - until > overdue);
        }
        while (active.size() < most && !waiting.isEmpty()) {
            active.put(waiting.remove(), now + turn);
        }
        notifyAll();
    }

    /** Somebody has done his work, or gives way. */
    synchronized void leave(Object who) {
        active.remove(who);
        waiting.remove(who);
        handOut(System.nanoTime());
    }
}
