package io.github.qcowscope.qcow2.tree;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.qcowscope.bytes.Span;
import io.github.qcowscope.fixture.HeaderField;
import io.github.qcowscope.fixture.ImageBuilder;
import io.github.qcowscope.fixture.SnapshotSpec;
import io.github.qcowscope.fixture.TestImage;
import io.github.qcowscope.job.Progress;
import io.github.qcowscope.qcow2.Qcow2Image;
import io.github.qcowscope.schema.Node;
import io.github.qcowscope.schema.Problem;
import java.util.List;
import java.util.Objects;
import java.util.stream.LongStream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("The tree of snapshots")
class SnapshotTreeTest {

    private static Node find(Qcow2Image image, String path) {
        return Objects.requireNonNull(image.root().find(path), path);
    }

    private static ImageBuilder small() {
        return new ImageBuilder().clusterBits(12).size(8 << 20);
    }

    @Test
    @DisplayName("has every field of an entry, and the snapshot's own tables below it")
    void fields() {
        TestImage test = small().data(0, "before")
                .snapshot(SnapshotSpec.named("größe").id("id-7").date(1_600_000_000L, 5).vmClock(90_000_000_000L)
                        .vmStateSize(1 << 20).icount(77).diskSize(4 << 20))
                .data(0, "after").build();
        Qcow2Image image = test.open();

        Node snapshot = find(image, "snapshots/0");
        assertThat(snapshot.name()).isEqualTo("größe");
        assertThat(snapshot.value().text()).isEqualTo("ID id-7");
        assertThat(snapshot.meaning()).isEqualTo("2020-09-13T12:26:40.000000005Z, VM state of 1 MiB");
        assertThat(LongStream.range(0, snapshot.childCount()).mapToObj(i -> snapshot.child(i).key()))
                .containsExactly("l1_table_offset", "l1_size", "id_str_size", "name_size", "date_sec", "date_nsec",
                        "vm_clock_nsec", "vm_state_size", "extra_data_size", "vm_state_size_large", "disk_size", "icount",
                        "id_str", "name", "padding", "l1");
        assertThat(find(image, "snapshots/0/icount").value().text()).isEqualTo("77");
        assertThat(find(image, "snapshots/0/l1_table_offset").target())
                .isEqualTo(find(image, "snapshots/0/l1").span())
                .isEqualTo(Span.of(image.source(), test.snapshotL1(0), 4 * 8));
        Span before = find(image, "snapshots/0/l1/0/l2/0/data").span();
        assertThat(image.source().chunk(before.range().offset(), 6).text()).isEqualTo("before");
        assertThat(find(image, "l1/0/l2/0/data").span()).isNotEqualTo(before);
        assertThat(image.ownerOf(test.snapshotEntry(0) + 16, Progress.NONE).path()).isEqualTo("snapshots/0/date_sec");
        TreeCheck.nodes(image);
        assertThat(TreeCheck.problems(image.root())).isEmpty();
    }

    @Test
    @DisplayName("counts a snapshot's VM state from the end of the disk that the snapshot had")
    void vmState() {
        TestImage test = small().snapshot(SnapshotSpec.named("s").diskSize((2 << 20) + 4096)).build();
        Qcow2Image image = test.open();

        assertThat(find(image, "snapshots/0/l1/1").meaning()).isEqualTo("unallocated, guest 0x200000-0x200fff (4096)");
        assertThat(find(image, "snapshots/0/l1/2").meaning()).isEqualTo("unallocated, VM state 0x0-0x1fffff (2097152)");
        assertThat(find(image, "l1/2").meaning()).isEqualTo("unallocated, guest 0x400000-0x5fffff (2097152)");
    }

    @Test
    @DisplayName("keeps extra data that nobody knows, and does without any in version 2")
    void extraData() {
        byte[] longer = new byte[32];
        longer[31] = 9;
        Qcow2Image image = small().snapshot(SnapshotSpec.named("a").extraData(longer)).build().open();
        Qcow2Image old = small().version(2).snapshot(SnapshotSpec.named("b").extraData()).build().open();

        assertThat(find(image, "snapshots/0/further_extra_data").value().text())
                .isEqualTo("8 bytes: 00 00 00 00 00 00 00 09");
        assertThat(old.root().find("snapshots/0/disk_size")).isNull();
        assertThat(TreeCheck.problems(find(old, "snapshots"))).isEmpty();
    }

    @Test
    @DisplayName("tells a table that the file lacks, and an L1 table that is too large for it")
    void damage() {
        TestImage test = small().snapshot(SnapshotSpec.named("a")).build();
        test.poke(test.snapshotEntry(0) + 8, 4, -1).poke(HeaderField.NB_SNAPSHOTS, -1);
        Qcow2Image image = test.open();

        assertThat(find(image, "snapshots").problems()).extracting(Problem::message).first().asString()
                .startsWith("The header counts 4294967295 snapshots; ");
        assertThat(find(image, "snapshots/0/l1").problems()).extracting(Problem::rule).containsExactly("table-truncated");

        test.poke(HeaderField.SNAPSHOTS_OFFSET, 1L << 50);
        Qcow2Image without = test.open();
        assertThat(find(without, "snapshots").childCount()).isZero();
        assertThat(find(without, "snapshots").span().isInside()).isTrue();
        assertThat(find(without, "snapshots").problems()).extracting(Problem::message).isEqualTo(
                List.of("The header counts 4294967295 snapshots; 0 could be found."));
    }
}
