/**
 * The header, what follows it in the first cluster, and the encryption header that an extension leads to. Start with
 * {@link io.github.qcowscope.qcow2.header.Header}, whose fields all else is computed from.
 */
@NullMarked
package io.github.qcowscope.qcow2.header;

import org.jspecify.annotations.NullMarked;
