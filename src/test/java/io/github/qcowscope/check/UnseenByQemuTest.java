package io.github.qcowscope.check;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.qcowscope.bytes.HeapBytes;
import io.github.qcowscope.fixture.BitmapSpec;
import io.github.qcowscope.fixture.ImageBuilder;
import io.github.qcowscope.fixture.SnapshotSpec;
import io.github.qcowscope.fixture.TestImage;
import io.github.qcowscope.job.Progress;
import io.github.qcowscope.qcow2.Qcow2Image;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** What {@code qemu-img check} does not look at: told as findings, counted as nothing. */
@DisplayName("What QEMU's check does not see")
class UnseenByQemuTest {

    private static final byte[] TEXT = "text".repeat(128).getBytes(US_ASCII);

    private final List<Finding> findings = new ArrayList<>();

    private CheckResult check(TestImage image) {
        return new Checker(image.open(), 1, 1 << 26).run(findings::add, Progress.NONE);
    }

    private static TestImage compressed() {
        return new ImageBuilder().clusterBits(9).size(1 << 16).compressed(0, TEXT).snapshot(SnapshotSpec.named("s"))
                .data(512, "x").build();
    }

    @Test
    @DisplayName("a compressed cluster that inflates is no finding")
    void sound() {
        assertThat(check(compressed()).exitCode()).isZero();
        assertThat(findings).isEmpty();
    }

    @Test
    @DisplayName("a compressed cluster that does not inflate is a finding for the active state and for the snapshot")
    void compressedInflate() {
        TestImage image = compressed();
        image.poke(image.hostOffset(0), new byte[] {-1, -1, -1, -1});

        CheckResult result = check(image);

        assertThat(findings).extracting(Finding::rule).containsOnly("compressed-inflate");
        assertThat(findings).extracting(Finding::nodePath).containsExactly("l1/0/l2/0", "snapshots/0/l1/0/l2/0");
        assertThat(findings.getFirst().where().range().offset()).isEqualTo(image.hostOffset(0));
        assertThat(findings.getFirst().remedy()).isNotEmpty();
        assertThat(result.corruptions()).isZero();
        assertThat(result.exitCode()).isZero();
    }

    @Test
    @DisplayName("no more than 256 MiB are inflated, and it is said where that ends")
    void bounded() {
        TestImage image = new ImageBuilder().clusterBits(21).size(1L << 30).compressed(0, new byte[1 << 21]).build();
        long entry = image.get(image.l2Entry(0), 8);
        for (int i = 1; i < 512; i++) {
            image.poke(image.l2Entry(0) + i * 8L, 8, entry);
        }

        check(image);

        assertThat(findings).filteredOn(finding -> finding.rule().equals("compressed-unchecked")).singleElement()
                .satisfies(finding -> {
                    assertThat(finding.nodePath()).isEqualTo("l1/0/l2/128");
                    assertThat(finding.message()).startsWith("The first 128 compressed clusters were inflated;");
                });
    }

    @Test
    @DisplayName("bitmap data that lies on another structure, or is cut, is a finding")
    void bitmapData() {
        TestImage image = new ImageBuilder().clusterBits(9).size(1 << 21)
                .bitmap(BitmapSpec.named("b").granularityBits(9).auto().data(1)).build();
        image.poke(image.bitmapTable(0), 8, image.l1Table());
        check(image);
        assertThat(findings).filteredOn(finding -> finding.rule().equals("bitmap-data-overlap")).singleElement()
                .satisfies(finding -> {
                    assertThat(finding.nodePath()).isEqualTo("bitmaps/b/table/0");
                    assertThat(finding.where().range().offset()).isEqualTo(image.l1Table());
                });
    }

    @Test
    @DisplayName("bitmap data that the file ends in is a finding")
    void bitmapDataCut() {
        TestImage image = new ImageBuilder().clusterBits(12).size(1 << 24)
                .bitmap(BitmapSpec.named("b").granularityBits(9).auto().dataAt(1 << 16, 1)).build();
        byte[] cut = java.util.Arrays.copyOf(image.bytes().toArray(), (1 << 16) + 4000);
        new Checker(new Qcow2Image(new HeapBytes("cut", cut)), 1, 1 << 26).run(findings::add, Progress.NONE);
        assertThat(findings).extracting(Finding::rule).contains("bitmap-data-cut");
    }
}
