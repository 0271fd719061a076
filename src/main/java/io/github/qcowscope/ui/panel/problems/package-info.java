/**
 * What a check of the image finds, while it finds it. Begin with
 * {@link io.github.qcowscope.ui.panel.problems.ProblemsModel}, which marks it in the other panes too.
 */
@NullMarked
package io.github.qcowscope.ui.panel.problems;

import org.jspecify.annotations.NullMarked;
