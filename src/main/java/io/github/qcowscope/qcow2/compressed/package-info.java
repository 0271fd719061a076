/**
 * The content of compressed clusters, inflated when somebody looks. Start with
 * {@link io.github.qcowscope.qcow2.compressed.InflatedCluster}; where such a cluster lies is told by {@code mapping}.
 */
@NullMarked
package io.github.qcowscope.qcow2.compressed;

import org.jspecify.annotations.NullMarked;
