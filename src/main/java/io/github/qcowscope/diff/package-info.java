/** What differs between the structures of two images. Knows trees, and nothing of how they are shown. */
@NullMarked
package io.github.qcowscope.diff;

import org.jspecify.annotations.NullMarked;
