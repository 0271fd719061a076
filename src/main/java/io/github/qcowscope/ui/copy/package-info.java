/**
 * Ways out of the window for what is selected: the clipboard, a drag, a file of the selected bytes. Begin with
 * {@link io.github.qcowscope.ui.copy.Copier}.
 */
@NullMarked
package io.github.qcowscope.ui.copy;

import org.jspecify.annotations.NullMarked;
