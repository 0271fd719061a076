package io.github.qcowscope.bench;

import io.github.qcowscope.bytes.MappedFile;
import io.github.qcowscope.job.Progress;
import io.github.qcowscope.search.BadPattern;
import io.github.qcowscope.search.Finder;
import io.github.qcowscope.search.Needle;
import io.github.qcowscope.search.Patterns;
import io.github.qcowscope.search.SearchScope;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeUnit;

/**
 * How long it takes to find all matches in a file of 4 GiB, beside {@code rg} or, where that is missing, {@code grep}, in the
 * same run, on a file that both find in memory. The tool is a process of its own, which must start and print; ours runs in
 * this one. The bar is a ratio of 1 or less for bytes:
 *
 * <pre>{@code mvn process-test-classes exec:exec@bench -Dbench=SearchBenchmark -Dbench.args="[FOLDER [MEBIBYTES]]"}</pre>
 *
 * The folder (the current one unless told) needs 4 GiB of room, and the machine as much memory to spare.
 */
public final class SearchBenchmark {

    private static final int ROUNDS = 5;
    private static final int PIECE = 1 << 20;
    private static final int PLANTED = 64;

    /** A needle, and the same for the tool. */
    private record Case(String name, Needle needle, String tool) {}

    private SearchBenchmark() {}

    /** Makes the file, measures, prints, and removes the file. */
    public static void main(String[] arguments) throws IOException, InterruptedException, BadPattern {
        Path folder = Path.of(arguments.length > 0 ? arguments[0] : "").toAbsolutePath();
        int mebibytes = arguments.length > 1 ? Integer.parseInt(arguments[1]) : 4096;
        Path file = folder.resolve("search-benchmark.bin");
        try {
            write(file, mebibytes);
            List<Case> cases = List.of(
                    new Case("bytes, rare", Patterns.hex("51 46 49 fb 00 00 00 03"), "(?s-u)QFI\\xfb\\x00\\x00\\x00\\x03"),
                    new Case("bytes, wildcards", Patterns.hex("51 ?? 49 fb ?? 00 00 0?"),
                            "(?s-u)Q.I\\xfb.\\x00\\x00[\\x00-\\x0f]"),
                    new Case("one byte in 256", Patterns.hex("51 4?"), "(?s-u)Q[\\x40-\\x4f]"),
                    new Case("text, either case", Patterns.text("BITMAP-1", io.github.qcowscope.search.TextEncoding.UTF_8, true),
                            "(?i-u)bitmap-1"),
                    new Case("expression", Patterns.regex("QFI\\xfb.{3}[\\x02\\x03]", false),
                            "(?s-u)QFI\\xfb.{3}[\\x02\\x03]"));
            for (Case each : cases) {
                measure(file, each);
            }
        } finally {
            Files.deleteIfExists(file);
        }
    }

    /** Half random bytes, a quarter zeros, a quarter text; and now and then the start of an image. */
    private static void write(Path file, int mebibytes) throws IOException {
        Random random = new Random(1);
        byte[] noise = new byte[PIECE];
        byte[] text = "The quick brown fox jumps over the lazy dog, 0123456789.\n".repeat(PIECE / 50)
                .substring(0, PIECE).getBytes(StandardCharsets.US_ASCII);
        try (RandomAccessFile out = new RandomAccessFile(file.toFile(), "rw")) {
            for (int i = 0; i < mebibytes; i++) {
                random.nextBytes(noise);
                byte[] piece = switch (i % 4) {
                    case 0 -> new byte[PIECE];
                    case 1 -> text.clone();
                    default -> noise.clone();
                };
                if (i % (Math.max(1, mebibytes / PLANTED)) == 0) {
                    byte[] start = {0x51, 0x46, 0x49, (byte) 0xfb, 0, 0, 0, 3, 'B', 'i', 't', 'm', 'a', 'p', '-', '1'};
                    System.arraycopy(start, 0, piece, random.nextInt(PIECE - start.length), start.length);
                }
                out.write(piece);
            }
        }
    }

    private static void measure(Path file, Case each) throws IOException, InterruptedException {
        // Once without a watch, so that both find the file in memory and ours is compiled.
        long[] counts = {tool(file, each.tool()), ours(file, each.needle())};
        double[] theirs = new double[ROUNDS];
        double[] ours = new double[ROUNDS];
        for (int round = 0; round < ROUNDS; round++) {
            long start = System.nanoTime();
            tool(file, each.tool());
            theirs[round] = seconds(start);
            start = System.nanoTime();
            ours(file, each.needle());
            ours[round] = seconds(start);
        }
        double gibibytes = Files.size(file) / (double) (1 << 30);
        System.out.printf("%-18s %s %.2f s (%.1f GiB/s, %d matches), ours %.2f s (%.1f GiB/s, %d matches), ratio %.2f%n",
                each.name(), hasRipgrep() ? "rg" : "grep", median(theirs), gibibytes / median(theirs), counts[0], median(ours),
                gibibytes / median(ours), counts[1], median(ours) / median(theirs));
    }

    private static long ours(Path file, Needle needle) throws IOException {
        try (MappedFile source = MappedFile.open(file)) {
            return new Finder(source, needle, SearchScope.whole(source)).all(1_000_000, Progress.NONE, part -> { });
        }
    }

    private static long tool(Path file, String pattern) throws IOException, InterruptedException {
        List<String> command = hasRipgrep()
                ? List.of("rg", "-a", "-o", "-b", "--no-config", "-e", pattern, file.toString())
                : List.of("grep", "-obUaP", pattern.replaceFirst("-u", ""), file.toString());
        ProcessBuilder builder = new ProcessBuilder(command);
        builder.environment().put("LC_ALL", "C");
        Process process = builder.redirectError(ProcessBuilder.Redirect.DISCARD).start();
        long lines = 0;
        byte[] buffer = new byte[PIECE];
        for (int got = process.getInputStream().read(buffer); got >= 0; got = process.getInputStream().read(buffer)) {
            for (int i = 0; i < got; i++) {
                lines += buffer[i] == '\n' ? 1 : 0;
            }
        }
        if (!process.waitFor(1, TimeUnit.MINUTES)) {
            throw new IllegalStateException(command.getFirst() + " does not end");
        }
        return lines;
    }

    private static boolean hasRipgrep() {
        return Arrays.stream(System.getenv().getOrDefault("PATH", "").split(":"))
                .anyMatch(folder -> Files.isExecutable(Path.of(folder, "rg")));
    }

    private static double seconds(long start) {
        return (System.nanoTime() - start) / 1e9;
    }

    private static double median(double[] numbers) {
        double[] sorted = numbers.clone();
        Arrays.sort(sorted);
        return sorted[sorted.length / 2];
    }
}
