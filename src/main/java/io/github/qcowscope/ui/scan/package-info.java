/** The tab that lists what looks like a structure. */
@NullMarked
package io.github.qcowscope.ui.scan;

import org.jspecify.annotations.NullMarked;
