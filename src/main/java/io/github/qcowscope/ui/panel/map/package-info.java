/**
 * The map of all clusters of the file, each in the colour of its owner. Begin with
 * {@link io.github.qcowscope.ui.panel.map.ClusterMapModel}.
 */
@NullMarked
package io.github.qcowscope.ui.panel.map;

import org.jspecify.annotations.NullMarked;
