/**
 * An image and the files behind it. Start with {@link io.github.qcowscope.qcow2.Qcow2Image}: the typed structures of a
 * file, and the tree over them; {@link io.github.qcowscope.qcow2.BackingChain} opens the files that it stands on.
 *
 * <p>Below lie, from the bottom up: {@code layout}, {@code header}, the structures ({@code bitmap}, {@code mapping},
 * {@code compressed}, {@code snapshot}, {@code refcount}), {@code image} with all of them together, {@code owner}, and
 * {@code tree}. On top of this package are {@code guest} and {@code dirty}. Section names, here and there, refer to
 * {@code docs/interop/qcow2.rst} of QEMU.
 */
@NullMarked
package io.github.qcowscope.qcow2;

import org.jspecify.annotations.NullMarked;
