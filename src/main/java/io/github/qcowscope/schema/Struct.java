package io.github.qcowscope.schema;

import java.util.List;

/**
 * The declaration of a structure.
 *
 * @param name    what the specification calls it
 * @param section the section of the specification that defines it
 * @param fields  in the order of the file
 */
public record Struct<C>(String name, String section, List<Field<C>> fields) {}
