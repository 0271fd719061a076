/**
 * What the window remembers from one run to the next, and the dialog in which a user chooses it. Begin with
 * {@link io.github.qcowscope.ui.settings.Settings}.
 */
@NullMarked
package io.github.qcowscope.ui.settings;

import org.jspecify.annotations.NullMarked;
