/**
 * What dirty bitmaps say of the virtual disk: bits decoded, counted, compared, and set against what is allocated.
 * Start with {@link io.github.qcowscope.qcow2.dirty.DirtyBitmap}; how bitmaps are stored is in {@code bitmap}.
 */
@NullMarked
package io.github.qcowscope.qcow2.dirty;

import org.jspecify.annotations.NullMarked;
