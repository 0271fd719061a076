package io.github.qcowscope.dump;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.qcowscope.fixture.BitmapSpec;
import io.github.qcowscope.fixture.ImageBuilder;
import io.github.qcowscope.fixture.TestImage;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("The layout of the patch of 2020")
class PatchLayoutTest {

    /** The image of the patch's own sample output. */
    private static TestImage sample() {
        return new ImageBuilder().clusterBits(16).size(10 << 20)
                .bitmapDirectoryAt(0x100000)
                .bitmap(BitmapSpec.named("bitmap-1").granularityBits(15).auto().tableSize(8).tableAt(0x90000)
                        .dataAt(0xa0000, 1))
                .bitmap(BitmapSpec.named("bitmap-2").granularityBits(16).auto().tableSize(8).tableAt(0xb0000))
                .build();
    }

    @Test
    @DisplayName("reproduces the patch's own sample to the letter")
    void sampleToTheLetter() {
        String sample = """
                Header extension (Bitmaps):
                magic                     0x23852875
                length                    24
                nb_bitmaps                2
                reserved32                0
                bitmap_directory_size     0x40
                bitmap_directory_offset   0x100000

                Bitmap name               bitmap-1
                flag                      "auto"
                bitmap_table_offset       0x90000
                bitmap_table_size         8
                flags                     2
                type                      1
                granularity_bits          15
                name_size                 8
                extra_data_size           0

                Bitmap table
                   0     serialized, offset 0xa0000
                   1     all-zeroes, offset 0x0
                   2     all-zeroes, offset 0x0
                   3     all-zeroes, offset 0x0
                   4     all-zeroes, offset 0x0
                   5     all-zeroes, offset 0x0
                   6     all-zeroes, offset 0x0
                   7     all-zeroes, offset 0x0

                """;

        assertThat(Dumps.of(sample().bytes(), new DumpRequest(DumpFormat.PATCH, true, ""))).startsWith(sample);
    }

    @Test
    @DisplayName("ends each bitmap, and then the extension, with an empty line")
    void emptyLines() {
        assertThat(Dumps.of(sample().bytes(), DumpFormat.PATCH)).endsWith("""
                   7     all-zeroes, offset 0x0

                Bitmap name               bitmap-2
                flag                      "auto"
                bitmap_table_offset       0xb0000
                bitmap_table_size         8
                flags                     2
                type                      1
                granularity_bits          16
                name_size                 8
                extra_data_size           0

                Bitmap table
                   0     all-zeroes, offset 0x0
                   1     all-zeroes, offset 0x0
                   2     all-zeroes, offset 0x0
                   3     all-zeroes, offset 0x0
                   4     all-zeroes, offset 0x0
                   5     all-zeroes, offset 0x0
                   6     all-zeroes, offset 0x0
                   7     all-zeroes, offset 0x0


                """);
    }

    @Test
    @DisplayName("prints the header as the script does, and knows two extensions by name")
    void headerAndNames() {
        String dump = Dumps.of(GoldenImage.EXTENDED_L2.make().bytes(), DumpFormat.PATCH);
        String script = GoldenImage.EXTENDED_L2.recorded(DumpFormat.QEMU);

        assertThat(dump).startsWith(script.substring(0, script.indexOf("Header extension:")));
        assertThat(dump.lines().filter(line -> line.startsWith("Header extension"))).containsExactly(
                "Header extension (Bitmaps):", "Header extension (Feature table):");
        assertThat(Dumps.of(GoldenImage.DATA_FILE.make().bytes(), DumpFormat.PATCH)).contains("""
                Header extension (Unknown):
                magic                     0x44415441
                length                    8
                data                      'disk.raw'

                """);
    }

    @Test
    @DisplayName("prints a line for each of the two flags it knows")
    void flags() {
        assertThat(Dumps.of(GoldenImage.FLAGS.make().bytes(), DumpFormat.PATCH).lines()
                .filter(line -> line.matches("(Bitmap name|flags?) .*"))).containsExactly(
                "Bitmap name               none",
                "flags                     0",
                "Bitmap name               both",
                "flag                      \"in-use\"",
                "flag                      \"auto\"",
                "flags                     3",
                "Bitmap name               others",
                "flag                      \"auto\"",
                "flags                     2147483910");
    }

    @Test
    @DisplayName("does not look at bit 0 of an entry that has an offset")
    void entryKinds() {
        assertThat(Dumps.of(GoldenImage.ENTRY_KINDS.make().bytes(), DumpFormat.PATCH)).contains("""
                   1     all-zeroes, offset 0x0
                   2     all-ones, offset 0x0
                   3     serialized, offset 0x10000
                   4     all-zeroes, offset 0x0
                   5     serialized, offset 0xfffffffffffe00
                   6     serialized, offset 0xfffffffffffe00
                   7     all-zeroes, offset 0x0
                """);
    }

    @Test
    @DisplayName("gives a bitmap of its own when asked for one")
    void oneBitmap() {
        String dump = Dumps.of(sample().bytes(), DumpFormat.PATCH, "bitmaps/bitmap-2");

        assertThat(dump).startsWith("Bitmap name               bitmap-2\n").endsWith("   7     all-zeroes, offset 0x0\n\n");
        assertThat(Dumps.of(sample().bytes(), DumpFormat.PATCH)).contains(dump);
    }
}
