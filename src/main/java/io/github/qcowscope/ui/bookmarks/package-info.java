/** Bookmarks: places of an image with notes, kept beside the settings and never in the image. */
@NullMarked
package io.github.qcowscope.ui.bookmarks;

import org.jspecify.annotations.NullMarked;
