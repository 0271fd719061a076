/** The bytes. */
@NullMarked
package io.github.qcowscope.ui.hex;

import org.jspecify.annotations.NullMarked;
