package io.github.qcowscope.qcow2.dirty;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.qcowscope.bytes.MappedFile;
import io.github.qcowscope.fixture.QemuTools;
import io.github.qcowscope.job.Progress;
import io.github.qcowscope.qcow2.BackingChain;
import io.github.qcowscope.qcow2.Qcow2Image;
import io.github.qcowscope.qcow2.guest.GuestMap;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.Writer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@DisplayName("The predicted size of an incremental backup, as QEMU's backup job makes it")
class BackupDifferentialTest {

    private static final Pattern DATA = Pattern.compile("\"length\": (\\d+), [^}]*\"data\": true");

    @TempDir
    Path folder;

    /** Cluster size and granularity as powers of two, size of the disk, and whether there is a backing file. */
    @ParameterizedTest
    @CsvSource({
        "16, 16, 50000384, false", "16, 9, 30000128, false", "16, 20, 60000256, true", "12, 12, 20000768, false",
        "12, 16, 20000768, true", "10, 9, 5000704, false", "9, 16, 3000320, false", "21, 16, 90000384, false",
        "21, 22, 90000384, true", "13, 14, 8388608, false"})
    void equalsWhatTheTargetStores(int clusterBits, int granularityBits, long size, boolean isBacked) throws IOException {
        // The prediction is of whole sectors; a disk that ends within one is rounded up by qemu-img create.
        Path image = folder.resolve("source.qcow2");
        List<String> create = new ArrayList<>(List.of("create", "-q", "-f", "qcow2", "-o", "cluster_size=" + (1 << clusterBits)));
        Random random = new Random(clusterBits * 100L + granularityBits);
        if (isBacked) {
            Path base = folder.resolve("base.qcow2");
            QemuTools.QEMU_IMG.run("create", "-q", "-f", "qcow2", base.toString(), Long.toString(size)).orFail();
            write(base, size, random, 20);
            create.addAll(List.of("-b", base.toString(), "-F", "qcow2"));
        }
        create.addAll(List.of(image.toString(), Long.toString(size)));
        QemuTools.QEMU_IMG.run(create.toArray(String[]::new)).orFail();
        write(image, size, random, 20);
        QemuTools.QEMU_IMG.run("bitmap", "--add", "-g", Long.toString(1L << granularityBits), image.toString(), "b").orFail();
        write(image, size, random, 20);

        // What the file system calls a hole may change while it still has pages to write: QEMU and we would see different files.
        try (FileChannel file = FileChannel.open(image, StandardOpenOption.WRITE)) {
            file.force(true);
        }
        DirtyAllocation.Backup predicted = predict(image);
        Path target = folder.resolve("target.qcow2");
        QemuTools.QEMU_IMG.run("create", "-q", "-f", "qcow2", target.toString(), Long.toString(size)).orFail();
        backUp(image, target);
        assertThat(predicted.data()).isPositive();
        long stored = stored(target);
        if (clusterBits > 16) {
            // Inside large clusters QEMU asks the file system for holes, and what it copies of them differs from run to run.
            assertThat(stored).isBetween(predicted.data(), predicted.covered());
        } else {
            assertThat(stored).isEqualTo(predicted.data());
        }
        assertThat(predicted.unknown()).isZero();
        assertThat(predicted.data() + predicted.holes()).isEqualTo(predicted.covered());
        assertThat(Files.size(target) - stored).as("tables of the target").isBetween(0L, 16L << 16);
    }

    private static void write(Path image, long size, Random random, int times) {
        List<String> commands = new ArrayList<>();
        for (int i = 0; i < times; i++) {
            long offset = random.nextLong(size / 512 - 300) * 512;
            int length = (1 + random.nextInt(300)) * 512;
            commands.addAll(List.of("-c", (i % 4 == 3 ? "write -z " : "write ") + offset + " " + length));
        }
        commands.addAll(List.of("-c", "write " + (size / 512 * 512 - 512) + " 512", image.toString()));
        QemuTools.QEMU_IO.run(commands.toArray(String[]::new)).orFail();
    }

    private static DirtyAllocation.Backup predict(Path path) throws IOException {
        try (MappedFile file = MappedFile.open(path)) {
            Qcow2Image image = new Qcow2Image(file);
            try (BackingChain chain = BackingChain.of(path, image)) {
                return new DirtyAllocation(DirtyBitmap.named(image, "b").orElseThrow(), new GuestMap(chain))
                        .visit(Progress.NONE, (start, length, kind) -> {});
            }
        }
    }

    private static long stored(Path target) {
        long stored = 0;
        Matcher data = DATA.matcher(QemuTools.QEMU_IMG.run("map", "--output=json", target.toString()).orFail().out());
        while (data.find()) {
            stored += Long.parseLong(data.group(1));
        }
        return stored;
    }

    /** Runs the job in QEMU's storage daemon, which is told what to do, and tells what it does, as lines of JSON. */
    private static void backUp(Path image, Path target) throws IOException {
        Process daemon = QemuTools.QEMU_STORAGE_DAEMON.start("--chardev", "stdio,id=m", "--monitor", "chardev=m",
                "--blockdev", "driver=qcow2,node-name=source,file.driver=file,file.filename=" + image,
                "--blockdev", "driver=qcow2,node-name=target,file.driver=file,file.filename=" + target);
        try (Writer says = daemon.outputWriter(StandardCharsets.UTF_8);
                BufferedReader hears = daemon.inputReader(StandardCharsets.UTF_8)) {
            says.write("""
                    {"execute": "qmp_capabilities"}
                    {"execute": "blockdev-backup", "arguments": {"job-id": "job", "device": "source", "target": "target", \
                    "sync": "incremental", "bitmap": "b"}}
                    """);
            says.flush();
            List<String> heard = new ArrayList<>();
            for (String line = hears.readLine(); line != null && !line.contains("BLOCK_JOB_COMPLETED"); line = hears.readLine()) {
                heard.add(line);
                assertThat(line).doesNotContain("\"error\"");
            }
            says.write("{\"execute\": \"quit\"}\n");
            says.flush();
            assertThat(daemon.waitFor(60, TimeUnit.SECONDS)).as(() -> "the daemon said " + heard).isTrue();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        } finally {
            daemon.destroyForcibly();
        }
    }
}
