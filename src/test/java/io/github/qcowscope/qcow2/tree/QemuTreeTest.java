package io.github.qcowscope.qcow2.tree;

import static io.github.qcowscope.fixture.QemuTools.QEMU_IMG;
import static io.github.qcowscope.fixture.QemuTools.QEMU_IO;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.qcowscope.bytes.HeapBytes;
import io.github.qcowscope.fixture.Json;
import io.github.qcowscope.qcow2.Qcow2Image;
import io.github.qcowscope.qcow2.layout.Geometry;
import io.github.qcowscope.qcow2.layout.Kinds;
import io.github.qcowscope.qcow2.layout.TreePaths;
import io.github.qcowscope.schema.Node;
import io.github.qcowscope.schema.Value;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayName("The tree of an image that QEMU made")
class QemuTreeTest {

    @TempDir
    private Path folder;

    private Path create(String options, String size) {
        Path file = folder.resolve("test.qcow2");
        QEMU_IMG.run("create", "-f", "qcow2", "-o", options, file.toString(), size).orFail();
        return file;
    }

    private static void io(Path file, String... commands) {
        List<String> arguments = new ArrayList<>();
        for (String command : commands) {
            arguments.add("-c");
            arguments.add(command);
        }
        arguments.add(file.toString());
        QEMU_IO.run(arguments.toArray(String[]::new)).orFail();
    }

    private static Qcow2Image open(Path file) throws IOException {
        return new Qcow2Image(new HeapBytes(file.getFileName().toString(), Files.readAllBytes(file)));
    }

    private static Node find(Qcow2Image image, String path) {
        return Objects.requireNonNull(image.root().find(path), path);
    }

    private byte[] raw(Path file) throws IOException {
        Path raw = folder.resolve("raw");
        QEMU_IMG.run("convert", "-O", "raw", file.toString(), raw.toString()).orFail();
        return Files.readAllBytes(raw);
    }

    /** What the tree says of each guest cluster, put together to the disk that the guest sees. */
    private static byte[] guest(Qcow2Image image, int size) {
        Geometry geometry = image.geometry();
        byte[] disk = new byte[size];
        for (long cluster = 0; cluster * geometry.clusterSize() < size; cluster++) {
            Node entry = image.root().find(TreePaths.l2Entry(geometry, TreePaths.ACTIVE, cluster));
            int at = (int) (cluster * geometry.clusterSize());
            if (entry != null && entry.childIndexOf(TreePaths.DATA) >= 0) {
                Node data = entry.child(entry.childIndexOf(TreePaths.DATA));
                if (data.childCount() == 0) {
                    copy(data, disk, at, !entry.meaning().startsWith("zero"));
                } else {
                    for (int i = 0; i < 32; i++) {
                        copy(data.child(i), disk, at + i * (int) geometry.clusterSize() / 32,
                                data.child(i).value().text().equals("allocated"));
                    }
                }
            } else if (entry != null && entry.childIndexOf(TreePaths.COMPRESSED) >= 0) {
                Node inflated = entry.child(entry.childIndexOf(TreePaths.COMPRESSED)).child(0);
                assertThat(inflated.problems()).isEmpty();
                copy(inflated, disk, at, true);
            }
        }
        return disk;
    }

    private static void copy(Node from, byte[] disk, int at, boolean counts) {
        if (counts) {
            byte[] bytes = from.span().source().chunk(from.span().range().offset(), (int) from.span().range().length())
                    .toArray();
            System.arraycopy(bytes, 0, disk, at, Math.min(bytes.length, disk.length - at));
        }
    }

