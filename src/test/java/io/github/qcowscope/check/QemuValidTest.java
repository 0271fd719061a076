package io.github.qcowscope.check;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.qcowscope.fixture.QemuTools;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Images of all kinds that QEMU makes, checked by QEMU and by us. */
@DisplayName("A sound image")
class QemuValidTest {

    @TempDir
    private Path folder;

    private final Comparisons comparisons = new Comparisons();

    @Test
    @DisplayName("has the counts that QEMU counts, whatever options it was created with")
    void createOptions() throws Exception {
        List<String> options = new ArrayList<>();
        for (String size : List.of("512", "1024", "4096", "65536", "2097152")) {
            options.add("cluster_size=" + size);
            options.add("compat=0.10,cluster_size=" + size);
            options.add("preallocation=metadata,cluster_size=" + size);
        }
        for (int bits = 1; bits <= 64; bits *= 2) {
            options.add("refcount_bits=" + bits + ",cluster_size=4096");
            options.add("refcount_bits=" + bits + ",preallocation=metadata,cluster_size=512");
        }
        for (String size : List.of("16384", "65536", "1048576")) {
            options.add("extended_l2=on,cluster_size=" + size);
            options.add("extended_l2=on,preallocation=metadata,cluster_size=" + size);
        }
        options.addAll(List.of("lazy_refcounts=on", "preallocation=falloc", "preallocation=full", "compression_type=zstd",
                "data_file=" + folder.resolve("data.raw"), "data_file=" + folder.resolve("raw.raw") + ",data_file_raw=on",
                "data_file=" + folder.resolve("pre.raw") + ",preallocation=metadata"));
        for (String option : options) {
            Path file = create(option);
            comparisons.compare("new " + option, file, false);
            write(file);
            comparisons.compare("written " + option, file, false);
            if (!option.startsWith("data_file") && !option.contains("refcount_bits=1,")) {
                snapshot(file);
                comparisons.compare("with snapshots " + option, file, false);
            }
            if (!option.contains("compat=0.10")) {
                bitmaps(file);
                comparisons.compare("with bitmaps " + option, file, false);
            }
            Files.delete(file);
        }
        Path luks = LuksImage.make(folder.resolve("luks.qcow2"));
        comparisons.compare("encrypted", luks, true);
        assertThat(comparisons.differences()).isEmpty();
        assertThat(comparisons.images()).isGreaterThan(150);
    }

    private Path create(String option) {
        Path file = folder.resolve("image.qcow2");
        QemuTools.QEMU_IMG.run("create", "-q", "-f", "qcow2", "-o", option, file.toString(), "3M").orFail();
        return file;
    }

    private static void write(Path file) {
        QemuTools.QEMU_IO.run("-f", "qcow2", "-c", "write -P 7 0 70k", "-c", "write -z 512k 64k", "-c", "write -P 3 1M 4k",
                "-c", "write -z -u 1M 4k", "-c", "discard 64k 64k", "-c", "write 2500k 1k", "-c", "write 2100k 1k",
                file.toString()).orFail();
    }

    private static void snapshot(Path file) {
        QemuTools.QEMU_IMG.run("snapshot", "-c", "one", file.toString()).orFail();
        QemuTools.QEMU_IO.run("-f", "qcow2", "-c", "write -P 9 0 3k", "-c", "write 1900k 8k", file.toString()).orFail();
        QemuTools.QEMU_IMG.run("snapshot", "-c", "two", file.toString()).orFail();
    }

    private static void bitmaps(Path file) {
        QemuTools.QEMU_IMG.run("bitmap", "--add", "-g", "4096", "-f", "qcow2", file.toString(), "fine").orFail();
        QemuTools.QEMU_IMG.run("bitmap", "--add", "--disable", "-f", "qcow2", file.toString(), "coarse").orFail();
        QemuTools.QEMU_IO.run("-f", "qcow2", "-c", "write 100k 5k", file.toString()).orFail();
    }
}
