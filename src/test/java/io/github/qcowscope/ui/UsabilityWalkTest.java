package io.github.qcowscope.ui;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.qcowscope.bytes.ByteRange;
import io.github.qcowscope.fixture.BitmapSpec;
import io.github.qcowscope.fixture.ImageBuilder;
import io.github.qcowscope.fixture.TestImage;
import java.nio.file.Path;
import javafx.scene.input.KeyCode;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** How many clicks people need for what they do most. The numbers are promises. */
class UsabilityWalkTest extends WindowTest {

    /** The column of the table of entries that says where the bits of an entry are. */
    private static final int OFFSET = 2;

    private final TestImage third = new ImageBuilder().clusterBits(12).size(64 << 20)
            .bitmap(BitmapSpec.named("bitmap-1").auto().granularityBits(9).data(0xff).zeroes().data(0x5a).ones())
            .build();
    private Path file;

    @BeforeEach
    void openIt() {
        file = third.writeTo(folder.resolve("third.qcow2"));
    }

    @Test
    void fromTheOpenImageToTheBitsOfTheThirdEntryOfABitmapInFourClicks() {
        window.open(file);
        int before = window.clicks();
        window.tree().clickArrow("bitmaps");
        window.tree().click("bitmaps/bitmap-1");
        window.table("entries").doubleClick(2);
        assertThat(window.clicks() - before).isLessThanOrEqualTo(4);
        assertThat(window.selected()).isEqualTo("bitmaps/bitmap-1/table/2/data");
        assertThat(window.document().selection()).isEqualTo(new ByteRange(third.bitmapData("bitmap-1", 2), 4096));
        assertThat(window.shown().contains(third.bitmapData("bitmap-1", 2))).isTrue();
    }

    /** The offset in the table of entries is a link: a click on it shows the bits that it leads to. */
    @Test
    void fromTheStartPageToTheBitsOfTheThirdEntryOfABitmapOfARecentImageInFourClicks() {
        window.open(file);
        window.menu("file", "close");
        assertThat(window.isAtStart()).isTrue();
        int before = window.clicks();
        window.click("third.qcow2");
        window.tree().clickArrow("bitmaps");
        window.tree().click("bitmaps/bitmap-1");
        window.table("entries").clickCell(2, OFFSET);
        assertThat(window.clicks() - before).isLessThanOrEqualTo(4);
        assertThat(window.selected()).isEqualTo("bitmaps/bitmap-1/table/2/data");
        assertThat(window.document().selection()).isEqualTo(new ByteRange(third.bitmapData("bitmap-1", 2), 4096));
        assertThat(window.shown().contains(third.bitmapData("bitmap-1", 2))).isTrue();
        assertThat(window.table("entries").selected()).isEqualTo(2);
        window.press(KeyCode.ALT, KeyCode.LEFT);
        assertThat(window.selected()).isEqualTo("bitmaps/bitmap-1/table/2");
        assertThat(window.document().selection()).isEqualTo(new ByteRange(third.bitmapTable("bitmap-1") + 16, 8));
    }

    @Test
    void fromAByteToItsFieldInOne() {
        window.open(file);
        int before = window.clicks();
        window.clickByte(third.bitmapTable("bitmap-1") + 2 * 8 + 5);
        assertThat(window.clicks() - before).isEqualTo(1);
        assertThat(window.selected()).isEqualTo("bitmaps/bitmap-1/table/2");
        window.clickByte(0x1b);
        assertThat(window.clicks() - before).isEqualTo(2);
        assertThat(window.selected()).isEqualTo("header/size");
    }

    @Test
    void withoutAnyClickByTheCommandPalette() {
        window.open(file);
        int before = window.clicks();
        window.palette().open().type("@bitmaps/bitmap-1/table/2/data\n");
        assertThat(window.clicks() - before).isZero();
        assertThat(window.selected()).isEqualTo("bitmaps/bitmap-1/table/2/data");
    }
}
