/**
 * Checks an image without changing it: compares refcounts with references as {@code qemu-img check} does, holds every
 * structure against the specification, and says for each finding what QEMU prints for it, whether QEMU refuses the
 * image because of it, and what can be done about it in a copy.
 */
@NullMarked
package io.github.qcowscope.check;

import org.jspecify.annotations.NullMarked;
