/**
 * Internal snapshots: their table, and the L1 tables that they keep. Start with
 * {@link io.github.qcowscope.qcow2.snapshot.SnapshotTable}.
 */
@NullMarked
package io.github.qcowscope.qcow2.snapshot;

import org.jspecify.annotations.NullMarked;
