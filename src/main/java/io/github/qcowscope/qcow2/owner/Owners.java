package io.github.qcowscope.qcow2.owner;

import java.util.List;

/**
 * The owners of a cluster, or of a byte in it.
 *
 * @param cluster    which cluster of the file
 * @param list       the owners, metadata first, the active state before the snapshots
 * @param references how often the cluster is owned, as refcounts count: compressed clusters that share it count one by
 *                   one
 * @param refcount   what the file tells, to be taken as unsigned
 * @param states     {@link ClusterState} and {@link OwnerKind} bits of the cluster
 * @param isComplete whether the list has all of them, and not only the first
 */
public record Owners(long cluster, List<Owner> list, long references, long refcount, int states, boolean isComplete) {}
