/** The tabs below the bytes. Each panel looks at the {@link io.github.qcowscope.ui.Document}, and knows of no other. */
@NullMarked
package io.github.qcowscope.ui.panel;

import org.jspecify.annotations.NullMarked;
