/**
 * What the tabs below the bytes have in common: {@link io.github.qcowscope.ui.panel.Panel} says what a tab is. Each tab
 * has a package of its own, looks at the document, and knows of no other tab.
 */
@NullMarked
package io.github.qcowscope.ui.panel;

import org.jspecify.annotations.NullMarked;
