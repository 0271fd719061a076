/** The bar in which to look for bytes, and the list of what was found. */
@NullMarked
package io.github.qcowscope.ui.find;

import org.jspecify.annotations.NullMarked;
