/**
 * How a binary structure is declared, and how a declaration becomes a tree. A field is declared once, with the
 * specification's name, place, width, meaning and rules; everything else reads that declaration. Knows nothing of
 * QCOW2.
 */
@NullMarked
package io.github.qcowscope.schema;

import org.jspecify.annotations.NullMarked;
