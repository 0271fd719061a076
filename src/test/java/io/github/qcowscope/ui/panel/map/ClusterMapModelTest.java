package io.github.qcowscope.ui.panel.map;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.qcowscope.bytes.ByteRange;
import io.github.qcowscope.fixture.HeaderField;
import io.github.qcowscope.fixture.ImageBuilder;
import io.github.qcowscope.fixture.SnapshotSpec;
import io.github.qcowscope.fixture.TestImage;
import io.github.qcowscope.job.Progress;
import io.github.qcowscope.qcow2.owner.ClusterState;
import io.github.qcowscope.qcow2.owner.OwnerKind;
import io.github.qcowscope.ui.document.Document;
import io.github.qcowscope.ui.job.AtOnce;
import io.github.qcowscope.ui.picture.PictureGrid;
import java.nio.file.Path;
import java.util.Objects;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayName("The cluster map")
class ClusterMapModelTest {

    private static final int CLUSTER = 4096;

    private final AtOnce background = new AtOnce();

    private static TestImage image() {
        return new ImageBuilder().clusterBits(12).size(8 << 20)
                .data(0, "a".repeat(50 * CLUSTER))
                .compressed(100 * CLUSTER, "z".repeat(CLUSTER).getBytes(US_ASCII))
                .snapshot(SnapshotSpec.named("s"))
                .data(0, "b").build();
    }

    private ClusterMapModel model(TestImage image) {
        return new ClusterMapModel(new Document(Path.of("image.qcow2"), image.open(), background), background);
    }

    @Test
    @DisplayName("has the map of owners made at once, and lends it to everybody")
    void makesTheMap() {
        background.hold();
        Document document = new Document(Path.of("image.qcow2"), image().open(), background);
        ClusterMapModel model = new ClusterMapModel(document, background);
        assertThat(model.owners().stateProperty().get()).isInstanceOf(OwnerMapModel.State.Walking.class);
        assertThat(document.image().hostMap()).isEmpty();
        background.release();
        assertThat(model.owners().stateProperty().get()).isInstanceOf(OwnerMapModel.State.Ready.class);
        assertThat(document.image().hostMap()).isPresent();
        assertThat(model.owners().share()).isEqualTo(1);
    }

    @Test
    @DisplayName("says in a sentence why there is no map")
    void refused() {
        TestImage image = image();
        image.setLength(1L << 43).poke(HeaderField.L1_SIZE, 0xffff_ffffL);
        ClusterMapModel model = model(image);
        assertThat(model.owners().stateProperty().get()).isInstanceOfSatisfying(OwnerMapModel.State.None.class, none ->
                assertThat(none.sentence()).startsWith("The image has too many clusters or table entries"));
        model.resize(300, 200);
        model.zoomBy(1, 0);
        model.moveCursor(1);
        model.select(new ByteRange(0, 1));
        assertThat(model.grid().units()).isZero();
    }

    @Test
    @DisplayName("shows the whole file at first, in cells as large as that allows")
    void wholeAtFirst() {
        ClusterMapModel model = model(image());
        model.resize(400, 100);
        assertThat(model.grid().isWhole()).isTrue();
        assertThat(model.grid().zoom()).isZero();
        assertThat(model.side()).isEqualTo(24);
        assertThat(model.clusters()).isEqualTo(model.grid().units());
    }

    @Test
    @DisplayName("of many clusters starts with a pixel for some of them, and zooms in to a large cell for one")
    void zooms() {
        TestImage image = image();
        image.setLength(1L << 32);
        ClusterMapModel model = model(image);
        model.resize(400, 100);
        assertThat(model.side()).isEqualTo(1);
        assertThat(model.grid().zoom()).isEqualTo(5);
        assertThat(model.grid().isWhole()).isTrue();
        long cluster = 777_777;
        for (int i = 0; i < 30; i++) {
            model.zoomBy(1, cluster);
            assertThat(model.grid().shown().contains(cluster)).as("step %d", i).isTrue();
        }
        assertThat(model.isFinest()).isTrue();
        assertThat(model.side()).isEqualTo(24);
        assertThat(model.grid().zoom()).isZero();
        model.zoomBy(-100, cluster);
        assertThat(model.grid().isWhole()).isTrue();
    }

