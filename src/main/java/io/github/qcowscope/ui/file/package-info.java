/**
 * Asks the user for files to open and to write, and writes them so that a failure becomes a sentence. Begin with
 * {@link io.github.qcowscope.ui.file.SaveChooser}.
 */
@NullMarked
package io.github.qcowscope.ui.file;

import org.jspecify.annotations.NullMarked;
