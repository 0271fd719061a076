/**
 * Two bitmaps compared: in numbers, as a picture, and as a table of ranges. Begin with
 * {@link io.github.qcowscope.ui.panel.compare.CompareModel}.
 */
@NullMarked
package io.github.qcowscope.ui.panel.compare;

import org.jspecify.annotations.NullMarked;
