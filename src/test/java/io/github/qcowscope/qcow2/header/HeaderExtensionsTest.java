package io.github.qcowscope.qcow2.header;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.qcowscope.bytes.ByteRange;
import io.github.qcowscope.fixture.BitmapSpec;
import io.github.qcowscope.fixture.HeaderField;
import io.github.qcowscope.fixture.ImageBuilder;
import io.github.qcowscope.fixture.TestImage;
import io.github.qcowscope.fixture.TreeWalk;
import io.github.qcowscope.qcow2.Qcow2Image;
import io.github.qcowscope.schema.Node;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@DisplayName("The header extensions")
class HeaderExtensionsTest {

    private static final long BITMAPS = ExtensionType.BITMAPS.magic();

    private static List<String> keys(Qcow2Image image) {
        Node node = find(image, "extensions");
        return IntStream.range(0, (int) node.childCount()).mapToObj(node::child).map(Node::key).toList();
    }

    private static Node find(Qcow2Image image, String path) {
        Node node = image.root().find(path);
        assertThat(node).as(path).isNotNull();
        return node;
    }

    @Test
    @DisplayName("are told apart by their magic numbers, in the order of the file")
    void everyType() {
        Qcow2Image image = new ImageBuilder().backing("base.qcow2", "qcow2").dataFile("data.raw").luks(new byte[592])
                .bitmap(BitmapSpec.named("b")).featureNames()
                .extension(0x1234_5678, new byte[] {1, 2, 3}).extension(0x1234_5678, new byte[0]).build().open();

        assertThat(keys(image)).containsExactly("backing-format", "data-file", "crypto-header", "bitmaps", "feature-table",
                "unknown", "unknown~6", "end");
        assertThat(find(image, "extensions/backing-format").value().text()).isEqualTo("qcow2");
        assertThat(find(image, "extensions/data-file/data").value().text()).isEqualTo("data.raw");
        assertThat(find(image, "extensions/crypto-header/crypto_header_length").value().text()).isEqualTo("592");
        assertThat(find(image, "extensions/unknown").value().text()).isEqualTo("0x12345678, 3 bytes");
        assertThat(find(image, "extensions/unknown/data").value().text()).isEqualTo("3 bytes: 01 02 03");
        assertThat(find(image, "extensions/unknown/padding").span().range().length()).isEqualTo(5);
        assertThat(image.root().find("extensions/unknown~6/data")).isNull();
        assertThat(find(image, "extensions").value().text()).isEqualTo("7 extensions");
        assertThat(TreeWalk.brokenRules(find(image, "extensions"))).isEmpty();
    }

    @Test
    @DisplayName("of the bitmaps say how many there are and where")
    void bitmaps() {
        TestImage made = new ImageBuilder().bitmap(BitmapSpec.named("one")).bitmap(BitmapSpec.named("three")).build();
        Qcow2Image image = made.open();

        assertThat(find(image, "extensions/bitmaps/nb_bitmaps").value().text()).isEqualTo("2");
        assertThat(find(image, "extensions/bitmaps/bitmap_directory_size").value().text()).isEqualTo("0x40");
        assertThat(find(image, "extensions/bitmaps/bitmap_directory_offset").target())
                .isEqualTo(find(image, "bitmaps").span());
        assertThat(find(image, "extensions/bitmaps").span().range())
                .isEqualTo(new ByteRange(made.extension(BITMAPS), 32));
    }

    @Test
    @DisplayName("of the feature names hold one node for each name")
    void featureNames() {
        Qcow2Image image = new ImageBuilder().featureNames().build().open();
        Node table = find(image, "extensions/feature-table");

        assertThat(table.value().text()).isEqualTo("8 names");
        assertThat(find(image, "extensions/feature-table/4").value().text())
                .isEqualTo("incompatible bit 4: extended L2 entries");
        assertThat(find(image, "extensions/feature-table/6/name").value().text()).isEqualTo("bitmaps");
        assertThat(find(image, "extensions/feature-table/7/type").value().text()).isEqualTo("2 (autoclear)");
    }

    @ParameterizedTest
    @CsvSource({"48, 3, 0, feature-name-type", "0, 0, 64, feature-name-bit"})
    @DisplayName("of the feature names are held to the masks that there are")
    void badFeatureNames(int skip, int type, int bit, String rule) {
        byte[] table = new byte[skip + 48];
        table[skip] = (byte) type;
        table[skip + 1] = (byte) bit;
        Qcow2Image image = new ImageBuilder().extension(ExtensionType.FEATURE_TABLE.magic(), table).build().open();

        assertThat(TreeWalk.brokenRules(image.root())).singleElement().asString().endsWith(rule);
    }

