/** Damaged and hostile images, asked every question that the program knows. */
@NullMarked
package io.github.qcowscope.hostile;

import org.jspecify.annotations.NullMarked;