    @Test
    @DisplayName("works out as many cells as there is room for, however many clusters the file has")
    void viewSized() {
        TestImage image = image();
        image.setLength(1L << 43);
        ClusterMapModel model = model(image);
        model.resize(640, 200);
        assertThat(model.cellsProperty().get().sorts()).hasSizeLessThanOrEqualTo(640 * 200);
        assertThat(model.cellsProperty().get().grid()).isEqualTo(model.grid());
        model.zoomBy(3, 0);
        assertThat(model.cellsProperty().get().sorts()).hasSizeLessThanOrEqualTo(640 * 200);
        assertThat(model.cellsProperty().get().grid()).isEqualTo(model.grid());
    }

    @Test
    @DisplayName("gives each cell the sort of its clusters, and of many the most notable")
    void sorts() {
        TestImage image = image();
        long leaked = image.length() / CLUSTER + 1000;
        image.setLength(1L << 24).refcount(leaked, 1);
        ClusterMapModel model = model(image);
        model.resize(64, 16);
        ClusterCells cells = model.cellsProperty().get();
        assertThat(cells.grid().zoom()).isPositive();
        int at = (int) cells.grid().rowOf(leaked) * cells.grid().columns() + cells.grid().columnOf(leaked);
        assertThat(ClusterSort.values()[cells.sorts()[at]]).isEqualTo(ClusterSort.LEAKED);
        assertThat(ClusterSort.values()[cells.sorts()[0]]).isEqualTo(ClusterSort.HEADER);
        assertThat(ClusterSort.values()[cells.sorts()[cells.sorts().length - 1]]).isEqualTo(ClusterSort.FREE);
    }

    @Test
    @DisplayName("knows a sort for everything that a cluster can be")
    void everySort() {
        for (OwnerKind kind : OwnerKind.values()) {
            assertThat(ClusterSort.of(kind.bit()).label()).isEqualTo(kind.kind().label());
        }
        for (ClusterState state : ClusterState.values()) {
            assertThat(ClusterSort.of(state.bit() | OwnerKind.GUEST_DATA.bit()).name())
                    .isEqualTo(state == ClusterState.FREE
                    ? "GUEST_DATA" : state.name());
        }
        assertThat(ClusterSort.of(ClusterState.SHARED.bit() | OwnerKind.L2_TABLE.bit()))
                .isEqualTo(ClusterSort.L2_TABLE);
    }

    @Test
    @DisplayName("goes to the most notable cluster of a cell, in the tree and in the bytes")
    void selects() {
        TestImage image = image();
        image.setLength(1L << 24);
        Document document = new Document(Path.of("image.qcow2"), image.open(), background);
        ClusterMapModel model = new ClusterMapModel(document, background);
        model.resize(64, 16);
        long table = image.l2Table(0) / CLUSTER;
        ByteRange cell = model.grid().cellOf(table);
        model.zoomBy(20, table);
        model.select(model.grid().cellOf(table));
        assertThat(document.selectedNode().path()).isEqualTo("l1/0/l2/0");
        assertThat(document.caret()).isEqualTo(image.l2Table(0));
        assertThat(model.markedProperty().get()).isEqualTo(new ByteRange(table, 1));
        model.zoomOut();
        model.select(cell);
        assertThat(ClusterSort.of(Objects.requireNonNull(document.image().hostMap().orElseThrow()).bits(
                document.caret() / CLUSTER))).isEqualTo(ClusterSort.of(
                Objects.requireNonNull(model.summary()).bits(cell.offset(), cell.end())));
    }

    @Test
    @DisplayName("marks and reveals the clusters of what is selected elsewhere")
    void marks() {
        TestImage image = image();
        image.setLength(1L << 32);
        Document document = new Document(Path.of("image.qcow2"), image.open(), background);
        ClusterMapModel model = new ClusterMapModel(document, background);
        model.resize(400, 100);
        model.zoomBy(30, 900_000);
        document.select(Objects.requireNonNull(document.root().find("l1/0/l2/3/data")));
        long cluster = image.hostOffset(3 * CLUSTER) / CLUSTER;
        assertThat(model.markedProperty().get()).isEqualTo(new ByteRange(cluster, 1));
        assertThat(model.grid().shown().contains(cluster)).isTrue();
        assertThat(model.cursorProperty().get()).isEqualTo(cluster);
        document.select(document.root());
        assertThat(model.markedProperty().get().isEmpty()).isTrue();
    }

