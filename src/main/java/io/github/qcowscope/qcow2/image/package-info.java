/**
 * All typed structures of an image together, for algorithms, which do not care about a tree. Start with
 * {@link io.github.qcowscope.qcow2.image.Structures}.
 */
@NullMarked
package io.github.qcowscope.qcow2.image;

import org.jspecify.annotations.NullMarked;
