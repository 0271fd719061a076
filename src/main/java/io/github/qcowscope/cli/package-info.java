/** The command line: the only place that prints, and that knows exit codes. */
@NullMarked
package io.github.qcowscope.cli;

import org.jspecify.annotations.NullMarked;
