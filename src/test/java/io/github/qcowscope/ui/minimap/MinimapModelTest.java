package io.github.qcowscope.ui.minimap;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.qcowscope.bytes.ByteRange;
import io.github.qcowscope.bytes.ByteSource;
import io.github.qcowscope.bytes.Extent;
import io.github.qcowscope.fixture.CountingSource;
import io.github.qcowscope.fixture.FailingSource;
import io.github.qcowscope.fixture.ImageBuilder;
import io.github.qcowscope.fixture.SparseBytes;
import io.github.qcowscope.fixture.TestImage;
import io.github.qcowscope.job.Progress;
import io.github.qcowscope.qcow2.Qcow2Image;
import io.github.qcowscope.qcow2.layout.Kinds;
import io.github.qcowscope.qcow2.owner.HostMap;
import io.github.qcowscope.schema.Kind;
import io.github.qcowscope.ui.document.ByteMarks.Group;
import io.github.qcowscope.ui.document.ByteMarks.Mark;
import io.github.qcowscope.ui.document.ByteMarks.Sort;
import io.github.qcowscope.ui.document.ByteMarks;
import io.github.qcowscope.ui.document.Document;
import io.github.qcowscope.ui.job.AtOnce;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import javafx.beans.property.ReadOnlyObjectWrapper;
import org.junit.jupiter.api.Test;

class MinimapModelTest {

    private static final int ROOM = 600;

    private final AtOnce background = new AtOnce();
    private final List<Long> scrolled = new ArrayList<>();
    private final TestImage test = new ImageBuilder().clusterBits(12).size(8 << 20).data(0, "x").data(1 << 20, "y")
            .build();

    private MinimapModel model(Document document) {
        MinimapModel model = new MinimapModel(document, background, new ReadOnlyObjectWrapper<>(new ByteRange(0, 256)),
                scrolled::add);
        model.resize(ROOM);
        return model;
    }

    private Document document(ByteSource source) {
        return new Document(Path.of("test.qcow2"), new Qcow2Image(source), background);
    }

    private static Kind first(MinimapModel model, long offset) {
        MinimapCells cells = model.cellsProperty().get();
        byte index = cells.first()[cells.rows().rowOf(offset)];
        return index < 0 ? null : Kinds.ALL.get(index);
    }

    private static void attachOwners(Document document) {
        if (HostMap.of(document.image(), HostMap.usualMemory(), Progress.NONE) instanceof HostMap.Ready ready) {
            document.attach(ready.map());
        }
    }

    @Test
    void showsWhatTheTreeTellsUntilTheOwnersAreKnown() {
        Document document = document(test.bytes());
        MinimapModel model = model(document);
        assertThat(first(model, 0)).isEqualTo(Kinds.HEADER);
        assertThat(first(model, test.l1Table())).isEqualTo(Kinds.L1_TABLE);
        long data = test.hostOffset(1 << 20) + 2000;
        assertThat(model.cellsProperty().get().other()).containsOnly(MinimapCells.NOTHING);

        attachOwners(document);
        MinimapCells cells = model.cellsProperty().get();
        assertThat(first(model, 0)).isEqualTo(Kinds.HEADER);
        assertThat(first(model, test.l1Table())).isEqualTo(Kinds.L1_TABLE);
        assertThat(Kinds.ALL.get(cells.other()[cells.rows().rowOf(data)])).isEqualTo(Kinds.GUEST_DATA);
        assertThat(first(model, data)).isNull();
    }

    @Test
    void agreesWithTheOwnerOfEveryCluster() {
        Document document = document(test.bytes());
        attachOwners(document);
        MinimapModel model = model(document);
        MinimapCells cells = model.cellsProperty().get();
        HostMap map = document.image().hostMap().orElseThrow();
        for (int row = 0; row < cells.rows().count(); row++) {
            long cluster = cells.rows().start(row) >> 12;
            boolean isFree = map.references(cluster) == 0
                    && map.references(cells.rows().bytes(row).end() - 1 >> 12) == 0;
            assertThat(cells.first()[row] == MinimapCells.NOTHING && cells.other()[row] == MinimapCells.NOTHING)
                    .as("row %d", row).isEqualTo(isFree);
        }
    }

    @Test
    void keepsWhatIsKnownWhileAFileThatIsWrittenToIsReadAgain() {
        Document document = document(test.bytes());
        MinimapModel model = model(document);
        attachOwners(document);
        MinimapCells known = model.cellsProperty().get();
        document.refresh(new Qcow2Image(test.bytes()));
        assertThat(document.image().hostMap()).isEmpty();
        assertThat(model.cellsProperty().get()).isSameAs(known);
        document.rest();
        assertThat(model.cellsProperty().get()).isSameAs(known);
        attachOwners(document);
        assertThat(model.cellsProperty().get()).isNotSameAs(known);
    }

    @Test
    void readsNoMoreOfAFileOfManyTerabytesThanASampleForEachRow() {
        SparseBytes bytes = new SparseBytes("huge");
        bytes.setLength(8L << 40);
        CountingSource source = new CountingSource(bytes);
        Document document = document(source);
        source.reset();
        MinimapModel model = model(document);
        assertThat(source.bytesRead()).isLessThan(100_000);
        source.reset();
        model.modeProperty().set(MinimapMode.ENTROPY);
        assertThat(source.reads()).isLessThanOrEqualTo(ROOM);
        assertThat(source.bytesRead()).isLessThanOrEqualTo((long) ROOM * EntropyScan.SAMPLE);
        assertThat(model.cellsProperty().get().first()).containsOnly(0);
    }

