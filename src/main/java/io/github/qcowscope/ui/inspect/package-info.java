/** What the bytes at the caret mean in every way of reading them, and what the selected bytes consist of. */
@NullMarked
package io.github.qcowscope.ui.inspect;

import org.jspecify.annotations.NullMarked;
