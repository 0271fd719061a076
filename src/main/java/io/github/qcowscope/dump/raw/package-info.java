/** Bytes as they are: as text for other programs to read, or as a file of their own. */
@NullMarked
package io.github.qcowscope.dump.raw;

import org.jspecify.annotations.NullMarked;
