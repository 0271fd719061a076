package io.github.qcowscope.ui;

/** How the window looks. */
public enum Theme {
    /** As the desktop does. */
    SYSTEM,
    /** Dark on light. */
    LIGHT,
    /** Light on dark. */
    DARK
}
