/**
 * The tree of an image: nodes over the structures, made when somebody looks. Start with
 * {@link io.github.qcowscope.qcow2.tree.ImageTree}, the only door; each part of the tree is a class of its own behind
 * it.
 */
@NullMarked
package io.github.qcowscope.qcow2.tree;

import org.jspecify.annotations.NullMarked;
