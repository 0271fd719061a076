/**
 * A bitmap in words with its table, and the list of all bitmaps. Begin with
 * {@link io.github.qcowscope.ui.panel.bitmap.BitmapModel}; {@link io.github.qcowscope.ui.panel.bitmap.TypeIndex} makes
 * it possible to list some entries of a table of any length.
 */
@NullMarked
package io.github.qcowscope.ui.panel.bitmap;

import org.jspecify.annotations.NullMarked;
