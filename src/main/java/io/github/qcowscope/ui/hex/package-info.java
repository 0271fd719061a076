/**
 * The hex pane: sixteen bytes a row, lit by the structure that they belong to.
 * {@link io.github.qcowscope.ui.hex.HexModel} knows what is shown and what the keys do,
 * {@link io.github.qcowscope.ui.hex.HexMark} says which bytes are lit and why,
 * {@link io.github.qcowscope.ui.hex.HexPane} puts both on the screen. Nothing here grows with the file.
 */
@NullMarked
package io.github.qcowscope.ui.hex;

import org.jspecify.annotations.NullMarked;
