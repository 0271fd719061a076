package io.github.qcowscope.qcow2.compressed;

import static org.assertj.core.api.Assertions.assertThat;

import io.airlift.compress.v3.zstd.ZstdJavaCompressor;
import io.github.qcowscope.bytes.HeapBytes;
import io.github.qcowscope.fixture.CountingSource;
import io.github.qcowscope.fixture.ImageBuilder;
import io.github.qcowscope.fixture.TestImage;
import io.github.qcowscope.qcow2.layout.Geometry;
import io.github.qcowscope.qcow2.mapping.ClusterMapping;
import io.github.qcowscope.schema.Node;
import io.github.qcowscope.schema.Problem;
import io.github.qcowscope.schema.Value;
import java.io.ByteArrayOutputStream;
import java.util.Arrays;
import java.util.Objects;
import java.util.Random;
import java.util.zip.Deflater;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayName("Compressed data")
class InflationTest {

    private static final int CLUSTER = 4096;
    private static final int DEFLATE = 0;
    private static final int ZSTD = 1;

    private static byte[] text(int length) {
        byte[] bytes = new byte[length];
        for (int i = 0; i < length; i++) {
            bytes[i] = (byte) (i / 7 % 23);
        }
        return bytes;
    }

    private static byte[] deflate(byte[] bytes) {
        try (Deflater deflater = new Deflater(9, true)) {
            deflater.setInput(bytes);
            deflater.finish();
            byte[] out = new byte[bytes.length * 2 + 64];
            return Arrays.copyOf(out, deflater.deflate(out));
        }
    }

    private static byte[] zstd(byte[] bytes) {
        ZstdJavaCompressor compressor = new ZstdJavaCompressor();
        byte[] out = new byte[compressor.maxCompressedLength(bytes.length)];
        return Arrays.copyOf(out, compressor.compress(bytes, 0, bytes.length, out, 0, out.length));
    }

    private static byte[] join(byte[]... parts) {
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        for (byte[] part : parts) {
            all.writeBytes(part);
        }
        return all.toByteArray();
    }

    private static byte[] compress(int type, byte[] bytes) {
        return type == DEFLATE ? deflate(bytes) : zstd(bytes);
    }

    private static String reason(byte[] data, int type) {
        return Inflation.of(data, CLUSTER, type) instanceof Inflation.Failed failed ? failed.reason() : "none";
    }

    private static byte[] content(byte[] data, int type) {
        assertThat(reason(data, type)).isEqualTo("none");
        return Inflation.of(data, CLUSTER, type) instanceof Inflation.Whole whole ? whole.bytes() : new byte[0];
    }

    @ParameterizedTest
    @ValueSource(ints = {DEFLATE, ZSTD})
    @DisplayName("gives the cluster, whatever follows in its last sector")
    void trailing(int type) {
        byte[] bytes = text(CLUSTER);
        byte[] data = compress(type, bytes);

        assertThat(content(data, type)).isEqualTo(bytes);
        assertThat(content(join(data, new byte[300]), type)).isEqualTo(bytes);
        assertThat(content(join(data, data), type)).isEqualTo(bytes);
    }

    @ParameterizedTest
    @ValueSource(ints = {DEFLATE, ZSTD})
    @DisplayName("must give a whole cluster")
    void tooSmall(int type) {
        byte[] data = compress(type, text(1000));

        assertThat(reason(data, type)).isEqualTo("it inflates to 1000 bytes, and a cluster has 4096");
        assertThat(reason(join(data, new byte[100]), type)).isEqualTo("it inflates to 1000 bytes, and a cluster has 4096");
    }

    @Test
    @DisplayName("may give more than a cluster with deflate, where QEMU stops reading, but not with Zstandard")
    void tooLarge() {
        assertThat(content(deflate(text(5000)), DEFLATE)).isEqualTo(Arrays.copyOf(text(5000), CLUSTER));
        assertThat(reason(zstd(text(5000)), ZSTD)).contains("inflates to more than a cluster");
    }

