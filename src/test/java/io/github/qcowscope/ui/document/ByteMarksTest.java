package io.github.qcowscope.ui.document;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.qcowscope.bytes.ByteRange;
import io.github.qcowscope.ui.document.ByteMarks.Group;
import io.github.qcowscope.ui.document.ByteMarks.Mark;
import io.github.qcowscope.ui.document.ByteMarks.Sort;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class ByteMarksTest {

    private static Mark mark(long offset, long length) {
        return new Mark(new ByteRange(offset, length), Sort.HIT, null, "hit");
    }

    @Test
    void findsThoseOfARangeAsAScanOfAllDoes() {
        Random random = new Random(7);
        for (int round = 0; round < 200; round++) {
            List<Mark> all = new ArrayList<>();
            for (int i = random.nextInt(40); i > 0; i--) {
                all.add(mark(random.nextInt(200), 1 + random.nextInt(random.nextInt(4) == 0 ? 150 : 5)));
            }
            ByteMarks marks = new ByteMarks();
            marks.set(Group.HITS, all);
            ByteRange range = new ByteRange(random.nextInt(220), random.nextInt(60));
            assertThat(marks.in(Group.HITS, range)).containsExactlyInAnyOrderElementsOf(
                    all.stream().filter(each -> each.range().overlaps(range)).toList());
            assertThat(marks.in(Group.BOOKMARKS, range)).isEmpty();
        }
    }

    @Test
    void areReplacedGroupByGroupAndTellIt() {
        ByteMarks marks = new ByteMarks();
        long before = marks.changesProperty().get();
        marks.set(Group.HITS, List.of(mark(9, 1), mark(3, 1)));
        marks.set(Group.BOOKMARKS, List.of(mark(5, 1)));
        assertThat(marks.all(Group.HITS)).containsExactly(mark(3, 1), mark(9, 1));
        marks.set(Group.HITS, List.of());
        assertThat(marks.all(Group.HITS)).isEmpty();
        assertThat(marks.all(Group.BOOKMARKS)).hasSize(1);
        assertThat(marks.changesProperty().get()).isEqualTo(before + 3);
    }
}
