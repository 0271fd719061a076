/**
 * The window as a whole, put together by {@link io.github.qcowscope.ui.App}: begin with
 * {@link io.github.qcowscope.ui.MainWindow}, and with {@link io.github.qcowscope.ui.DocumentView} for the panes of one
 * image. Uses every other package of the window; none of them uses this one.
 */
@NullMarked
package io.github.qcowscope.ui;

import org.jspecify.annotations.NullMarked;
