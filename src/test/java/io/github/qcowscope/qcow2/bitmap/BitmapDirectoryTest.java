package io.github.qcowscope.qcow2.bitmap;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.qcowscope.bytes.ByteRange;
import io.github.qcowscope.fixture.BitmapSpec;
import io.github.qcowscope.fixture.HeaderField;
import io.github.qcowscope.fixture.ImageBuilder;
import io.github.qcowscope.fixture.TestImage;
import io.github.qcowscope.fixture.TreeWalk;
import io.github.qcowscope.job.Progress;
import io.github.qcowscope.qcow2.header.ExtensionType;
import io.github.qcowscope.schema.Node;
import java.nio.charset.StandardCharsets;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayName("The bitmap directory")
class BitmapDirectoryTest {

    private static final long BITMAPS = ExtensionType.BITMAPS.magic();
    private static final int COUNT = 8;
    private static final int SIZE = 16;
    private static final int OFFSET = 24;

    private static TestImage three() {
        return new ImageBuilder().bitmap(BitmapSpec.named("one")).bitmap(BitmapSpec.named("second"))
                .bitmap(BitmapSpec.named("the-third-one")).build();
    }

    private static BitmapDirectory directory(TestImage image) {
        return image.open().bitmaps().orElseThrow();
    }

    private static List<String> keys(TestImage image) {
        BitmapDirectory directory = directory(image);
        return IntStream.range(0, directory.count()).mapToObj(directory::get).map(Bitmap::key).toList();
    }

    @Test
    @DisplayName("holds its entries one behind the other, each a multiple of 8 bytes long")
    void entries() {
        TestImage image = three();
        BitmapDirectory directory = directory(image);

        assertThat(keys(image)).containsExactly("one", "second", "the-third-one");
        assertThat(IntStream.range(0, 3).mapToObj(directory::get).map(bitmap -> bitmap.range().length()))
                .containsExactly(32L, 32L, 40L);
        assertThat(directory.get(2).range().offset()).isEqualTo(image.bitmapEntry("the-third-one"));
        assertThat(directory.range()).isEqualTo(new ByteRange(image.bitmapDirectory(), 104));
        assertThat(directory.problem()).isNull();
        assertThat(directory.declaredCount()).isEqualTo(3);
        assertThat(new ImageBuilder().build().open().bitmaps()).isEmpty();
    }

    @Test
    @DisplayName("finds an entry by key and by byte")
    void lookUp() {
        TestImage image = three();
        BitmapDirectory directory = directory(image);

        assertThat(directory.indexOf("second")).isEqualTo(1);
        assertThat(directory.indexOf("none")).isEqualTo(-1);
        for (int at = -1; at <= 104; at++) {
            int expected = at < 0 || at >= 104 ? -1 : Math.min(2, at / 32);
            assertThat(directory.indexAt(image.bitmapDirectory() + at)).as("byte " + at).isEqualTo(expected);
        }
    }

    @Test
    @DisplayName("shows the entries that nb_bitmaps leaves out while the directory's size has them")
    void tooFew() {
        TestImage image = three();
        image.poke(image.extension(BITMAPS) + COUNT, 4, 1);

        assertThat(keys(image)).containsExactly("one", "second", "the-third-one");
        assertThat(directory(image).problem()).isEqualTo("The extension counts 1 bitmap; the directory holds 3.");
        assertThat(TreeWalk.brokenRules(image.open().root())).containsExactly("bitmaps: bitmap-directory");
    }

    @ParameterizedTest
    @ValueSource(longs = {4, 65_535, 0xffff_ffffL})
    @DisplayName("shows the entries that there are where nb_bitmaps counts more")
    void tooMany(long count) {
        TestImage image = three();
        image.poke(image.extension(BITMAPS) + COUNT, 4, count);

        assertThat(keys(image)).hasSize(3);
        assertThat(directory(image).problem())
                .isEqualTo("The extension counts %d bitmaps; 3 could be found.".formatted(count));
    }

    @Test
    @DisplayName("shows the entries that its size leaves out while nb_bitmaps counts them")
    void shortSize() {
        TestImage image = three();
        image.poke(image.extension(BITMAPS) + SIZE, 8, 32);

        assertThat(keys(image)).containsExactly("one", "second", "the-third-one");
        assertThat(directory(image).range().length()).isEqualTo(104);
        assertThat(directory(image).problem())
                .isEqualTo("The entries fill 104 bytes of the directory, whose size is told as 32.");
    }

