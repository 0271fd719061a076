/**
 * Who owns each cluster of the file, found by a walk through all metadata, and what nobody owns. Start with
 * {@link io.github.qcowscope.qcow2.owner.HostMap} and {@link io.github.qcowscope.qcow2.owner.Gaps}.
 */
@NullMarked
package io.github.qcowscope.qcow2.owner;

import org.jspecify.annotations.NullMarked;
