package io.github.qcowscope.qcow2.header;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.qcowscope.bytes.ByteRange;
import io.github.qcowscope.fixture.HeaderField;
import io.github.qcowscope.fixture.ImageBuilder;
import io.github.qcowscope.fixture.TestImage;
import io.github.qcowscope.fixture.TreeWalk;
import io.github.qcowscope.qcow2.Qcow2Image;
import io.github.qcowscope.qcow2.layout.Geometry;
import io.github.qcowscope.schema.BitField;
import io.github.qcowscope.schema.Field;
import io.github.qcowscope.schema.Node;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayName("The header")
class HeaderTest {

    private static List<String> names(Node node) {
        List<String> names = new ArrayList<>();
        for (long i = 0; i < node.childCount(); i++) {
            names.add(node.child(i).name());
        }
        return names;
    }

    private static Node header(TestImage image) {
        Node node = image.open().root().find("header");
        assertThat(node).isNotNull();
        return node;
    }

    @Test
    @DisplayName("of version 2 has 72 bytes, no features, and refcounts of 16 bits")
    void version2() {
        Qcow2Image image = new ImageBuilder().version(2).header(HeaderField.INCOMPATIBLE_FEATURES, -1).build().open();

        assertThat(image.header().range()).isEqualTo(new ByteRange(0, 72));
        assertThat(names(image.root().child(0))).hasSize(13).endsWith("snapshots_offset");
        assertThat(image.header().raw(Header.INCOMPATIBLE_FEATURES)).isZero();
        assertThat(image.header().has(Header.INCOMPATIBLE_FEATURES, Header.DIRTY)).isFalse();
        assertThat(image.geometry()).isEqualTo(new Geometry(2, 16, 1 << 20, 72, 4, false, false, 0, image.source().length()));
    }

    @ParameterizedTest
    @CsvSource({
        "104, header_length",
        "112, header_padding",
        "120, further_fields",
    })
    @DisplayName("of version 3 ends with what its length has room for")
    void version3(int length, String last) {
        ImageBuilder builder = length > 112 ? new ImageBuilder().furtherFields(new byte[length - 112])
                : new ImageBuilder().headerLength(length);
        TestImage image = builder.build();

        assertThat(names(header(image)).getLast()).isEqualTo(last);
        assertThat(header(image).span().range()).isEqualTo(new ByteRange(0, length));
        assertThat(TreeWalk.brokenRules(image.open().root())).isEmpty();
    }

    @ParameterizedTest
    @EnumSource(HeaderField.class)
    @DisplayName("shows each number where the specification puts it")
    void places(HeaderField field) {
        long value = field == HeaderField.VERSION ? 3 : 0x1122_3344_5566_7788L >>> 64 - field.width() * 8;
        Node node = header(new ImageBuilder().header(field, value).build())
                .find(field.specName());

        assertThat(node).isNotNull();
        assertThat(node.span().range()).isEqualTo(new ByteRange(field.offset(), field.width()));
        assertThat(node.value().text()).containsAnyOf(Long.toString(value), Long.toHexString(value));
    }

    @Test
    @DisplayName("has every byte in exactly one field, whatever its version and length")
    void noGaps() {
        for (TestImage image : List.of(new ImageBuilder().version(2).build(), new ImageBuilder().headerLength(104).build(),
                new ImageBuilder().build(), new ImageBuilder().furtherFields(new byte[24]).build())) {
            Node header = header(image);
            long at = 0;
            for (long i = 0; i < header.childCount(); i++) {
                assertThat(header.child(i).span().range().offset()).isEqualTo(at);
                at = header.child(i).span().range().end();
            }
            assertThat(at).isEqualTo(header.span().range().end());
        }
    }

    @Test
    @DisplayName("covers every bit of its three feature masks")
    void featureBits() {
        for (Field<Void> mask : List.of(
                Header.INCOMPATIBLE_FEATURES, Header.COMPATIBLE_FEATURES, Header.AUTOCLEAR_FEATURES)) {
            long covered = 0;
            for (BitField part : mask.bits()) {
                assertThat(covered & part.bits().mask()).isZero();
                covered |= part.bits().mask();
            }
            assertThat(covered).isEqualTo(-1);
        }
    }

