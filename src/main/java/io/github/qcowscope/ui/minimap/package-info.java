/** The minimap: the whole file as a strip beside the bytes. */
@NullMarked
package io.github.qcowscope.ui.minimap;

import org.jspecify.annotations.NullMarked;
