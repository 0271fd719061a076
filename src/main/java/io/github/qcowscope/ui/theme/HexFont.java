package io.github.qcowscope.ui.theme;

/** How large the font of the bytes can be, in pixels. */
public final class HexFont {

    /** The size that nobody has changed. */
    public static final double USUAL = 13;
    /** The smallest size. */
    public static final double LEAST = 7;
    /** The largest size. */
    public static final double LARGEST = 48;

    private HexFont() {}
}
