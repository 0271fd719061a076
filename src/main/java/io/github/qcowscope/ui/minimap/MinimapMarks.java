package io.github.qcowscope.ui.minimap;

import io.github.qcowscope.schema.Kind;
import io.github.qcowscope.ui.document.ByteMarks.Group;
import io.github.qcowscope.ui.document.ByteMarks.Mark;
import io.github.qcowscope.ui.document.ByteMarks.Sort;
import io.github.qcowscope.ui.document.ByteMarks;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What is marked in each row of the minimap: where the marked bytes begin.
 *
 * @param problems  the worst; null where there is none
 * @param bookmarks the colour of the first; null where there is none
 * @param hits      whether a search has found something
 */
record MinimapMarks(@Nullable Sort[] problems, @Nullable Kind[] bookmarks, boolean[] hits) {

    /** Sorts marks into rows. What is wrong past the end of the file stands in the last row. */
    static MinimapMarks of(ByteMarks marks, MinimapRows rows) {
        MinimapMarks sorted = new MinimapMarks(new Sort[rows.count()], new Kind[rows.count()],
                new boolean[rows.count()]);
        if (rows.count() > 0) {
            for (Group group : Group.values()) {
                sorted.add(marks.all(group), rows);
            }
        }
        return sorted;
    }

    private void add(List<Mark> marks, MinimapRows rows) {
        for (Mark mark : marks) {
            int row = rows.rowOf(mark.range().offset());
            boolean isInside = mark.range().offset() < rows.length();
            switch (mark.sort()) {
                case NOTE, WARNING, ERROR -> {
                    Sort worst = problems[row];
                    problems[row] = worst == null || worst.compareTo(mark.sort()) < 0 ? mark.sort() : worst;
                }
                case BOOKMARK -> bookmarks[row] = isInside && bookmarks[row] == null ? mark.hue() : bookmarks[row];
                case HIT -> hits[row] |= isInside;
            }
        }
    }
}
