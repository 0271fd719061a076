/** What happens to an open image from outside: a running QEMU writes to it, or somebody moves it away. */
@NullMarked
package io.github.qcowscope.ui.live;

import org.jspecify.annotations.NullMarked;
