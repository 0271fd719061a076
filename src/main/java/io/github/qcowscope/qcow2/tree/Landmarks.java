package io.github.qcowscope.qcow2.tree;

import io.github.qcowscope.bytes.ByteRange;
import io.github.qcowscope.schema.Problem;
import java.util.ArrayList;
import java.util.List;

/**
 * The structures whose places the header and its extensions tell. Nothing that a table entry leads to may lie on them:
 * an L2 table on the L1 table, for instance, would be a loop.
 *
 * @param list those that have any bytes
 */
record Landmarks(List<Landmark> list) {

    /**
     * A structure.
     *
     * @param name  what a sentence calls it, behind "the"
     * @param range its bytes
     */
    record Landmark(String name, ByteRange range) {}

    /** These and one more, unless it has no bytes. */
    Landmarks and(String name, ByteRange range) {
        if (range.isEmpty()) {
            return this;
        }
        List<Landmark> more = new ArrayList<>(list);
        more.add(new Landmark(name, range));
        return new Landmarks(List.copyOf(more));
    }

    /**
     * Problems of an entry that leads somewhere: its own, and that its target lies on one of these structures.
     *
     * @param own    those that its declaration tells
     * @param what   the sentence's subject, for instance {@code The L2 table}
     * @param target the bytes that the entry leads to
     */
    List<Problem> problems(List<Problem> own, String what, ByteRange target) {
        List<Problem> found = new ArrayList<>(own);
        list.stream()
                .filter(landmark -> landmark.range().overlaps(target))
                .findFirst()
                .ifPresent(landmark -> found.add(Problem.error("overlap",
                        "%s at 0x%x overlaps the %s.".formatted(what, target.offset(), landmark.name()))));
        return found;
    }
}
