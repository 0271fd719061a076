/**
 * Going to a place that the user names: {@link io.github.qcowscope.ui.go.GotoParser} understands the text,
 * {@link io.github.qcowscope.ui.go.Goto} goes there, and the line below the menus has the field to type it into.
 */
@NullMarked
package io.github.qcowscope.ui.go;

import org.jspecify.annotations.NullMarked;
