/**
 * A window that shows in which structures the open image and another file differ. Begin with
 * {@link io.github.qcowscope.ui.diff.DiffModel}.
 */
@NullMarked
package io.github.qcowscope.ui.diff;

import org.jspecify.annotations.NullMarked;