    private static void checkWhole(Qcow2Image image, long ownerStep) {
        TreeCheck.nodes(image);
        assertThat(TreeCheck.problems(image.root())).isEmpty();
        TreeCheck.owners(image, ownerStep);
        TreeCheck.attachGaps(image);
        TreeCheck.everyByteHasOneOwner(image);
        assertThat(TreeCheck.problems(image.root())).isEmpty();
        TreeCheck.owners(image, ownerStep);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
        "cluster_size=512",
        "cluster_size=4k,compat=0.10",
        "cluster_size=64k",
        "cluster_size=2M",
        "cluster_size=16k,extended_l2=on",
        "cluster_size=64k,extended_l2=on,preallocation=metadata",
        "cluster_size=4k,preallocation=metadata",
        "cluster_size=4k,preallocation=falloc",
        "cluster_size=4k,preallocation=full",
        "cluster_size=4k,lazy_refcounts=on",
    })
    @DisplayName("leads to every byte that the guest wrote, and to every zero that it asked for")
    void guestData(String options) throws IOException {
        Path file = create(options, "4M");
        io(file, "write -P 1 0 3000", "write -P 2 70000 5000", "write -P 3 1M 300k", "write -z 1100k 64k",
                "write -P 4 4193792 512", "discard 1200k 64k", "write -P 5 1290240 512");
        Qcow2Image image = open(file);

        assertThat(guest(image, 4 << 20)).isEqualTo(raw(file));
        checkWhole(image, image.source().length() / 997);
    }

    @ParameterizedTest
    @CsvSource({"512, zlib", "4k, zlib", "64k, zlib", "2M, zlib", "512, zstd", "4k, zstd", "64k, zstd", "2M, zstd"})
    @DisplayName("leads to compressed clusters, which inflate to what QEMU reads")
    void compressed(String clusterSize, String type) throws IOException {
        byte[] disk = new byte[5 << 20];
        for (int i = 0; i < disk.length; i++) {
            // Runs and noise, so that some clusters are compressed well, some hardly, some not at all.
            disk[i] = (byte) (i >> 18 & 3) == 0 ? (byte) (i / 100) : (byte) ((i ^ i >>> 5) * 0x9e3779b9 >>> (i >> 18 & 3) * 7);
        }
        Path plain = Files.write(folder.resolve("plain"), disk);
        Path file = folder.resolve("test.qcow2");
        QEMU_IMG.run("convert", "-f", "raw", "-O", "qcow2", "-c", "-o",
                "cluster_size=" + clusterSize + ",compression_type=" + type, plain.toString(), file.toString()).orFail();
        Qcow2Image image = open(file);

        assertThat(TreeCheck.all(image.root(), node -> node.kind() == Kinds.COMPRESSED)).isNotEmpty();
        assertThat(guest(image, disk.length)).isEqualTo(raw(file)).isEqualTo(disk);
        assertThat(TreeCheck.problems(image.root())).isEmpty();
        TreeCheck.owners(image, image.source().length() / 97);
        TreeCheck.attachGaps(image);
        TreeCheck.everyByteHasOneOwner(image);
    }

    @Test
    @DisplayName("tells what qemu-img tells of its snapshots, and leads to what each of them holds")
    void snapshots() throws IOException {
        Path file = create("cluster_size=4k", "8M");
        List<byte[]> disks = new ArrayList<>();
        for (int i = 0; i < 4; i++) {
            io(file, "write -P %d %dk 100k".formatted(i + 1, i * 60), "write -P %d 6M 4k".formatted(i + 1));
            disks.add(raw(file));
            QEMU_IMG.run("snapshot", "-c", "snapshot é " + i, file.toString()).orFail();
        }
        QEMU_IMG.run("snapshot", "-d", "snapshot é 1", file.toString()).orFail();
        disks.remove(1);
        Qcow2Image image = open(file);
        List<Json> told = Json.parse(QEMU_IMG.run("info", "--output=json", file.toString()).orFail().out())
                .get("snapshots").elements().toList();

        assertThat(find(image, "snapshots").childCount()).isEqualTo(told.size()).isEqualTo(3);
        for (int i = 0; i < told.size(); i++) {
            String path = TreePaths.snapshot(i);
            assertThat(find(image, path + "/id_str").value().text()).isEqualTo(told.get(i).get("id").text());
            assertThat(find(image, path + "/name").value().text()).isEqualTo(told.get(i).get("name").text());
            assertThat(number(image, path + "/date_sec")).isEqualTo(told.get(i).get("date-sec").number());
            assertThat(number(image, path + "/date_nsec")).isEqualTo(told.get(i).get("date-nsec").number());
            assertThat(number(image, path + "/vm_state_size_large")).isEqualTo(told.get(i).get("vm-state-size").number());
            assertThat(number(image, path + "/vm_clock_nsec")).isEqualTo(
                    told.get(i).get("vm-clock-sec").number() * 1_000_000_000 + told.get(i).get("vm-clock-nsec").number());
            assertThat(number(image, path + "/disk_size")).isEqualTo(8 << 20);
            assertThat(snapshotData(image, i)).isEqualTo(disks.get(i));
        }
        checkWhole(image, 512);
    }

    private static long number(Qcow2Image image, String path) {
        return find(image, path).value() instanceof Value.Num number ? number.raw() : -1;
    }

    private static byte[] snapshotData(Qcow2Image image, int snapshot) {
        byte[] disk = new byte[8 << 20];
        for (long cluster = 0; cluster < disk.length / 4096; cluster++) {
            Node data = image.root().find(TreePaths.data(snapshot, cluster / 512, cluster % 512));
            if (data != null) {
                copy(data, disk, (int) cluster * 4096, true);
            }
        }
        return disk;
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 4, 8, 16, 32, 64})
    @DisplayName("has refcounts that count what the tree leads to")
    void refcounts(int bits) throws IOException {
        Path file = create("cluster_size=4k,refcount_bits=" + bits, "8M");
        io(file, "write -P 1 0 1M", "write -P 2 5M 64k");
        if (bits > 1) {
            QEMU_IMG.run("snapshot", "-c", "s", file.toString()).orFail();
            io(file, "write -P 3 512k 64k");
        }
        Qcow2Image image = open(file);
        long[] counted = new long[(int) (image.source().length() / 4096) + 1];
        counted[0]++;
        TreeCheck.each(image.root(), node -> {
            if (node.childCount() > 0 && node.span().bits() == null && List.of("l1", "l2", "block", "refcounts", "snapshots")
                    .contains(node.key()) || node.key().equals("data")) {
                LongStream.rangeClosed(node.span().range().offset() / 4096, (node.span().range().end() - 1) / 4096)
                        .forEach(cluster -> counted[(int) cluster]++);
            }
        });

        Node block = find(image, "refcounts/0/block");
        assertThat(block.childCount()).isEqualTo(4096 * 8 / bits);
        assertThat(IntStream.range(0, counted.length).mapToLong(i ->
                block.child(i).value() instanceof Value.Num number ? number.raw() : -1).toArray()).isEqualTo(counted);
        checkWhole(image, 4096);
    }

    @ParameterizedTest
    @CsvSource({"4k, aes-256, sha256", "64k, aes-128, sha1", "2M, serpent-256, sha512"})
    @DisplayName("tells what qemu-img tells of its LUKS header")
    void luks(String clusterSize, String cipher, String hash) throws IOException {
        Path file = folder.resolve("test.qcow2");
        QEMU_IMG.run("create", "--object", "secret,id=s,data=x", "-f", "qcow2", "-o",
                "cluster_size=%s,encrypt.format=luks,encrypt.key-secret=s,encrypt.iter-time=10,encrypt.cipher-alg=%s,encrypt.hash-alg=%s"
                        .formatted(clusterSize, cipher, hash), file.toString(), "4M").orFail();
        QEMU_IO.run("--object", "secret,id=s,data=x", "--image-opts", "-c", "write -P 1 0 64k",
                "driver=qcow2,encrypt.key-secret=s,file.filename=" + file).orFail();
        Qcow2Image image = open(file);
        Json told = Json.parse(QEMU_IMG.run("info", "--output=json", file.toString()).orFail().out())
                .get("format-specific").get("data").get("encrypt");

        assertThat(find(image, "encryption/uuid").value().text()).isEqualTo(told.get("uuid").text());
        assertThat(find(image, "encryption/hash-spec").value().text()).isEqualTo(told.get("hash-alg").text());
        assertThat(find(image, "encryption/cipher-name").value().text() + "-" + number(image, "encryption/key-bytes") * 4)
                .isEqualTo(told.get("cipher-alg").text());
        assertThat(find(image, "encryption/cipher-mode").value().text())
                .isEqualTo(told.get("cipher-mode").text() + "-" + told.get("ivgen-alg").text());
        assertThat(number(image, "encryption/payload-offset") * 512).isEqualTo(told.get("payload-offset").number());
        assertThat(number(image, "encryption/mk-digest-iter")).isEqualTo(told.get("master-key-iters").number());
        assertThat(find(image, "encryption").value().text()).endsWith(", 1 active key slot");
        for (int i = 0; i < 8; i++) {
            Json slot = told.get("slots").get(i);
            String path = "encryption/key-slot-" + i;
            assertThat(find(image, path).value().text()).isEqualTo(slot.get("active").isTrue() ? "active" : "inactive");
            assertThat(find(image, path + "/key-material-offset").value()).isInstanceOfSatisfying(Value.Pointer.class,
                    pointer -> assertThat(pointer.raw() * 512).isEqualTo(slot.get("key-offset").number()));
            if (slot.get("active").isTrue()) {
                assertThat(number(image, path + "/iterations")).isEqualTo(slot.get("iters").number());
                assertThat(number(image, path + "/stripes")).isEqualTo(slot.get("stripes").number());
            }
        }
        checkWhole(image, image.source().length() / 997);
    }
}
