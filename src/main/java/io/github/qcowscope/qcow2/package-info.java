/**
 * The QCOW2 format: declarations of its structures, typed records over them for algorithms, and the tree of an image.
 * Section names refer to {@code docs/interop/qcow2.rst} of QEMU.
 */
@NullMarked
package io.github.qcowscope.qcow2;

import org.jspecify.annotations.NullMarked;
