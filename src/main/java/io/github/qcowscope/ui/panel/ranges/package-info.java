/**
 * The dirty ranges of a bitmap as a table that can be saved. Begin with
 * {@link io.github.qcowscope.ui.panel.ranges.BitmapRangesModel}.
 */
@NullMarked
package io.github.qcowscope.ui.panel.ranges;

import org.jspecify.annotations.NullMarked;
