/**
 * The two levels of tables that lead from the guest to the host. Start with
 * {@link io.github.qcowscope.qcow2.mapping.L2Entry}: it tells what stands for a guest cluster, as
 * {@link io.github.qcowscope.qcow2.mapping.ClusterMapping}.
 */
@NullMarked
package io.github.qcowscope.qcow2.mapping;

import org.jspecify.annotations.NullMarked;