    @Test
    @DisplayName("cuts an entry that its size ends in the middle of")
    void cutEntry() {
        TestImage image = three();
        image.poke(image.extension(BITMAPS) + SIZE, 8, 92);

        assertThat(directory(image).get(2).range().length()).isEqualTo(28);
        assertThat(directory(image).get(2).name()).isEqualTo("the-");
        assertThat(TreeWalk.brokenRules(image.open().root()))
                .containsExactly("bitmaps/the-/extra_data_size: bitmap-entry-size");
        assertThat(directory(image).get(2).verdict(true)).isEqualTo(Bitmap.Verdict.REFUSED);
    }

    @Test
    @DisplayName("ends with the file")
    void cutFile() {
        TestImage image = three();
        image.setLength(image.bitmapEntry(2) + 30);

        assertThat(directory(image).count()).isEqualTo(3);
        assertThat(directory(image).get(2).name()).isEqualTo("the-th");
        image.setLength(image.bitmapEntry(2) + 23);
        assertThat(directory(image).count()).isEqualTo(2);
        assertThat(directory(image).problem()).isEqualTo("The extension counts 3 bitmaps; 2 could be found.");
    }

    @ParameterizedTest
    @CsvSource({
        "7fffffffffffffff, bitmaps-directory-offset",
        "7fffffffffffffe8, bitmaps-directory-offset",
        "8000000000000000, bitmaps-directory-end",
        "ffffffffffffffff, bitmaps-directory-offset",
        "10000000000, bitmaps-directory-end",
    })
    @DisplayName("has no entry where its offset lies past every file")
    void offsetPastEverything(String offset, String rule) {
        TestImage image = three();
        image.poke(image.extension(BITMAPS) + OFFSET, 8, Long.parseUnsignedLong(offset, 16));
        image.poke(image.extension(BITMAPS) + COUNT, 4, 0xffff_ffffL);

        assertThat(directory(image).count()).isZero();
        assertThat(directory(image).range().length()).isZero();
        assertThat(TreeWalk.brokenRules(image.open().root()))
                .contains("extensions/bitmaps/bitmap_directory_offset: " + rule, "bitmaps: bitmap-directory");
    }

    @Test
    @DisplayName("is out of date where the autoclear bit is clear")
    void ignored() {
        TestImage image = three().poke(HeaderField.AUTOCLEAR_FEATURES, 0);

        assertThat(image.open().bitmapsAreConsistent()).isFalse();
        assertThat(TreeWalk.brokenRules(image.open().root())).containsExactly("bitmaps: bitmaps-ignored");
    }

    @ParameterizedTest
    @CsvSource({
        "a/b, a%2Fb, a/b",
        "100%, 100%25, 100%",
        "~, %7E, ~",
        "#1, %231, #1",
        "'x\ty', x%09y, 'x\ty'",
        "sauvegarde é, sauvegarde é, sauvegarde é",
        "., ., .",
    })
    @DisplayName("makes a key for a path out of any name")
    void keyOf(String name, String key, String shown) {
        TestImage image = new ImageBuilder().bitmap(BitmapSpec.named(name)).build();
        Node node = image.open().root().find("bitmaps/" + key);

        assertThat(node).isNotNull();
        assertThat(node.name()).isEqualTo(shown);
        assertThat(node.find("")).isSameAs(node);
        assertThat(image.open().root().find("bitmaps/" + key + "/table/0")).isNotNull();
    }

    @Test
    @DisplayName("makes a key out of a name that is not UTF-8, or empty")
    void oddNames() {
        TestImage image = new ImageBuilder().bitmap(BitmapSpec.named(new byte[] {'b', (byte) 0xff}))
                .bitmap(BitmapSpec.named("")).bitmap(BitmapSpec.named("")).build();

        assertThat(keys(image)).containsExactly("b\\xff", "~1", "~2");
        assertThat(TreeWalk.brokenRules(image.open().root())).containsExactly(
                "bitmaps/b\\xff/name: bitmap-name-encoding",
                "bitmaps/~1/name_size: bitmap-name-size",
                "bitmaps/~2/name_size: bitmap-name-size");
        Node nameless = image.open().root().find("bitmaps/~1");
        assertThat(nameless).isNotNull();
        assertThat(nameless.name()).isEqualTo("(no name)");
    }

