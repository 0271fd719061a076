/**
 * Work off the FX thread, and how the window tells of it. Models know {@link io.github.qcowscope.ui.job.Background}
 * only; {@link io.github.qcowscope.ui.job.Jobs} does the work.
 */
@NullMarked
package io.github.qcowscope.ui.job;

import org.jspecify.annotations.NullMarked;
