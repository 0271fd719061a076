/**
 * What tables of any length are made of: rows that exist only while they are looked at, and columns for them. Begin
 * with {@link io.github.qcowscope.ui.table.LazyList}.
 */
@NullMarked
package io.github.qcowscope.ui.table;

import org.jspecify.annotations.NullMarked;
