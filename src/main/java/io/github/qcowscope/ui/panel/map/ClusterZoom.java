package io.github.qcowscope.ui.panel.map;

import io.github.qcowscope.ui.picture.PictureGrid;

/**
 * How large the cells of the cluster map are: from a pixel for many clusters to a large cell for one. Steps from 0
 * upwards put twice as many clusters into a pixel each; steps below 0 make the cell of a single cluster larger.
 *
 * @param step 0: a pixel for each cluster
 */
record ClusterZoom(int step) {

    private static final int[] SIDES = {1, 2, 4, 8, 12, 16, 24};
    /** From this many cells on, a line is cut to a multiple of 16 of them, so that lines start at round numbers. */
    private static final int ROUND = 16;

    /** The largest cells. */
    static final ClusterZoom FINEST = new ClusterZoom(1 - SIDES.length);

    /** The largest cells with which all clusters are in sight. */
    static ClusterZoom whole(long clusters, int width, int height) {
        ClusterZoom zoom = FINEST;
        while (!zoom.grid(clusters, width, height).isWhole()) {
            zoom = new ClusterZoom(zoom.step + 1);
        }
        return zoom;
    }

    /** Pixels of a cell's side. */
    int side() {
        return SIDES[Math.max(0, -step)];
    }

    /** The first lines of the picture, in so many pixels. */
    PictureGrid grid(long clusters, int width, int height) {
        int room = Math.max(1, width / side());
        int columns = (int) Math.max(1, Math.min(clusters, room < 2 * ROUND ? room : room - room % ROUND));
        return new PictureGrid(clusters, columns, Math.max(1, height / side()), Math.max(0, step), 0);
    }

    /** Smaller by so many steps, but not smaller than {@link #FINEST}, nor larger than another. */
    ClusterZoom by(int steps, ClusterZoom most) {
        return new ClusterZoom(Math.clamp(step - steps, FINEST.step, Math.max(FINEST.step, most.step)));
    }
}
