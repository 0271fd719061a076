/**
 * The words of the window. {@link io.github.qcowscope.ui.text.Messages} has every text of the bundle;
 * {@link io.github.qcowscope.ui.text.NodeText} says how nodes are written about.
 */
@NullMarked
package io.github.qcowscope.ui.text;

import org.jspecify.annotations.NullMarked;
