/**
 * Finds bytes, text, numbers and regular expressions in a source, in memory that does not grow with it. Depends on
 * {@code bytes} and {@code job}, and on {@code qcow2} for where to look.
 */
@NullMarked
package io.github.qcowscope.search;

import org.jspecify.annotations.NullMarked;
