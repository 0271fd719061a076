/** Measurements, run by hand: {@code mvn test-compile} and then JMH's main class over the test class path. */
@NullMarked
package io.github.qcowscope.bench;

import org.jspecify.annotations.NullMarked;