    @Test
    @DisplayName("keeps bitmaps of one name apart, and says so")
    void duplicates() {
        TestImage image = new ImageBuilder().bitmap(BitmapSpec.named("b")).bitmap(BitmapSpec.named("b"))
                .bitmap(BitmapSpec.named("b")).build();

        assertThat(keys(image)).containsExactly("b", "b~1", "b~2");
        assertThat(TreeWalk.brokenRules(image.open().root()))
                .containsExactly("bitmaps/b~1: bitmap-name-unique", "bitmaps/b~2: bitmap-name-unique");
    }

    @Test
    @DisplayName("does not take names for the same because their hashes are")
    void hashCollisions() {
        assertThat("Aa".hashCode()).isEqualTo("BB".hashCode());
        TestImage image = new ImageBuilder().bitmap(BitmapSpec.named("Aa")).bitmap(BitmapSpec.named("BB"))
                .bitmap(BitmapSpec.named("BB")).build();

        assertThat(keys(image)).containsExactly("Aa", "BB", "BB~2");
        assertThat(TreeWalk.brokenRules(image.open().root())).containsExactly("bitmaps/BB~2: bitmap-name-unique");
    }

    @Test
    @DisplayName("of 65,535 bitmaps, as many as QEMU allows, finds each by its byte")
    void many() {
        ImageBuilder builder = new ImageBuilder().size(512).clusterBits(9);
        for (int i = 0; i < 65_535; i++) {
            builder.bitmap(BitmapSpec.named("bitmap-" + i).tableAt(1 << 26));
        }
        TestImage image = builder.build();
        BitmapDirectory directory = directory(image);

        assertThat(directory.count()).isEqualTo(65_535);
        assertThat(directory.problem()).isNull();
        for (int index : new int[] {0, 1, 999, 65_534}) {
            assertThat(directory.indexAt(directory.get(index).range().end() - 1)).isEqualTo(index);
            assertThat(image.open().ownerOf(image.bitmapEntry(index) + 17, Progress.NONE).path())
                    .isEqualTo("bitmaps/bitmap-" + index + "/granularity_bits");
        }
    }

    @Test
    @DisplayName("gives every entry a key of its own, whatever the names")
    void uniqueKeys() {
        ImageBuilder builder = new ImageBuilder();
        List<String> names = List.of("b", "b~1", "b%7E1", "b", "~1", "", "a/b", "a%2Fb", "\\xff", "a/b", "b~1");
        names.forEach(name -> builder.bitmap(BitmapSpec.named(name)));
        builder.bitmap(BitmapSpec.named(new byte[] {(byte) 0xff}));
        builder.bitmap(BitmapSpec.named("n".repeat(5000) + "1")).bitmap(BitmapSpec.named("n".repeat(5000) + "2"));

        Set<String> keys = new HashSet<>(keys(builder.build()));

        assertThat(keys).hasSize(names.size() + 3);
    }

    @Test
    @DisplayName("reads the name behind the extra data")
    void extraData() {
        byte[] extra = "extra data".getBytes(StandardCharsets.US_ASCII);
        TestImage image = new ImageBuilder().bitmap(BitmapSpec.named("b").extraData(extra).flags(4)).build();
        Node bitmap = image.open().root().find("bitmaps/b");

        assertThat(bitmap).isNotNull();
        assertThat(bitmap.span().range().length()).isEqualTo(40);
        assertThat(IntStream.range(0, (int) bitmap.childCount()).mapToObj(bitmap::child).map(Node::name))
                .endsWith("extra_data", "name", "padding", "Bitmap table");
        assertThat(directory(image).get(0).verdict(true)).isEqualTo(Bitmap.Verdict.REFUSED);
        assertThat(TreeWalk.brokenRules(image.open().root()))
                .containsExactly("bitmaps/b/flags: bitmap-extra-data-flag-qemu",
                        "bitmaps/b/extra_data_size: bitmap-extra-data");
    }
}
