/** The command palette: everything that the window can do, by typing a few letters of it. */
@NullMarked
package io.github.qcowscope.ui.palette;

import org.jspecify.annotations.NullMarked;