    @ParameterizedTest
    @CsvSource({
        "incompatible_features, 0, dirty",
        "incompatible_features, 1, corrupt",
        "incompatible_features, 2, external_data_file",
        "incompatible_features, 3, compression_type",
        "incompatible_features, 4, extended_l2",
        "compatible_features, 0, lazy_refcounts",
        "autoclear_features, 0, bitmaps",
        "autoclear_features, 1, raw_external_data",
    })
    @DisplayName("names each feature")
    void features(String mask, int bit, String name) {
        TestImage image = new ImageBuilder().header(
                HeaderField.valueOf(mask.toUpperCase(java.util.Locale.ROOT)), 1L << bit).build();
        Node node = header(image).find(mask);

        assertThat(node).isNotNull();
        assertThat(node.value().text()).isEqualTo("0x%x (%s)".formatted(1L << bit, name));
        assertThat(IntStream.range(0, (int) node.childCount()).mapToObj(node::child)
                .filter(part -> part.value().text().equals("1")).map(Node::key)).containsExactly(name);
    }

    @ParameterizedTest
    @CsvSource({
        "INCOMPATIBLE_FEATURES, 0x20, reserved-bits",
        "COMPATIBLE_FEATURES, 0x8000000000000000, reserved-bits",
        "AUTOCLEAR_FEATURES, 4, reserved-bits",
        "MAGIC, 0x514649fa, header-magic",
        "VERSION, 9, header-version",
        "BACKING_FILE_OFFSET, 0x10001, header-backing-offset",
        "CLUSTER_BITS, 8, header-cluster-bits",
        "CLUSTER_BITS, 22, header-cluster-bits",
        "CLUSTER_BITS, 0xffffffff, header-cluster-bits",
        "CRYPT_METHOD, 3, header-crypt-method",
        "L1_SIZE, 0, header-l1-size",
        "L1_TABLE_OFFSET, 0x30001, header-l1-offset",
        "REFCOUNT_TABLE_OFFSET, 0x200, header-refcount-offset",
        "REFCOUNT_TABLE_CLUSTERS, 0, header-refcount-clusters",
        "REFCOUNT_ORDER, 7, header-refcount-order",
        "HEADER_LENGTH, 103, header-length-short",
        "HEADER_LENGTH, 107, header-length-multiple",
        "HEADER_LENGTH, 0x10008, header-length-long",
        "COMPRESSION_TYPE, 1, header-compression-bit",
        "COMPRESSION_TYPE, 2, header-compression-type",
    })
    @DisplayName("says what is wrong with a number, on that number")
    void problems(HeaderField field, String value, String rule) {
        TestImage image = new ImageBuilder().build();
        assertThat(TreeWalk.brokenRules(image.open().root())).isEmpty();

        image.poke(field, Long.parseUnsignedLong(value.replace("0x", ""), value.startsWith("0x") ? 16 : 10));

        assertThat(TreeWalk.brokenRules(image.open().root())).contains("header/" + field.specName() + ": " + rule);
    }

    @Test
    @DisplayName("may not use deflate where the compression_type feature is set")
    void compressionFeature() {
        assertThat(TreeWalk.brokenRules(new ImageBuilder().zstd().build().open().root())).isEmpty();
        assertThat(TreeWalk.brokenRules(new ImageBuilder().incompatible(8).build().open().root()))
                .contains("header/incompatible_features: header-compression-feature");
        assertThat(TreeWalk.brokenRules(new ImageBuilder().headerLength(104).incompatible(8).build().open().root()))
                .containsExactly("header/incompatible_features: header-compression-feature");
    }

    @Test
    @DisplayName("holds the snapshot table's offset to account, with snapshots or without, as QEMU does")
    void snapshotOffset() {
        TestImage image = new ImageBuilder().header(HeaderField.SNAPSHOTS_OFFSET, 5).build();
        assertThat(TreeWalk.brokenRules(image.open().root()))
                .containsExactly("header/snapshots_offset: header-snapshots-offset");
        assertThat(TreeWalk.brokenRules(image.poke(HeaderField.NB_SNAPSHOTS, 1).open().root()))
                .contains("header/snapshots_offset: header-snapshots-offset");
    }

