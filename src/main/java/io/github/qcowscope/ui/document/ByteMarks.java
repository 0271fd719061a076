package io.github.qcowscope.ui.document;

import io.github.qcowscope.bytes.ByteRange;
import io.github.qcowscope.schema.Kind;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import javafx.beans.property.ReadOnlyLongProperty;
import javafx.beans.property.ReadOnlyLongWrapper;
import org.jspecify.annotations.Nullable;

/**
 * Bytes of the file that somebody has marked, for the panes that show bytes: whoever finds or keeps places puts them
 * here, and need not know who shows them. To be used on the FX thread; needs no scene.
 */
public final class ByteMarks {

    /** Who marks bytes. Each replaces only its own marks. */
    public enum Group {
        /** What is wrong with the image. */
        PROBLEMS,
        /** What the user has kept. */
        BOOKMARKS,
        /** What a search has found. */
        HITS
    }

    /** What a mark says of its bytes. */
    public enum Sort {
        /** Worth knowing. */
        NOTE,
        /** Stale, wasted, or not supported everywhere. */
        WARNING,
        /** Damaged. */
        ERROR,
        /** Kept by the user. */
        BOOKMARK,
        /** Found. */
        HIT
    }

    /**
     * Marked bytes of the file.
     *
     * @param range the bytes; may reach past the end
     * @param sort  what the mark says
     * @param hue   the kind whose colour a bookmark wears; null for all others, which have colours of their own
     * @param text  in words, for a tool tip
     */
    public record Mark(ByteRange range, Sort sort, @Nullable Kind hue, String text) {}

    /** Marks in the order of their offsets. reach[i] is the furthest end of the first i + 1 marks. */
    private record Sorted(List<Mark> marks, long[] reach) {
        static Sorted of(List<Mark> unsorted) {
            List<Mark> marks = new ArrayList<>(unsorted);
            marks.sort((one, two) -> one.range().compareTo(two.range()));
            long[] reach = new long[marks.size()];
            long furthest = 0;
            for (int i = 0; i < reach.length; i++) {
                furthest = Math.max(furthest, marks.get(i).range().end());
                reach[i] = furthest;
            }
            return new Sorted(List.copyOf(marks), reach);
        }
    }

    private final Map<Group, Sorted> groups = new EnumMap<>(Group.class);
    private final ReadOnlyLongWrapper changes = new ReadOnlyLongWrapper(this, "changes");

    /** No marks. */
    public ByteMarks() {
        for (Group group : Group.values()) {
            groups.put(group, Sorted.of(List.of()));
        }
    }

    /** Replaces the marks of a group. */
    public void set(Group group, List<Mark> marks) {
        groups.put(group, Sorted.of(marks));
        changes.set(changes.get() + 1);
    }

    /** Grows whenever marks change. */
    public ReadOnlyLongProperty changesProperty() {
        return changes.getReadOnlyProperty();
    }

    /** All marks of a group, in the order of their offsets. */
    public List<Mark> all(Group group) {
        return sorted(group).marks();
    }

    /**
     * The marks of a group that have a byte in a range, in the order of their offsets. Costs little where there are
     * few.
     */
    public List<Mark> in(Group group, ByteRange range) {
        Sorted sorted = sorted(group);
        int end = firstFrom(sorted.marks(), range.end());
        int start = end;
        while (start > 0 && sorted.reach()[start - 1] > range.offset()) {
            start--;
        }
        return sorted.marks().subList(start, end).stream().filter(mark -> mark.range().overlaps(range)).toList();
    }

    private Sorted sorted(Group group) {
        return Objects.requireNonNull(groups.get(group));
    }

    /** The index of the first mark that starts at an offset or later. */
    private static int firstFrom(List<Mark> marks, long offset) {
        int low = 0;
        int high = marks.size();
        while (low < high) {
            int middle = (low + high) >>> 1;
            if (marks.get(middle).range().offset() < offset) {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        return low;
    }
}