    @Test
    @DisplayName("may consist of several Zstandard frames, some of which only fill space")
    void frames() {
        byte[] skippable = {0x5a, 0x2a, 0x4d, 0x18, 3, 0, 0, 0, 1, 2, 3};
        byte[] bytes = text(CLUSTER);
        byte[] data = join(skippable, zstd(Arrays.copyOf(bytes, 1500)), skippable,
                zstd(Arrays.copyOfRange(bytes, 1500, CLUSTER)), new byte[9]);

        assertThat(content(data, ZSTD)).isEqualTo(bytes);
    }

    @ParameterizedTest
    @ValueSource(ints = {DEFLATE, ZSTD})
    @DisplayName("that ends early gives nothing")
    void cut(int type) {
        byte[] data = compress(type, text(CLUSTER));
        for (int length = 0; length < data.length - 8; length++) {
            assertThat(reason(Arrays.copyOf(data, length), type)).isNotEqualTo("none");
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {DEFLATE, ZSTD})
    @DisplayName("gives a cluster or a reason, whatever bytes it has")
    void garbage(int type) {
        Random random = new Random(17);
        byte[] good = compress(type, text(CLUSTER));
        for (int i = 0; i < 20_000; i++) {
            byte[] data = i % 2 == 0 ? good.clone() : new byte[1 + random.nextInt(600)];
            if (i % 2 == 0) {
                data[random.nextInt(data.length)] = (byte) random.nextInt();
            } else {
                random.nextBytes(data);
                System.arraycopy(good, 0, data, 0, Math.min(5, data.length));
            }
            switch (Inflation.of(data, CLUSTER, type)) {
                case Inflation.Whole whole -> assertThat(whole.bytes()).hasSize(CLUSTER);
                case Inflation.Failed failed -> assertThat(failed.reason()).isNotBlank();
            }
        }
    }

    @Test
    @DisplayName("of an unknown type, or for clusters of more than 2 MiB, is left as it is")
    void refused() {
        assertThat(reason(new byte[9], 7)).isEqualTo("compression type 7 is unknown");
        assertThat(Inflation.of(new byte[9], 1 << 22, DEFLATE))
                .isEqualTo(new Inflation.Failed("clusters of more than 2 MiB are not inflated"));
    }

    @Test
    @DisplayName("is inflated when it is first read, and once only")
    void once() {
        byte[] data = deflate(text(CLUSTER));
        CountingSource file = new CountingSource(new HeapBytes("file", data));
        Geometry geometry = new Geometry(3, 12, 1 << 20, 112, 4, false, false, DEFLATE, data.length);
        InflatedClusters clusters = new InflatedClusters(file, geometry);
        InflatedCluster cluster = clusters.at(new ClusterMapping.Compressed(0, 512));

        assertThat(cluster.length()).isEqualTo(CLUSTER);
        assertThat(file.reads()).isZero();
        assertThat(cluster.chunk(0, CLUSTER).toArray()).isEqualTo(text(CLUSTER));
        assertThat(cluster.chunk(4000, 500).available()).isEqualTo(96);
        assertThat(cluster.whyUnreadable(4096)).isEqualTo("past the end of the cluster (4096 bytes)");
        assertThat(cluster.problem()).isNull();
        assertThat(clusters.at(new ClusterMapping.Compressed(0, 512))).isSameAs(cluster);
        assertThat(file.reads()).isEqualTo(1);
    }

    @Test
    @DisplayName("that does not inflate is a problem of the node, and its bytes stay visible")
    void damaged() {
        TestImage test = new ImageBuilder().clusterBits(12).size(1 << 20).compressed(0, text(CLUSTER)).build();
        test.poke(test.hostOffset(0), new byte[] {7, 7, 7, 7});
        Node node = Objects.requireNonNull(test.open().root().find("l1/0/l2/0/compressed-data"));
        Node inflated = node.child(0);

        assertThat(node.span().isInside()).isTrue();
        assertThat(inflated.problems()).extracting(Problem::message).containsExactly(
                "The compressed data at 0x%x does not give a cluster: it is not valid deflate data."
                        .formatted(test.hostOffset(0)));
        assertThat(inflated.value()).isInstanceOf(Value.Unreadable.class);
        assertThat(inflated.span().isInside()).isTrue();
        assertThat(inflated.span().source().chunk(0, 16).available()).isZero();
    }
}