    @Test
    void tellsNoiseFromTextAndZeros() {
        byte[] noise = new byte[4096];
        new Random(3).nextBytes(noise);
        assertThat(EntropyScan.level(noise, noise.length)).isBetween((byte) 98, (byte) 100);
        assertThat(EntropyScan.level(new byte[4096], 4096)).isZero();
        byte[] text = "The quick brown fox jumps over the lazy dog. ".repeat(90)
                .getBytes(java.nio.charset.StandardCharsets.US_ASCII);
        assertThat(EntropyScan.level(text, text.length)).isBetween((byte) 40, (byte) 70);
        assertThat(EntropyScan.level(noise, 1)).isZero();
    }

    @Test
    void readsNothingInHolesAndTheDataBehindThem() {
        byte[] noise = new byte[4096];
        new Random(3).nextBytes(noise);
        SparseBytes bytes = new SparseBytes("holes");
        bytes.setLength(64 << 20);
        bytes.put(33 << 20, noise);
        CountingSource counted = new CountingSource(bytes);
        ByteSource holes = new ByteSource() {
            @Override
            public String name() {
                return "holes";
            }

            @Override
            public long length() {
                return counted.length();
            }

            @Override
            public int read(long offset, byte[] into, int at, int count) {
                return counted.read(offset, into, at, count);
            }

            @Override
            public Extent extentAt(long offset) {
                long data = 33 << 20;
                return offset < data ? new Extent(data, true)
                        : offset < data + 4096 ? new Extent(data + 4096, false) : new Extent(length(), true);
            }
        };
        MinimapCells cells = EntropyScan.scan(holes, MinimapRows.of(holes.length(), 4), Progress.NONE);
        assertThat(cells.first()).containsExactly(MinimapCells.NOTHING, MinimapCells.NOTHING, 99, MinimapCells.NOTHING);
        assertThat(counted.reads()).isEqualTo(1);
    }

    @Test
    void marksTheRowsWhereMarksBeginTheWorstFirst() {
        Document document = document(test.bytes());
        MinimapModel model = model(document);
        document.marks().set(Group.PROBLEMS, List.of(
                new Mark(new ByteRange(0, 4), Sort.NOTE, null, "a note"),
                new Mark(new ByteRange(2, 4), Sort.ERROR, null, "an error"),
                new Mark(new ByteRange(test.length() + 100, 4), Sort.WARNING, null, "past the end")));
        document.marks().set(Group.BOOKMARKS, List.of(
                new Mark(new ByteRange(0x1000, 4), Sort.BOOKMARK, Kinds.L2_TABLE, "mine"),
                new Mark(new ByteRange(test.length() + 100, 4), Sort.BOOKMARK, Kinds.L2_TABLE, "lost")));
        document.marks().set(Group.HITS, List.of(new Mark(new ByteRange(0x2000, 2), Sort.HIT, null, "found")));
        MinimapMarks marks = model.marksProperty().get();
        MinimapRows rows = model.cellsProperty().get().rows();
        assertThat(marks.problems()[0]).isEqualTo(Sort.ERROR);
        assertThat(marks.problems()[ROOM - 1]).isEqualTo(Sort.WARNING);
        assertThat(marks.bookmarks()[rows.rowOf(0x1000)]).isEqualTo(Kinds.L2_TABLE);
        assertThat(marks.bookmarks()).containsOnlyOnce(Kinds.L2_TABLE);
        assertThat(marks.hits()[rows.rowOf(0x2000)]).isTrue();

        model.tell(0);
        assertThat(model.toldProperty().get()).startsWith("0x0-0x")
                .contains("Header", "• a note", "• an error", "header");
        model.select(rows.rowOf(0x1000));
        assertThat(document.caret()).isEqualTo(0x1000);
        model.tell(-1);
        assertThat(model.toldProperty().get()).isEmpty();
        assertThat(MinimapMarks.of(new ByteMarks(), MinimapRows.of(0, 5)).hits()).isEmpty();
    }

    @Test
    void movesByRowsAndGoesWhereItIsAsked() {
        Document document = document(test.bytes());
        MinimapModel model = model(document);
        MinimapRows rows = model.cellsProperty().get().rows();
        model.moveBy(-5);
        model.moveBy(10);
        assertThat(scrolled).containsExactly(0L, rows.start(10));
        model.moveBy(100_000);
        assertThat(model.cursorProperty().get()).isEqualTo(ROOM - 1);
        model.select(300);
        assertThat(document.caret()).isEqualTo(rows.start(300));
        assertThat(document.selectedNode()).isEqualTo(document.image().ownerOf(rows.start(300), Progress.NONE));
        document.selectByte(0);
        assertThat(model.cursorProperty().get()).isZero();
        model.dispose();
        document.selectByte(test.length() - 1);
        assertThat(model.cursorProperty().get()).isZero();
    }

    @Test
    void showsAFileThatCannotBeReadOrHasNoBytes() {
        MinimapModel empty = model(document(new SparseBytes("empty")));
        empty.moveBy(1);
        empty.tell(0);
        empty.select(0);
        assertThat(empty.cellsProperty().get().first()).isEmpty();
        MinimapCells cells = EntropyScan.scan(new FailingSource(test.bytes(), new ByteRange(0, test.length())),
                MinimapRows.of(100, 4), Progress.NONE);
        assertThat(cells.first()).containsOnly(MinimapCells.UNKNOWN);
    }
}
