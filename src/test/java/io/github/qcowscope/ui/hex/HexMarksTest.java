package io.github.qcowscope.ui.hex;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.qcowscope.bytes.Bits;
import io.github.qcowscope.bytes.ByteRange;
import io.github.qcowscope.bytes.HeapBytes;
import io.github.qcowscope.bytes.Span;
import io.github.qcowscope.qcow2.layout.Kinds;
import io.github.qcowscope.schema.Node;
import io.github.qcowscope.schema.Nodes;
import io.github.qcowscope.ui.document.ByteMarks;
import io.github.qcowscope.ui.document.Document;
import io.github.qcowscope.ui.hex.HexMark.Layer;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

/** Also of {@link Surroundings} and {@link Children}. */
class HexMarksTest {

    private static final int ROWS = 40;

    private final WatchedBytes source = new WatchedBytes(HexImage.bytes(), 1 << 21);
    private final Document document = HexImage.document(source);
    private final HexMarks marks = new HexMarks(document);

    private Node node(String path) {
        return Objects.requireNonNull(document.root().find(path), path);
    }

    private List<HexMark> select(String path) {
        document.select(node(path));
        return around(document.caret());
    }

    private List<HexMark> around(long offset) {
        return marks.in(HexWindow.read(source, offset / 16, ROWS));
    }

    private static List<HexMark> of(List<HexMark> all, Layer layer) {
        return all.stream().filter(mark -> mark.layer() == layer).toList();
    }

    private static List<ByteRange> ranges(List<HexMark> all, Layer layer) {
        return of(all, layer).stream().map(HexMark::range).toList();
    }

    @Test
    void aFieldIsStrongInItsStructureAmongItsNeighbours() {
        select("header/l1_table_offset");
        List<HexMark> all = around(0);
        assertThat(of(all, Layer.NODE))
                .containsExactly(new HexMark(Layer.NODE, new ByteRange(40, 8), Kinds.HEADER, false, null));
        assertThat(ranges(all, Layer.ENCLOSING)).containsExactly(new ByteRange(0, 112));
        assertThat(ranges(all, Layer.NEIGHBOUR))
                .contains(new ByteRange(0, 4), new ByteRange(36, 4), new ByteRange(48, 8))
                .doesNotContain(new ByteRange(40, 8));
        assertThat(ranges(all, Layer.CARET)).containsExactly(new ByteRange(40, 1));
        assertThat(ranges(all, Layer.SELECTION)).isEmpty();
    }

    @Test
    void neighboursAlternate() {
        List<HexMark> neighbours = of(select("header/magic"), Layer.NEIGHBOUR);
        assertThat(neighbours).hasSizeGreaterThan(10);
        for (int i = 1; i < neighbours.size(); i++) {
            assertThat(neighbours.get(i).range().offset()).isEqualTo(neighbours.get(i - 1).range().end());
            assertThat(neighbours.get(i).odd()).isNotEqualTo(neighbours.get(i - 1).odd());
        }
    }

    @Test
    void bitsLightTheirShareAndTheirNumberIsAFieldAmongFields() {
        List<HexMark> all = select("bitmaps/bitmap-0/table/0/offset");
        assertThat(of(all, Layer.NODE)).containsExactly(new HexMark(
                Layer.NODE, new ByteRange(HexImage.TABLE, 8), Kinds.BITMAP_TABLE, false, new Bits(55, 9)));
        assertThat(ranges(all, Layer.ENCLOSING))
                .containsExactly(new ByteRange(HexImage.TABLE, 8L * HexImage.ENTRIES));
        assertThat(ranges(all, Layer.NEIGHBOUR)).first().isEqualTo(new ByteRange(HexImage.TABLE + 8, 8));
        assertThat(ranges(all, Layer.SELECTION)).isEmpty();
    }

    @Test
    void aStructureHasItsPartsInside() {
        List<HexMark> all = select("bitmaps/bitmap-0");
        assertThat(ranges(all, Layer.NODE)).containsExactly(new ByteRange(HexImage.DIRECTORY, 32));
        assertThat(ranges(all, Layer.PART)).contains(
                new ByteRange(HexImage.DIRECTORY, 8), new ByteRange(HexImage.DIRECTORY + 24, 8));
        // The directory of one bitmap is not more than the bitmap's entry.
        assertThat(ranges(all, Layer.ENCLOSING)).isEmpty();
    }

    @Test
    void dataThatBelongsToAnEntryButLiesElsewhereIsNotLitAsIfItWereSelected() {
        document.select(node("bitmaps/bitmap-0/table/0"));
        List<HexMark> all = around(HexImage.DATA);
        assertThat(of(all, Layer.PART)).isEmpty();
        assertThat(of(all, Layer.NEIGHBOUR)).extracting(HexMark::kind).containsExactly(Kinds.BITMAP_DATA);
    }

    @Test
    void theRootShowsItsPartsAndIsNotLitItself() {
        List<HexMark> all = select("");
        assertThat(of(all, Layer.NODE)).isEmpty();
        assertThat(of(all, Layer.SELECTION)).isEmpty();
        assertThat(of(all, Layer.NEIGHBOUR)).extracting(HexMark::kind).contains(Kinds.HEADER, Kinds.EXTENSION);
    }

