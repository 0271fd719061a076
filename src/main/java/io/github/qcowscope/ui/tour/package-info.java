/** The guided tour through the sample. */
@NullMarked
package io.github.qcowscope.ui.tour;

import org.jspecify.annotations.NullMarked;
