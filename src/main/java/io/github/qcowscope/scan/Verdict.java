package io.github.qcowscope.scan;

import io.github.qcowscope.schema.Kind;

/**
 * What a recogniser makes of a cluster.
 *
 * @param kind       what it takes it for
 * @param confidence how sure it is, in percent
 * @param reason     why, in one sentence
 */
record Verdict(Kind kind, int confidence, String reason) {}
