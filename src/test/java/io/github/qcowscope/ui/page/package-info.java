/** Page objects: what a test does with a pane, and what it sees there, in the words of its user. */
@NullMarked
package io.github.qcowscope.ui.page;

import org.jspecify.annotations.NullMarked;
