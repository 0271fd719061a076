package io.github.qcowscope.bench;

import io.github.qcowscope.bytes.MappedFile;
import io.github.qcowscope.fixture.QemuTools;
import io.github.qcowscope.job.Progress;
import io.github.qcowscope.qcow2.Qcow2Image;
import io.github.qcowscope.qcow2.owner.ClusterSummary;
import io.github.qcowscope.qcow2.owner.HostMap;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.concurrent.TimeUnit;

/**
 * How long the map of owners of a 1 TiB image with preallocated metadata takes, beside {@code qemu-img check} in the same
 * run: 16 million clusters. The bar is a ratio below 1 within a heap of 512 MiB, which the program itself is to be given:
 *
 * <pre>{@code java -Xmx512m --enable-native-access=ALL-UNNAMED -cp <test class path> \
 *     io.github.qcowscope.bench.OwnerMapBenchmark [FOLDER]}</pre>
 *
 * The folder (the current one unless told) needs 170 MiB of room and must allow files of 1 TiB with holes.
 */
public final class OwnerMapBenchmark {

    private static final int ROUNDS = 7;
    private static final double MEBIBYTE = 1 << 20;

    private OwnerMapBenchmark() {}

    /** Makes the image, measures, prints, and removes the image. */
    public static void main(String[] arguments) throws IOException, InterruptedException {
        Path file = Path.of(arguments.length > 0 ? arguments[0] : "").toAbsolutePath().resolve("owner-map-benchmark.qcow2");
        QemuTools.QEMU_IMG.run("create", "-q", "-f", "qcow2", "-o", "preallocation=metadata", file.toString(), "1T").orFail();
        try {
            measure(file);
        } finally {
            Files.delete(file);
        }
    }

    private static void measure(Path file) throws IOException, InterruptedException {
        System.out.printf("heap: at most %.0f MiB%n", Runtime.getRuntime().maxMemory() / MEBIBYTE);
        // Once without a watch, so that both find the file in memory.
        check(file);
        double[] theirs = new double[ROUNDS];
        double[] ours = new double[ROUNDS];
        for (int round = 0; round < ROUNDS; round++) {
            theirs[round] = check(file);
            ours[round] = map(file);
            System.out.printf("round %d: qemu-img check %.0f ms, owner map %.0f ms, ratio %.2f%n", round + 1, theirs[round],
                    ours[round], ours[round] / theirs[round]);
        }
        System.out.printf("median: qemu-img check %.0f ms, owner map %.0f ms (first %.0f ms), ratio %.2f%n", median(theirs),
                median(ours), ours[0], median(ours) / median(theirs));
    }

    private static double check(Path file) throws IOException, InterruptedException {
        long start = System.nanoTime();
        Process process = new ProcessBuilder("qemu-img", "check", file.toString())
                .redirectOutput(ProcessBuilder.Redirect.DISCARD).start();
        if (!process.waitFor(1, TimeUnit.MINUTES) || process.exitValue() != 0) {
            throw new IllegalStateException("qemu-img check failed");
        }
        return millis(start);
    }

    private static double map(Path file) throws IOException {
        System.gc();
        long before = used();
        long start = System.nanoTime();
        try (MappedFile source = MappedFile.open(file)) {
            HostMap.Result result = HostMap.of(new Qcow2Image(source), HostMap.usualMemory(), Progress.NONE);
            double took = millis(start);
            if (!(result instanceof HostMap.Ready ready)) {
                throw new IllegalStateException(result.toString());
            }
            long counting = System.nanoTime();
            ClusterSummary summary = ready.map().summary(Progress.NONE);
            double counted = millis(counting);
            System.gc();
            System.out.printf("%d clusters, %d leaked, %d undercounted; counted in %.0f ms; %.0f MiB kept%n",
                    ready.map().clusters(), ready.map().leakedClusters(), ready.map().undercountedClusters(), counted,
                    (used() - before) / MEBIBYTE);
            if (summary.bits(0, 1) == 0) {
                throw new IllegalStateException("the first cluster has no owner");
            }
            return took;
        }
    }

    private static long used() {
        return Runtime.getRuntime().totalMemory() - Runtime.getRuntime().freeMemory();
    }

    private static double millis(long start) {
        return (System.nanoTime() - start) / 1e6;
    }

    private static double median(double[] numbers) {
        double[] sorted = numbers.clone();
        Arrays.sort(sorted);
        return sorted[sorted.length / 2];
    }
}
