/** Qcowscope: a viewer of what is inside a QCOW2 disk image. */
@NullMarked
package io.github.qcowscope;

import org.jspecify.annotations.NullMarked;
