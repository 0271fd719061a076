package io.github.qcowscope.ui;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.qcowscope.bytes.ByteRange;
import io.github.qcowscope.fixture.SampleImage;
import io.github.qcowscope.fixture.TestImage;
import io.github.qcowscope.qcow2.layout.Kinds;
import io.github.qcowscope.ui.page.ScanPage;
import javafx.scene.control.TableColumn;
import org.junit.jupiter.api.Test;

/** Looking for structures in files that do not begin as an image does, and in those that do. */
class ScanningTest extends WindowTest {

    private final TestImage sample = SampleImage.make();

    private ScanPage openBeheaded() {
        sample.poke(0, new byte[4096]);
        window.open(sample.writeTo(folder.resolve("beheaded.qcow2")));
        return new ScanPage(window);
    }

    @Test
    void offersAScanWhereTheHeaderIsLost() {
        ScanPage scan = openBeheaded();
        assertThat(window.document().image().isRecognized()).isFalse();
        assertThat(window.tab()).isEqualTo("scan");
        assertThat(scan.note()).contains("does not begin as a QCOW2 image does");
        scan.start();
        assertThat(scan.summary()).contains("Clusters of 4 KiB");
        assertThat(window.document().root().find("proposals")).isNotNull();

        long l1 = sample.l1Table();
        scan.filter(Kinds.L1_TABLE);
        int row = scan.row("L1 table", "0x" + Long.toHexString(l1));
        scan.table().click(row);
        assertThat(window.selected()).isEqualTo("proposals/0x%x-l1-table".formatted(l1));
        assertThat(window.document().selection().offset()).isEqualTo(l1);
        window.clickByte(sample.bitmapEntry(1) + 12);
        assertThat(window.selected()).isEqualTo("proposals/0x%x-bitmap-directory/0x%x/flags".formatted(
                sample.bitmapDirectory(), sample.bitmapEntry(1)));
    }

    @Test
    void leavesTheTreeInFrontWhereOnlyTheMagicIsLost() {
        sample.poke(0, new byte[4]);
        window.open(sample.writeTo(folder.resolve("no-magic.qcow2")));
        assertThat(window.document().image().isRecognized()).isTrue();
        assertThat(window.tab()).isEqualTo("fields");
        assertThat(window.allTabs()).contains("scan");
        window.showTab("scan");
        assertThat(new ScanPage(window).note()).contains("looks like a header all the same");
    }

    @Test
    void sortsAndFilters() {
        ScanPage scan = openBeheaded();
        scan.start();
        int all = scan.table().rowCount();
        scan.filter(Kinds.SNAPSHOT);
        assertThat(scan.table().rowCount()).isEqualTo(1);
        scan.table().click(0);
        assertThat(window.document().selection()).isEqualTo(new ByteRange(sample.snapshotTable(), 160));
        scan.filter(null);
        assertThat(scan.table().rowCount()).isEqualTo(all);
        scan.table().sort(2, TableColumn.SortType.ASCENDING);
        assertThat(scan.table().row(0).get(2)).isEqualTo(Long.toString(sample.refcountTable()));
        scan.table().sort(2, TableColumn.SortType.DESCENDING);
        assertThat(scan.table().row(0).get(2)).isEqualTo(Long.toString(sample.bitmapDirectory()));
    }

    @Test
    void tellsWhatTheTreeOfASoundImageHasAlready() {
        window.open(sample.writeTo(folder.resolve("sound.qcow2")));
        assertThat(window.allTabs()).doesNotContain("scan");
        window.menu("edit", "scan");
        ScanPage scan = new ScanPage(window);
        assertThat(window.tab()).isEqualTo("scan");
        assertThat(scan.table().rowCount()).isZero();
        assertThat(scan.summary()).startsWith("Found: 0; in the tree already: ");
        scan.withKnown();
        int row = scan.row("Bitmap directory", "0x" + Long.toHexString(sample.bitmapDirectory()));
        scan.table().click(row);
        assertThat(window.selected()).isEqualTo("bitmaps");
    }
}
