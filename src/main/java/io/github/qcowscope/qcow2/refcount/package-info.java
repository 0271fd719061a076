/**
 * How often each cluster of the file is used, as the image itself counts. Start with
 * {@link io.github.qcowscope.qcow2.refcount.Refcounts}; who really uses a cluster is told by {@code owner}.
 */
@NullMarked
package io.github.qcowscope.qcow2.refcount;

import org.jspecify.annotations.NullMarked;
