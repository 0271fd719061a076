/**
 * Where bytes come from: a file that is read or memory-mapped, or bytes derived from one. Nothing outside this package touches
 * mapped memory; everybody else gets heap copies, so that a file truncated under us is data and not a crash.
 */
@NullMarked
package io.github.qcowscope.bytes;

import org.jspecify.annotations.NullMarked;