    @Test
    void onlyEntriesOfALargeTableThatAreShownAreMarked() {
        List<HexMark> all = select("bitmaps/bitmap-0/table/2000");
        assertThat(of(all, Layer.NEIGHBOUR)).hasSize(ROWS * 2 - 1).allSatisfy(mark ->
                assertThat(mark.range().offset()).isBetween(document.caret() - 16, document.caret() + 16 * ROWS));
    }

    @Test
    void entriesAreMarkedWhereTheWindowReachesOutOfTheTable() {
        document.select(node("bitmaps/bitmap-0/table/0"));
        assertThat(of(around(HexImage.TABLE - 16 * 10), Layer.NEIGHBOUR)).hasSize((ROWS - 10) * 2 - 1);
        assertThat(of(around(HexImage.TABLE + 8 * HexImage.ENTRIES - 16), Layer.NEIGHBOUR)).hasSize(2);
        assertThat(of(around(0), Layer.NEIGHBOUR)).isEmpty();
    }

    @Test
    void fewEntriesOfAHugeTableAreLookedAt() {
        AtomicLong made = new AtomicLong();
        HeapBytes bytes = new HeapBytes("x", new byte[0]);
        Node table = Nodes.table("t", "t", Kinds.L2_TABLE, bytes, 0, 1L << 50, 8, i -> {
            made.incrementAndGet();
            return Node.at("t/" + i, "[" + i + "]", Kinds.L2_TABLE, Span.of(bytes, i * 8, 8)).build();
        }).build();
        List<Long> seen = new ArrayList<>();
        new Children(table).visit(new ByteRange(1L << 52, 640), (index, child) -> seen.add(index));
        assertThat(seen).hasSize(80).startsWith(1L << 49).isSorted();
        assertThat(made.get()).isLessThanOrEqualTo(81);
    }

    @Test
    void entriesThatClaimTheSameBytesDoNotMakeEndlessMarks() {
        HeapBytes bytes = new HeapBytes("x", new byte[0]);
        Node liar = Nodes.table("t", "t", Kinds.L2_TABLE, bytes, 0, 1L << 50, 8,
                i -> Node.at("t/" + i, "[" + i + "]", Kinds.L2_TABLE, Span.of(bytes, 0, 1 << 20)).build()).build();
        AtomicLong seen = new AtomicLong();
        new Children(liar).visit(new ByteRange(0, 640), (index, child) -> seen.incrementAndGet());
        assertThat(seen.get()).isEqualTo(640);
    }

    @Test
    void aSelectionOfBytesIsMarkedBesidesTheNode() {
        document.selectRange(6, new ByteRange(6, 20));
        List<HexMark> all = around(0);
        assertThat(ranges(all, Layer.SELECTION)).containsExactly(new ByteRange(6, 20));
        assertThat(ranges(all, Layer.NODE)).containsExactly(new ByteRange(4, 4));
        document.selectByte(6);
        assertThat(ranges(around(0), Layer.SELECTION)).isEmpty();
    }

    @Test
    void theHoveredNodeIsMarkedUnlessItIsTheSelectedOne() {
        document.select(node("header/magic"));
        document.hover(node("header/version"));
        assertThat(ranges(around(0), Layer.HOVER)).containsExactly(new ByteRange(4, 4));
        document.hover(node("header/magic"));
        assertThat(ranges(around(0), Layer.HOVER)).isEmpty();
        document.hover(document.root());
        assertThat(ranges(around(0), Layer.HOVER)).isEmpty();
        document.hover(null);
        assertThat(ranges(around(0), Layer.HOVER)).isEmpty();
    }

    @Test
    void whatIsNotShownIsNotMarked() {
        document.select(node("header/magic"));
        assertThat(around(1 << 20)).isEmpty();
    }

    @Test
    void bytesThatCannotBeReadAreMarked() {
        source.truncate(100);
        assertThat(ranges(around(0), Layer.UNREADABLE)).containsExactly(new ByteRange(100, ROWS * 16 - 100));
    }

    @Test
    void layersComeInTheOrderOfPainting() {
        document.hover(node("header/version"));
        document.selectRange(0, new ByteRange(0, 30));
        source.truncate(100);
        assertThat(around(0)).extracting(HexMark::layer).isSorted().contains(Layer.ENCLOSING, Layer.NEIGHBOUR,
                Layer.NODE, Layer.SELECTION, Layer.UNREADABLE, Layer.HOVER, Layer.CARET);
    }

    @Test
    void aBookmarkIsMarkedWhereItsBytesAreShown() {
        document.marks().set(ByteMarks.Group.BOOKMARKS, List.of(
                new ByteMarks.Mark(new ByteRange(24, 8), ByteMarks.Sort.BOOKMARK, Kinds.L2_TABLE, "kept"),
                new ByteMarks.Mark(new ByteRange(1 << 20, 8), ByteMarks.Sort.BOOKMARK, Kinds.HEADER, "far")));
        assertThat(of(around(0), Layer.BOOKMARK))
                .containsExactly(new HexMark(Layer.BOOKMARK, new ByteRange(24, 8), Kinds.L2_TABLE, false, null));
    }
}
