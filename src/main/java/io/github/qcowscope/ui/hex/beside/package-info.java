/** Two files side by side, byte by byte. */
@NullMarked
package io.github.qcowscope.ui.hex.beside;

import org.jspecify.annotations.NullMarked;
