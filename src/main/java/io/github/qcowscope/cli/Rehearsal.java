package io.github.qcowscope.cli;

import java.io.ByteArrayOutputStream;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.List;

/**
 * Runs each plain command once on the sample: packaging records what that loads, so that a real command finds it ready. Not by
 * the parser: the JVM links all that was recorded at each start, and what knows the parser makes it open every jar. Never
 * called by the program itself.
 */
public final class Rehearsal {

    private static final String IMAGE = "IMAGE";
    private static final String BITMAP = "backup-incremental";
    private static final List<List<String>> COMMANDS = List.of(
            List.of("dump", IMAGE), List.of("dump", "--format=json", IMAGE), List.of("dump", "--format=qemu", IMAGE),
            List.of("dump", "--format=qemu-json", IMAGE), List.of("dump", "--format=patch", IMAGE),
            List.of("map", "--output=json", IMAGE),
            List.of("bitmap", IMAGE), List.of("bitmap", "--output=json", IMAGE),
            List.of("bitmap", IMAGE, BITMAP), List.of("bitmap", "--output=json", IMAGE, BITMAP),
            List.of("bitmap", "--output=csv", IMAGE, BITMAP),
            List.of("check", IMAGE), List.of("check", "--output=json", IMAGE),
            List.of("locate", IMAGE, "0"), List.of("diff", IMAGE, IMAGE), List.of("scan", IMAGE));

    private Rehearsal() {}

    /**
     * Runs them; fails where one does not end as it should.
     *
     * @param arguments path of the bundled sample
     */
    public static void main(String[] arguments) throws ClassNotFoundException {
        // Where the program starts; not reachable from here by name, for it knows this package and not the other way.
        Class.forName("io.github.qcowscope.Main");
        Class.forName("io.github.qcowscope.Main$Window");
        COMMANDS.forEach(command -> run(arguments[0], command));
    }

    private static void run(String sample, List<String> command) {
        ByteArrayOutputStream complaints = new ByteArrayOutputStream();
        int code = Cli.run(reference -> {}, OutputStream.nullOutputStream(),
                new PrintStream(complaints, true, StandardCharsets.UTF_8),
                command.stream().map(word -> word.equals(IMAGE) ? sample : word).toArray(String[]::new));
        if (code != 0 || complaints.size() > 0) {
            throw new IllegalStateException(command + " ended with " + code + ": " + complaints.toString(StandardCharsets.UTF_8));
        }
    }
}
