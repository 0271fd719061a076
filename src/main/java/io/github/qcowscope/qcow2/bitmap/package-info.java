/**
 * Dirty bitmaps as they are stored: directory, entries of the directory, entries of a bitmap's table. Start with
 * {@link io.github.qcowscope.qcow2.bitmap.BitmapDirectory}; what the bits say is in {@code dirty}.
 */
@NullMarked
package io.github.qcowscope.qcow2.bitmap;

import org.jspecify.annotations.NullMarked;
