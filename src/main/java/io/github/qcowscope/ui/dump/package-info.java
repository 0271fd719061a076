/**
 * A window that shows what a dump of the image looks like, and saves it. Begin with
 * {@link io.github.qcowscope.ui.dump.DumpModel}.
 */
@NullMarked
package io.github.qcowscope.ui.dump;

import org.jspecify.annotations.NullMarked;
