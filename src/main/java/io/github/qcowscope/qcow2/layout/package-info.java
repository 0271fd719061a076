/**
 * What every structure of an image needs to know: how the file is cut into clusters, how tables of entries are read,
 * what kinds of structure there are, and where they hang in the tree. Start with
 * {@link io.github.qcowscope.qcow2.layout.Geometry}.
 */
@NullMarked
package io.github.qcowscope.qcow2.layout;

import org.jspecify.annotations.NullMarked;
