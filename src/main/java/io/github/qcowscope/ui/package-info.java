/**
 * The window. One {@link io.github.qcowscope.ui.Document} owns what is selected; panes bind to it, never to each other.
 */
@NullMarked
package io.github.qcowscope.ui;

import org.jspecify.annotations.NullMarked;