    @Test
    @DisplayName("says of one cluster who owns it, and of many how many there are of each sort")
    void words() {
        TestImage image = image();
        ClusterMapModel model = model(image);
        model.resize(400, 100);
        long shared = image.hostOffset(5 * CLUSTER) / CLUSTER;
        model.hover(new ByteRange(shared, 1));
        assertThat(model.toldProperty().get())
                .isEqualTo(("Cluster %d at 0x%x: Shared by snapshots, refcount 2 for 2 owners\n"
                + "l1/0/l2/5/data (guest 0x5000-0x5fff), snapshots/0/l1/0/l2/5/data (guest 0x5000-0x5fff)")
                .formatted(shared, shared * CLUSTER));
        model.hover(new ByteRange(0, 4));
        assertThat(model.toldProperty().get()).startsWith("Clusters 0-3 at 0x0-0x3fff\n").contains("Header 1");
        model.hover(new ByteRange(0, 0));
        assertThat(model.toldProperty().get()).isEmpty();
        assertThat(ClusterMapText.legend(Objects.requireNonNull(model.summary())))
                .extracting(ClusterMapText.LegendEntry::text)
                .contains("Header 1", "L1 table 2", "L2 table 2", "Shared by snapshots 49", "Compressed guest data 1");
    }

    @Test
    @DisplayName("moves by keys from cell to cell, to both ends, and keeps the cell in sight")
    void keys() {
        TestImage image = image();
        image.setLength(1L << 30);
        ClusterMapModel model = model(image);
        model.resize(200, 60);
        model.zoomBy(20, 0);
        model.moveCursor(1);
        assertThat(model.cursorProperty().get()).isEqualTo(1);
        model.moveCursor(Long.MAX_VALUE / 2);
        assertThat(model.cursorProperty().get()).isEqualTo(model.clusters() - 1);
        assertThat(model.grid().shown().contains(model.clusters() - 1)).isTrue();
        model.moveCursor(Long.MIN_VALUE / 2);
        assertThat(model.cursorProperty().get()).isZero();
        assertThat(model.grid().shown().contains(0)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 7, 31, 32, 100, 1000})
    @DisplayName("fits into any room")
    void anyRoom(int pixels) {
        TestImage image = image();
        image.setLength(1L << 31);
        ClusterMapModel model = model(image);
        model.resize(pixels, pixels);
        assertThat(model.grid().isWhole()).isTrue();
        ClusterCells cells = model.cellsProperty().get();
        assertThat(cells.width()).isLessThanOrEqualTo(pixels);
        assertThat(cells.height()).isLessThanOrEqualTo(pixels);
        model.zoomBy(4, 100);
        model.resize(pixels + 50, pixels);
        assertThat(model.cellsProperty().get().grid()).isEqualTo(model.grid());
    }

    @Test
    @DisplayName("paints lines of pixels with gaps between large cells only")
    void lines() {
        TestImage image = image();
        ClusterMapModel model = model(image);
        int[] argb = new int[ClusterSort.values().length + 1];
        argb[ClusterSort.HEADER.ordinal()] = 7;
        argb[argb.length - 1] = 9;
        ClusterCells cells = ClusterCells.of(Objects.requireNonNull(model.summary()),
                new PictureGrid(model.clusters(), 10, 2, 0, 0), 8, Progress.NONE);
        int[] line = new int[cells.width()];
        cells.line(0, argb, line);
        assertThat(line).startsWith(7, 7, 7, 7, 7, 7, 7, 9).hasSize(80);
        cells.line(7, argb, line);
        assertThat(line).containsOnly(9);
        assertThat(cells.image(argb).getHeight()).isEqualTo(16);
    }
}
