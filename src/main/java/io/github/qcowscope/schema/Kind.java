package io.github.qcowscope.schema;

/**
 * The kind of structure that a node belongs to. Decides its colour: style sheets know it as {@code kind-<id>}.
 *
 * @param id    lower case with hyphens, for instance {@code bitmap-table}
 * @param label what a legend calls it
 */
public record Kind(String id, String label) {}
