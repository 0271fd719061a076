package io.github.qcowscope.qcow2.dirty;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.qcowscope.bytes.MappedFile;
import io.github.qcowscope.fixture.BitmapSpec;
import io.github.qcowscope.fixture.ImageBuilder;
import io.github.qcowscope.fixture.QemuTools;
import io.github.qcowscope.job.Progress;
import io.github.qcowscope.qcow2.Qcow2Image;
import io.github.qcowscope.qcow2.layout.EntryTable;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@DisplayName("Ranges of a bitmap, as an NBD client sees them")
class DirtyBitmapDifferentialTest {

    private static final Pattern EXTENT =
            Pattern.compile("\\{ \"offset\": (\\d+), \"length\": (\\d+), \"type\": (\\d+)");

    @TempDir
    Path folder;

    /** Cluster size and granularity as powers of two, size of the disk. */
    @ParameterizedTest
    @CsvSource({
        "9, 9, 40000000", "9, 12, 100000256", "12, 9, 500000768", "12, 16, 3000000512", "16, 9, 1000000512",
        "16, 16, 30000000512", "16, 20, 5000000512", "16, 31, 30000000512", "21, 9, 20000000512", "21, 24, 70000000512",
        "21, 31, 9000000512"})
    void equalWhatNbdinfoPrintsForAnImageThatQemuWrote(int clusterBits, int granularityBits, long size) throws IOException {
        String image = folder.resolve("image.qcow2").toString();
        QemuTools.QEMU_IMG.run("create", "-q", "-f", "qcow2", "-o", "cluster_size=" + (1 << clusterBits), image,
                Long.toString(size)).orFail();
        QemuTools.QEMU_IMG.run("bitmap", "--add", "-g", Long.toString(1L << granularityBits), image, "b").orFail();
        Random random = new Random(clusterBits * 100L + granularityBits);
        List<String> writes = new ArrayList<>();
        for (int i = 0; i < 100; i++) {
            long offset = random.nextLong(size / 512 - 300) * 512;
            writes.addAll(List.of("-c", "write " + offset + " " + (1 + random.nextInt(200)) * 512));
        }
        writes.addAll(List.of("-c", "write " + (size / 512 * 512 - 512) + " 512", image));
        QemuTools.QEMU_IO.run(writes.toArray(String[]::new)).orFail();
        QemuTools.QEMU_IMG.run("bitmap", "--disable", image, "b").orFail();
        assertEqual(Path.of(image));

        if (makeSomeEntryAllOnes(Path.of(image))) {
            assertEqual(Path.of(image));
        }
    }

    @Test
    void equalForEntriesOfAllTypesSideBySide() throws IOException {
        long perEntry = (4096L * 8) << 9;
        Path image = new ImageBuilder().clusterBits(12).size(7 * perEntry - 512 * 5).bitmap(BitmapSpec.named("b")
                .granularityBits(9).ones().zeroes().data(0xff, 0x01).ones().ones().data(0x00, 0x80).ones())
                .build().writeTo(folder.resolve("built.qcow2"));
        assertEqual(image);
    }

    /** Overwrites an entry that is all zeroes; no cluster is lost by it. */
    private static boolean makeSomeEntryAllOnes(Path image) throws IOException {
        try (MappedFile source = MappedFile.open(image); RandomAccessFile file = new RandomAccessFile(image.toFile(), "rw")) {
            EntryTable table = DirtyBitmap.named(new Qcow2Image(source), "b").orElseThrow().table();
            for (long i = table.count() - 1; i >= 0; i--) {
                if (table.raw(i) == 0) {
                    file.seek(table.range(i).offset());
                    file.writeLong(1);
                    return true;
                }
            }
            return false;
        }
    }

    private static void assertEqual(Path image) throws IOException {
        String out = QemuTools.NBDINFO.run("--map=qemu:dirty-bitmap:b", "--json", "--", "[", "qemu-nbd", "-r", "-f", "qcow2",
                "-B", "b", image.toString(), "]").orFail().out();
        List<DirtyRange> expected = new ArrayList<>();
        Matcher extent = EXTENT.matcher(out);
        while (extent.find()) {
            long start = Long.parseLong(extent.group(1));
            long length = Long.parseLong(extent.group(2));
            DirtyState state = extent.group(3).equals("1") ? DirtyState.DIRTY : DirtyState.CLEAN;
            // The protocol cuts ranges into pieces of less than 4 GiB.
            if (!expected.isEmpty() && expected.getLast().state() == state) {
                DirtyRange before = expected.removeLast();
                start = before.start();
                length += before.length();
            }
            expected.add(new DirtyRange(start, length, state));
        }
        assertThat(expected).isNotEmpty();
        try (MappedFile source = MappedFile.open(image)) {
            DirtyBitmap bitmap = DirtyBitmap.named(new Qcow2Image(source), "b").orElseThrow();
            assertThat(bitmap.ranges(Progress.NONE).toList()).isEqualTo(expected);
            assertThat(bitmap.caution()).isNull();
        }
    }
}
