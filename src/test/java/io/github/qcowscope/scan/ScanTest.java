package io.github.qcowscope.scan;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.qcowscope.bytes.MappedFile;
import io.github.qcowscope.fixture.QemuTools;
import io.github.qcowscope.fixture.SampleImage;
import io.github.qcowscope.fixture.TestImage;
import io.github.qcowscope.job.Progress;
import io.github.qcowscope.qcow2.Qcow2Image;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Recall: what a scan finds again in images that have lost their first bytes. */
class ScanTest {

    @TempDir
    Path folder;

    static Scan scan(io.github.qcowscope.bytes.ByteSource source) {
        return Scan.of(source, Progress.NONE, proposal -> { });
    }

    static Set<String> places(Scan scan) {
        return scan.proposals().stream().map(Truth::place).collect(Collectors.toCollection(TreeSet::new));
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 4, 512, 4096})
    void probe(int lost) throws IOException {
        TestImage image = SampleImage.make();
        Set<String> truth = Truth.of(image.open());
        image.poke(0, new byte[lost]);
        Scan scan = scan(image.bytes());
        print("sample " + lost, truth, scan);
        for (int bits : List.of(9, 12, 16, 21)) {
            Path file = qemu(bits, "");
            Set<String> real;
            try (MappedFile mapped = MappedFile.open(file)) {
                real = Truth.of(new Qcow2Image(mapped));
            }
            wipe(file, lost == 4096 ? 1 << bits : lost);
            try (MappedFile mapped = MappedFile.open(file)) {
                print("qemu " + bits + " " + lost, real, scan(mapped));
            }
        }
    }

    static void print(String title, Set<String> truth, Scan scan) {
        System.out.println("=== " + title + " bits " + scan.clusterBits() + " sure " + scan.clusterSure());
        Set<String> missing = new TreeSet<>(truth);
        missing.removeAll(places(scan));
        System.out.println("missing of " + truth.size() + ": " + missing.stream().limit(12).toList());
        Set<String> wrong = new TreeSet<>(places(scan));
        wrong.removeAll(truth);
        System.out.println("extra " + wrong.size() + ": ");
        scan.proposals().stream().filter(p -> wrong.contains(Truth.place(p))).limit(12).forEach(p -> System.out.println("   " + p));
    }

    Path qemu(int bits, String options) {
        Path file = folder.resolve("disk-" + bits + options.hashCode() + ".qcow2");
        String name = file.toString();
        QemuTools.QEMU_IMG.run("create", "-q", "-f", "qcow2", "-o", "cluster_size=" + (1 << bits) + options, name, "64M").orFail();
        QemuTools.QEMU_IMG.run("bitmap", "--add", "-g", "65536", name, "backup-0").orFail();
        QemuTools.QEMU_IO.run("-f", "qcow2", name, "-c", "write -P 1 0 300k", "-c", "write -P 0xaa 5M 1M",
                "-c", "write -P 7 33M 192k").orFail();
        QemuTools.QEMU_IMG.run("snapshot", "-c", "first", name).orFail();
        QemuTools.QEMU_IMG.run("bitmap", "--add", name, "backup-1").orFail();
        QemuTools.QEMU_IO.run("-f", "qcow2", name, "-c", "write -P 3 128k 300k", "-c", "write -P 9 50M 1M").orFail();
        QemuTools.QEMU_IMG.run("snapshot", "-c", "second", name).orFail();
        QemuTools.QEMU_IO.run("-f", "qcow2", name, "-c", "write -P 3 0 64k").orFail();
        return file;
    }

    static void wipe(Path file, int bytes) throws IOException {
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE)) {
            channel.write(ByteBuffer.allocate(bytes), 0);
        }
    }
}