    @ParameterizedTest
    @CsvSource({
        "4, 4, 23, extension-length-bitmaps",
        "4, 4, 32, extension-length-bitmaps",
        "4, 4, 0xffffffff, extension-length",
        "8, 4, 0, bitmaps-count",
        "8, 4, 65536, bitmaps-count-qemu",
        "12, 4, 1, bitmaps-reserved",
        "24, 8, 0x30001, bitmaps-directory-offset",
        "24, 8, 0x10000000000, bitmaps-directory-end",
    })
    @DisplayName("say what is wrong with the bitmaps extension")
    void bitmapsProblems(int at, int width, String value, String rule) {
        TestImage image = new ImageBuilder().bitmap(BitmapSpec.named("b")).build();
        image.poke(image.extension(BITMAPS) + at, width, Long.decode(value));

        assertThat(TreeWalk.brokenRules(image.open().root())).anyMatch(
                broken -> broken.startsWith("extensions/bitmaps/") && broken.endsWith(": " + rule));
    }

    @Test
    @DisplayName("say what is wrong with the other extensions")
    void otherProblems() {
        TestImage crypto = new ImageBuilder().luks(new byte[592]).build();
        long at = crypto.extension(ExtensionType.CRYPTO_HEADER.magic());
        assertThat(TreeWalk.brokenRules(find(crypto.poke(at + 8, 8, 0x101).open(), "extensions")))
                .containsExactly("extensions/crypto-header/crypto_header_offset: crypto-header-offset");

        TestImage twice = new ImageBuilder().backing("b", "raw")
                .extension(ExtensionType.BACKING_FORMAT.magic(), new byte[] {'r', 'a', 'w'}).build();
        assertThat(TreeWalk.brokenRules(twice.open().root())).containsExactly("extensions: extension-twice");
        assertThat(keys(twice.open())).containsExactly("backing-format", "backing-format~1", "end");

        TestImage names = new ImageBuilder().extension(ExtensionType.FEATURE_TABLE.magic(), new byte[50]).build();
        assertThat(TreeWalk.brokenRules(names.open().root()))
                .containsExactly("extensions/feature-table/length: extension-length-feature-table");
    }

    @Test
    @DisplayName("end at the backing file's name where there is no end marker")
    void endAtName() {
        TestImage image = new ImageBuilder().noEndMarker().backing("base", "raw").build();

        assertThat(keys(image.open())).containsExactly("backing-format");
        assertThat(image.open().extensions().area().end()).isEqualTo(image.get(8, 8));
    }

    @Test
    @DisplayName("end with the first cluster where nothing else ends them")
    void endAtCluster() {
        Qcow2Image image = new ImageBuilder().clusterBits(9).noEndMarker().extension(77, new byte[376]).build().open();

        assertThat(keys(image)).containsExactly("unknown", "end");
        Qcow2Image full = new ImageBuilder().clusterBits(9).noEndMarker().extension(77, new byte[392]).build().open();
        assertThat(keys(full)).containsExactly("unknown");
        assertThat(full.extensions().range()).isEqualTo(new ByteRange(112, 400));
    }

    @Test
    @DisplayName("claim no byte behind a length that is too long")
    void tooLong() {
        Qcow2Image image = new ImageBuilder().backing("base", "raw").extension(77, 1 << 30, "text".getBytes(
                StandardCharsets.US_ASCII)).build().open();
        Node extension = find(image, "extensions/unknown");

        assertThat(extension.span().range().end()).isEqualTo(find(image, "backing-file").span().range().offset());
        assertThat(TreeWalk.brokenRules(image.root())).containsExactly("extensions/unknown/length: extension-length");
    }

    @Test
    @DisplayName("start behind the header, whatever length it claims")
    void behindLongHeader() {
        TestImage image = new ImageBuilder().build().poke(HeaderField.HEADER_LENGTH, 0xffff_fff8L);

        assertThat(image.open().root().find("extensions")).isNull();
        assertThat(image.open().extensions().list()).isEmpty();
    }

    @Test
    @DisplayName("are read from version 2 images too")
    void version2() {
        assertThat(keys(new ImageBuilder().version(2).backing("b", "raw").build().open()))
                .containsExactly("backing-format", "end");
    }

    @Test
    @DisplayName("of all 2^32 kinds are known or unknown")
    void types() {
        assertThat(ExtensionType.of(0x2385_2875L)).isEqualTo(ExtensionType.BITMAPS);
        assertThat(ExtensionType.of(0)).isEqualTo(ExtensionType.END);
        assertThat(ExtensionType.of(0xffff_ffffL)).isEqualTo(ExtensionType.UNKNOWN);
    }
}
