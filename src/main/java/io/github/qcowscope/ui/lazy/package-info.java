/**
 * What keeps the window quick: things made when they are first asked for ({@link io.github.qcowscope.ui.lazy.Late}), and
 * bubbles made when the pointer comes ({@link io.github.qcowscope.ui.lazy.Tip}).
 */
@NullMarked
package io.github.qcowscope.ui.lazy;

import org.jspecify.annotations.NullMarked;
