/**
 * Structures of QCOW2 found by their shape, where nothing leads to them: in an image that has lost its header, in
 * another file, or in clusters that are free again. What is found is proposed, with a confidence, and never taken for
 * certain.
 */
@NullMarked
package io.github.qcowscope.scan;

import org.jspecify.annotations.NullMarked;
