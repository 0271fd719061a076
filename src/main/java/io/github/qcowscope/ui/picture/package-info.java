/**
 * Pictures of cells that can be zoomed, panned and saved, whatever the cells stand for. Begin with
 * {@link io.github.qcowscope.ui.picture.PictureModel}, and with {@link io.github.qcowscope.ui.picture.CountedModel} for
 * pictures whose cells are counted in the background; {@link io.github.qcowscope.ui.picture.PictureFrame} puts one on
 * the screen.
 */
@NullMarked
package io.github.qcowscope.ui.picture;

import org.jspecify.annotations.NullMarked;
