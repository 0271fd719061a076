/**
 * The virtual disk as the guest sees it, through the whole backing chain: where each of its bytes lies, and its bytes.
 * Start with {@link io.github.qcowscope.qcow2.guest.GuestMap} and {@link io.github.qcowscope.qcow2.guest.GuestBytes}.
 */
@NullMarked
package io.github.qcowscope.qcow2.guest;

import org.jspecify.annotations.NullMarked;
