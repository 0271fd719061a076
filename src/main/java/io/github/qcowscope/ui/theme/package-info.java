/**
 * How the window looks: its themes, and the marks and colours that panes share. Begin with
 * {@link io.github.qcowscope.ui.theme.Themes}; the colours themselves are in the style sheets.
 */
@NullMarked
package io.github.qcowscope.ui.theme;

import org.jspecify.annotations.NullMarked;
