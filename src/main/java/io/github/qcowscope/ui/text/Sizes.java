package io.github.qcowscope.ui.text;

import io.github.qcowscope.schema.Units;
import java.util.Locale;

/** Sizes and shares in the words of the window's language; those of {@link Units} are the model's. */
public final class Sizes {

    private static final double PERCENT = 100;

    private Sizes() {}

    /** As {@link Units#bytes}. */
    public static String bytes(long bytes) {
        return spoken(Units.bytes(bytes));
    }

    /** As {@link Units#exactly}. */
    public static String exactly(long bytes) {
        return spoken(Units.exactly(bytes));
    }

    /** A number of clusters with its noun: {@code 3 clusters}. */
    public static String clusters(long number) {
        return Messages.get("size.clusters", number);
    }

    /** A number of bitmaps with its noun: {@code 1 bitmap}. */
    public static String bitmaps(long number) {
        return Messages.get("size.bitmaps", number);
    }

    /** A share as a percentage, which says 0 or 100 only where it is meant exactly: {@code 34.09}. */
    public static String percent(double share) {
        return share <= 0 ? "0" : share >= 1 ? "100" : number(Math.clamp(PERCENT * share, 0.01, 99.99), 2);
    }

    /** A number with so many digits behind the point. */
    public static String number(double number, int digits) {
        return spoken(String.format(Locale.ROOT, "%." + digits + "f", number));
    }

    private static String spoken(String text) {
        return text.replace(".", Messages.get("size.point")).replaceAll("\\bbyte\\b", Messages.get("size.byte"))
                .replaceAll("\\bbytes\\b", Messages.get("size.bytes"));
    }
}
