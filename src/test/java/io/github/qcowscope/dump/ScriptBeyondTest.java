package io.github.qcowscope.dump;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.qcowscope.bytes.ByteSource;
import io.github.qcowscope.bytes.HeapBytes;
import io.github.qcowscope.fixture.BitmapSpec;
import io.github.qcowscope.fixture.HeaderField;
import io.github.qcowscope.fixture.ImageBuilder;
import io.github.qcowscope.fixture.Json;
import io.github.qcowscope.fixture.TestImage;
import io.github.qcowscope.job.Progress;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayName("Where QEMU's script ends with an error, its layouts")
class ScriptBeyondTest {

    private static final long BITMAPS = 0x2385_2875L;

    private static TestImage twoBitmaps() {
        return new ImageBuilder().clusterBits(9)
                .bitmap(BitmapSpec.named("one").granularityBits(9).tableSize(4).data(1))
                .bitmap(BitmapSpec.named("two").granularityBits(9).tableSize(4).ones())
                .build();
    }

    private static String cut(TestImage image, int length) {
        return Dumps.of(new HeapBytes("cut", Arrays.copyOf(image.bytes().toArray(), length)), DumpFormat.QEMU);
    }

    /** The extensions out of {@code qemu-json}, which is two documents. */
    private static Json extensions(ByteSource image) {
        String dump = Dumps.of(image, DumpFormat.QEMU_JSON);
        Json.parse(dump.substring(0, dump.indexOf("\n\n")));
        return Json.parse(dump.substring(dump.indexOf("\n\n")));
    }

    private static Json bitmaps(TestImage image) {
        return extensions(image.bytes()).get(0).get("data");
    }

    @Test
    @DisplayName("write names in UTF-8, with \\xNN for what is not")
    void names() {
        TestImage image = new ImageBuilder().clusterBits(9)
                .bitmap(BitmapSpec.named("größe 🗺"))
                .bitmap(BitmapSpec.named(new byte[] {'t', (byte) 0xff, (byte) 0xc3}))
                .build();

        assertThat(Dumps.of(image.bytes(), DumpFormat.QEMU)).contains(
                "Bitmap name               größe 🗺\n", "Bitmap name               t\\xff\\xc3\n");
        // As Python would have written it: ASCII only, beyond 16 bits as two escapes, lower-case digits.
        assertThat(Dumps.of(image.bytes(), DumpFormat.QEMU_JSON)).contains(
                "\"name\": \"gr\\u00f6\\u00dfe \\ud83d\\uddfa\",\n", "\"name\": \"t\\\\xff\\\\xc3\",\n");
    }

    @Test
    @DisplayName("print a table as far as the file has it, and say what is missing")
    void cutTable() {
        TestImage image = twoBitmaps();
        // The first table's data and both tables are in other clusters: put the second table across the end of the file.
        long end = image.length();
        image.poke(image.bitmapEntry("two"), 8, end - 20).poke(end - 20, 8, 1);

        String problem = "bitmap_table_size is 4, and 2 could be read: past the end of the file (%d bytes).".formatted(end);
        assertThat(Dumps.of(image.bytes(), DumpFormat.QEMU)).endsWith("""
                Bitmap table   type            size         offset
                0              all-ones        0            0
                1              all-zeroes      0            0
                # %s

                """.formatted(problem));
        assertThat(Dumps.of(image.bytes(), DumpFormat.PATCH)).endsWith("""
                Bitmap table
                   0     all-ones, offset 0x0
                   1     all-zeroes, offset 0x0
                # %s


                """.formatted(problem));
        Json two = bitmaps(image).get("bitmap_directory").get(1);
        assertThat(two.get("bitmap_table").elements()).hasSize(2);
        assertThat(two.get("problem").text()).isEqualTo(problem);
    }

    @ParameterizedTest
    @ValueSource(longs = {1L << 40, Long.MAX_VALUE, Long.MIN_VALUE, -8, -1})
    @DisplayName("print a bitmap whose table lies where no file has bytes, and the bitmaps behind it")
    void tableNowhere(long offset) {
        TestImage image = twoBitmaps();
        image.poke(image.bitmapEntry("one"), 8, offset);

        assertThat(Dumps.of(image.bytes(), DumpFormat.QEMU)).contains("""
                Bitmap table   type            size         offset
                # bitmap_table_size is 4, and 0 could be read: past the end of the file (%d bytes).

                Bitmap name               two
                """.formatted(image.length()));
    }

    @Test
    @DisplayName("print the bitmaps that there are, whatever nb_bitmaps says")
    void tooManyBitmaps() {
        TestImage image = twoBitmaps();
        image.poke(image.extension(BITMAPS) + 8, 4, 0xffff_ffffL).setLength(image.bitmapDirectory() + 64);

        String problem = "nb_bitmaps is 4294967295, and 2 could be read: past the end of the file (%d bytes)."
                .formatted(image.length());
        assertThat(Dumps.of(image.bytes(), DumpFormat.QEMU)).contains("Bitmap name               two\n")
                .endsWith("# " + problem + "\n\n");
        assertThat(bitmaps(image).get("problem").text()).isEqualTo(problem);
        assertThat(bitmaps(image).get("bitmap_directory").elements()).hasSize(2);
    }