    @Test
    @DisplayName("knows the backing file's name, cut at 1023 bytes")
    void backingFile() {
        Qcow2Image image = new ImageBuilder().backing("base.raw", "raw").build().open();
        Node name = image.root().find("backing-file");

        assertThat(name).isNotNull();
        assertThat(name.value().text()).isEqualTo("base.raw");
        assertThat(image.header().backingFileName().range()).isEqualTo(name.span().range());
        Node offset = image.root().find("header/backing_file_offset");
        assertThat(offset).isNotNull();
        assertThat(offset.target()).isEqualTo(name.span());

        TestImage longName = new ImageBuilder().backing("n".repeat(1024), "").build();
        assertThat(TreeWalk.brokenRules(longName.open().root()))
                .containsExactly("header/backing_file_size: header-backing-size");
        assertThat(longName.open().header().backingFileName().range().length()).isEqualTo(1023);
        assertThat(new ImageBuilder().build().open().root().find("backing-file")).isNull();
    }

    @Test
    @DisplayName("keeps the backing file's name inside the first cluster")
    void backingFileInCluster() {
        TestImage image = new ImageBuilder().clusterBits(9).backing("base.raw", "raw").build();
        assertThat(TreeWalk.brokenRules(image.open().root())).isEmpty();

        image.poke(HeaderField.BACKING_FILE_OFFSET, 505);

        assertThat(TreeWalk.brokenRules(image.open().root()))
                .containsExactly("header/backing_file_size: header-backing-size");
        assertThat(TreeWalk.brokenRules(image.poke(HeaderField.BACKING_FILE_OFFSET, 504).open().root())).isEmpty();
    }

    @Test
    @DisplayName("of version 1 is recognized, and nothing behind the version is interpreted")
    void version1() {
        Qcow2Image image = new ImageBuilder().version(1).build().open();

        assertThat(image.isRecognized()).isTrue();
        assertThat(names(image.root())).containsExactly("Header");
        assertThat(names(image.root().child(0))).containsExactly("magic", "version");
        assertThat(TreeWalk.brokenRules(image.root())).containsExactly("header/version: header-version");
    }

    @Test
    @DisplayName("of a version that does not exist is read as version 3")
    void version9() {
        Qcow2Image image = new ImageBuilder().version(9).build().open();

        assertThat(image.geometry().version()).isEqualTo(3);
        assertThat(names(image.root().child(0))).contains("refcount_order");
        assertThat(TreeWalk.brokenRules(image.root())).containsExactly("header/version: header-version");
    }

    @Test
    @DisplayName("whose magic alone is damaged is read all the same")
    void badMagic() {
        Qcow2Image image = new ImageBuilder().header(HeaderField.MAGIC, 0x514649faL).build().open();

        assertThat(image.isRecognized()).isTrue();
        assertThat(TreeWalk.brokenRules(image.root())).containsExactly("header/magic: header-magic");
    }

    @ParameterizedTest
    @ValueSource(strings = {"VERSION", "CLUSTER_BITS", "REFCOUNT_TABLE_OFFSET"})
    @DisplayName("whose magic and more are damaged makes the file no QCOW2")
    void notQcow2(HeaderField field) {
        TestImage image = new ImageBuilder().header(HeaderField.MAGIC, 0).header(field, 0).build();

        assertThat(image.open().isRecognized()).isFalse();
        assertThat(image.open().root().childCount()).isZero();
        assertThat(TreeWalk.brokenRules(image.open().root())).containsExactly(": not-qcow2");
        assertThat(TreeWalk.brokenRules(image.setLength(0).open().root())).containsExactly(": empty");
    }

    @ParameterizedTest
    @CsvSource({"REFCOUNT_ORDER, 200, 4", "CLUSTER_BITS, 31, 16", "SIZE, -1, 9223372036854775807"})
    @DisplayName("gives geometry only numbers that arithmetic can bear")
    void safeGeometry(HeaderField field, long stored, long used) {
        Geometry geometry = new ImageBuilder().header(field, stored).build().open().geometry();

        assertThat(switch (field) {
            case REFCOUNT_ORDER -> geometry.refcountOrder();
            case CLUSTER_BITS -> geometry.clusterBits();
            default -> geometry.virtualSize();
        }).isEqualTo(used);
    }
}
