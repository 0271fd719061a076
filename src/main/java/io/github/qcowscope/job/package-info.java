/** Progress and cancellation of work that may take longer than a frame. Depends on nothing. */
@NullMarked
package io.github.qcowscope.job;

import org.jspecify.annotations.NullMarked;