    @ParameterizedTest
    @ValueSource(longs = {1L << 40, Long.MAX_VALUE, Long.MIN_VALUE, -8})
    @DisplayName("print the extension whose directory lies where no file has bytes")
    void directoryNowhere(long offset) {
        TestImage image = twoBitmaps();
        image.poke(image.extension(BITMAPS) + 24, 8, offset);

        assertThat(Dumps.of(image.bytes(), DumpFormat.QEMU)).contains(
                "# nb_bitmaps is 2, and 0 could be read: past the end of the file (%d bytes).\n".formatted(image.length()));
    }

    @Test
    @DisplayName("print the fields of a header that is cut short")
    void cutHeader() {
        assertThat(cut(twoBitmaps(), 80)).endsWith("""
                snapshot_offset           0x0
                incompatible_features     []
                # The header is cut short: the file has only 80 bytes.

                # Where the header extensions start is not known: the file ends inside the header.
                """);
        assertThat(cut(GoldenImage.VERSION_2.make(), 72)).endsWith("""
                header_length             72

                # The header extensions are cut short: past the end of the file (72 bytes).
                """);
    }

    @Test
    @DisplayName("print the header extensions that there are")
    void cutExtensions() {
        TestImage image = twoBitmaps();
        int extension = (int) image.extension(BITMAPS);

        assertThat(cut(image, extension + 4)).endsWith(
                "\n\n# The header extensions are cut short: past the end of the file (%d bytes).\n".formatted(extension + 4));
        assertThat(cut(image, extension + 20)).endsWith("""
                length                    24
                nb_bitmaps                2
                reserved32                0
                # The bitmaps extension is cut short: the file has only %1$d bytes.

                # The header extensions are cut short: past the end of the file (%1$d bytes).
                """.formatted(extension + 20));
        assertThat(extensions(new HeapBytes("cut", Arrays.copyOf(image.bytes().toArray(), extension + 4)))
                .get(0).get("problem").text()).startsWith("The header extensions are cut short");
    }

    @Test
    @DisplayName("stop at more extensions than any image can have")
    void endlessExtensions() {
        TestImage image = new ImageBuilder().clusterBits(9).build().poke(HeaderField.CLUSTER_BITS, 40);
        byte[] extensions = new byte[8 * 270_000];
        Arrays.fill(extensions, (byte) 0);
        for (int i = 0; i < extensions.length; i += 8) {
            extensions[i] = 1;
        }
        image.poke(112, extensions);

        assertThat(Dumps.of(image.bytes(), DumpFormat.QEMU))
                .endsWith("# There are more than 262144 header extensions; the others are left out.\n");
    }

    @ParameterizedTest
    @EnumSource(names = {"QEMU", "PATCH", "QEMU_JSON"})
    @DisplayName("refuse what is not QCOW2, in one sentence and before a byte is written")
    void notQcow2(DumpFormat format) {
        assertRefused(new HeapBytes("disk.img", new byte[1000]), format, "",
                "disk.img is not a QCOW2 image; the format " + format.id() + " shows nothing else.");
        assertRefused(new HeapBytes("disk.img", new byte[0]), format, "",
                "disk.img is empty; the format " + format.id() + " shows nothing else.");
        assertRefused(twoBitmaps().poke(HeaderField.VERSION, 1).bytes(), format, "",
                "is a QCOW image of version 1, which the format " + format.id() + " cannot show.");
    }

    @ParameterizedTest
    @ValueSource(strings = {"header/magic", "extensions/bitmaps", "bitmaps", "bitmaps/one/table", "bitmaps/one/flags/auto"})
    @DisplayName("refuse nodes that they have no place for")
    void noPlace(String path) {
        assertRefused(twoBitmaps().bytes(), DumpFormat.QEMU, path, "The format qemu shows the whole image, its header, its"
                + " extensions or one bitmap, but not " + path + "; text and json show anything.");
    }

    private static void assertRefused(ByteSource image, DumpFormat format, String path, String sentence) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        assertThatThrownBy(() -> Dump.write(image, new DumpRequest(format, false, path), out, Progress.NONE))
                .isInstanceOf(DumpRefused.class).hasMessageContaining(sentence);
        assertThat(out.size()).isZero();
    }

    @Test
    @DisplayName("show the header or one bitmap alone")
    void parts() {
        ByteSource image = twoBitmaps().bytes();
        String whole = Dumps.of(image, DumpFormat.QEMU);

        assertThat(Dumps.of(image, DumpFormat.QEMU, "header")).isEqualTo(whole.substring(0, whole.indexOf("\n\n") + 1));
        assertThat(Dumps.of(image, DumpFormat.QEMU, "bitmaps/two") + "\n")
                .isEqualTo(whole.substring(whole.indexOf("Bitmap name               two")));
        assertThat(Json.parse(Dumps.of(image, DumpFormat.QEMU_JSON, "bitmaps/two")).get("name").text()).isEqualTo("two");
        assertThat(Dumps.of(image, DumpFormat.QEMU, "extensions"))
                .isEqualTo(Dumps.of(image, new DumpRequest(DumpFormat.QEMU, true, "")));
    }

    @Test
    @DisplayName("print text of an extension up to 4 MiB, which no first cluster can hold")
    void longText() {
        byte[] text = "x".repeat((4 << 20) + 1).getBytes(StandardCharsets.US_ASCII);
        for (int length : List.of(4 << 20, (4 << 20) + 1)) {
            TestImage image = new ImageBuilder().clusterBits(9).extension(0x77, length, new byte[] {'x'}).build();
            image.poke(image.extension(0x77) + 8, text);

            assertThat(Dumps.of(image.bytes(), DumpFormat.QEMU)).contains(length == 4 << 20 ? "data                      'xxx"
                    : "data                      <binary>\n");
        }
    }
}
