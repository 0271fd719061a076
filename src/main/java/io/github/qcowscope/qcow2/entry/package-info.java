/** What bytes would mean if they were an entry of one of the image's tables. */
@NullMarked
package io.github.qcowscope.qcow2.entry;

import org.jspecify.annotations.NullMarked;
