/**
 * The picture of a bitmap: which parts of the virtual disk it calls dirty. Begin with
 * {@link io.github.qcowscope.ui.panel.picture.BitmapPictureModel}; what all pictures have in common is elsewhere, in
 * {@link io.github.qcowscope.ui.picture}.
 */
@NullMarked
package io.github.qcowscope.ui.panel.picture;

import org.jspecify.annotations.NullMarked;
