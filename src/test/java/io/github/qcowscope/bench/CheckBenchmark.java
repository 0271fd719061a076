package io.github.qcowscope.bench;

import io.github.qcowscope.Main;
import io.github.qcowscope.fixture.QemuTools;
import java.io.File;
import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Times {@code qcowscope check} against {@code qemu-img check}, whole processes in turn, on a disk of 1 TiB whose metadata is
 * preallocated (128 MiB of L2 tables in a file that is mostly a hole), and prints how many times as fast we are.
 *
 * <pre>{@code
 * mvn test-compile && mvn dependency:build-classpath -Dmdep.outputFile=target/classpath
 * java -cp target/test-classes:target/classes:$(cat target/classpath) io.github.qcowscope.bench.CheckBenchmark [ROUNDS] [IMAGE]
 * }</pre>
 *
 * <p>Timed are a plain start from a jar, and a start with an ahead-of-time cache as the packaged application has one.
 */
public final class CheckBenchmark {

    private static final int ROUNDS = 15;

    private final Path folder;
    private final Path image;
    private final String program = Path.of(System.getProperty("java.home"), "bin", "java").toString();

    private CheckBenchmark(Path folder, Path image) {
        this.folder = folder;
        this.image = image;
    }

    /** Runs it. */
    public static void main(String[] arguments) throws Exception {
        int rounds = arguments.length > 0 ? Integer.parseInt(arguments[0]) : ROUNDS;
        Path folder = Files.createTempDirectory("check-benchmark");
        Path image = arguments.length > 1 ? Path.of(arguments[1]) : create(folder.resolve("disk.qcow2"));
        try {
            new CheckBenchmark(folder, image).run(rounds);
        } finally {
            try (Stream<Path> files = Files.list(folder)) {
                for (Path file : files.toList()) {
                    Files.delete(file);
                }
            }
            Files.delete(folder);
        }
    }

    private static Path create(Path file) {
        QemuTools.QEMU_IMG.run("create", "-q", "-f", "qcow2", "-o", "preallocation=metadata", file.toString(), "1T").orFail();
        return file;
    }

    private void run(int rounds) throws Exception {
        String classPath = classPath();
        Path cache = folder.resolve("qcowscope.aot");
        List<String> plain = check(classPath);
        time(check(classPath, "-XX:AOTCacheOutput=" + cache));
        List<String> cached = check(classPath, "-XX:AOTCache=" + cache);
        List<String> qemu = List.of("qemu-img", "check", image.toString());
        List<List<String>> commands = List.of(qemu, plain, cached);
        List<String> names = List.of("qemu-img check", "qcowscope check, plain", "qcowscope check, AOT cache");
        double[][] millis = new double[commands.size()][rounds];
        for (int round = -1; round < rounds; round++) {
            for (int i = 0; i < commands.size(); i++) {
                double time = time(commands.get(i));
                if (round >= 0) {
                    millis[i][round] = time;
                }
            }
        }
        double base = median(millis[0]);
        for (int i = 0; i < commands.size(); i++) {
            System.out.printf(Locale.ROOT, "%-28s median %6.0f ms, best %6.0f ms, %.2f times as fast%n", names.get(i),
                    median(millis[i]), Arrays.stream(millis[i]).min().orElseThrow(), base / median(millis[i]));
        }
    }

    /** The classes as a jar, as only jars can have a cache, and what the command line needs besides. */
    private String classPath() throws IOException, InterruptedException, URISyntaxException {
        Path classes = Path.of(Main.class.getProtectionDomain().getCodeSource().getLocation().toURI());
        Path jar = folder.resolve("qcowscope.jar");
        time(List.of(Path.of(program).resolveSibling("jar").toString(), "cf", jar.toString(), "-C", classes.toString(), "."));
        return jar + Arrays.stream(System.getProperty("java.class.path").split(File.pathSeparator))
                .filter(entry -> entry.endsWith(".jar"))
                .map(entry -> File.pathSeparator + entry)
                .collect(Collectors.joining());
    }

    private List<String> check(String classPath, String... options) {
        List<String> command = new ArrayList<>(List.of(program));
        command.addAll(List.of(options));
        command.addAll(List.of("-cp", classPath, Main.class.getName(), "check", image.toString()));
        return command;
    }

    private static double time(List<String> command) throws IOException, InterruptedException {
        long start = System.nanoTime();
        Process process = new ProcessBuilder(command).redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .redirectError(ProcessBuilder.Redirect.DISCARD).start();
        if (!process.waitFor(10, TimeUnit.MINUTES) || process.exitValue() != 0) {
            throw new IllegalStateException("failed: " + String.join(" ", command));
        }
        return (System.nanoTime() - start) / 1e6;
    }

    private static double median(double[] values) {
        double[] sorted = values.clone();
        Arrays.sort(sorted);
        return sorted[sorted.length / 2];
    }
}
