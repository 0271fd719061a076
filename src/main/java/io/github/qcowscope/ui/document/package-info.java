/**
 * One open image and what is selected in it: {@link io.github.qcowscope.ui.document.Document}, which all panes bind to,
 * and the parts that it is made of. Nothing here needs a scene.
 */
@NullMarked
package io.github.qcowscope.ui.document;

import org.jspecify.annotations.NullMarked;
