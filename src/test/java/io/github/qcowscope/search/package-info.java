@NullMarked
package io.github.qcowscope.search;

import org.jspecify.annotations.NullMarked;
