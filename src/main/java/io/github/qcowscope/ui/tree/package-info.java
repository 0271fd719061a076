/** The tree of an image's structures: rows are made when they are looked at, whatever the length of a table. */
@NullMarked
package io.github.qcowscope.ui.tree;

import org.jspecify.annotations.NullMarked;
