/**
 * The fields of the structure that is selected, as a table, and what there is to say about one of them. Begin with
 * {@link io.github.qcowscope.ui.panel.fields.FieldsModel}.
 */
@NullMarked
package io.github.qcowscope.ui.panel.fields;

import org.jspecify.annotations.NullMarked;
