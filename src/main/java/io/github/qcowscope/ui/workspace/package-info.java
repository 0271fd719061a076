/**
 * Which images are open, and how they are opened, closed and read again. Begin with
 * {@link io.github.qcowscope.ui.workspace.Workspace}.
 */
@NullMarked
package io.github.qcowscope.ui.workspace;

import org.jspecify.annotations.NullMarked;
