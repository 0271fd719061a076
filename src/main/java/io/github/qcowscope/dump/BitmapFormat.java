package io.github.qcowscope.dump;

/** What a list of bitmaps, or of a bitmap's ranges, looks like. */
public enum BitmapFormat {
    /** For people. */
    HUMAN,
    /** One JSON document. */
    JSON,
    /** A line for each, with commas between the values and a line of titles. */
    CSV
}
