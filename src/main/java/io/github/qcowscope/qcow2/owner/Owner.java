package io.github.qcowscope.qcow2.owner;

import io.github.qcowscope.bytes.ByteRange;
import org.jspecify.annotations.Nullable;

/**
 * One owner of a cluster of the file.
 *
 * @param kind  what it is
 * @param path  its node in the tree: the table, the guest cluster, the compressed data
 * @param guest the bytes of the virtual disk that it stands for, of the active state or of a snapshot; of a bitmap's
 *              data, what they record; null for metadata
 */
public record Owner(OwnerKind kind, String path, @Nullable ByteRange guest) {}
