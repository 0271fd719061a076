package io.github.qcowscope.cli;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.List;

/**
 * Runs every command on an image, each in its turn, in the memory that the process has. The reader of each goes away after
 * some megabytes, as {@code head} does: tables of terabytes would be printed for days.
 */
final class EveryCommand {

    private static final int READ = 4 << 20;

    private static final List<List<String>> STRUCTURES = List.of(
            List.of("dump", "--format=qemu"), List.of("dump", "--format=patch"), List.of("dump", "--format=qemu-json"),
            List.of("dump", "--format=text"), List.of("dump", "--format=json"),
            List.of("check"), List.of("check", "--output=json"));

    private static final List<List<String>> DATA = List.of(
            List.of("map"), List.of("map", "--output=json"),
            List.of("bitmap"), List.of("bitmap", "--output=json"), List.of("bitmap", "--output=csv"));

    private EveryCommand() {}

    /**
     * Runs them on the image that is the first argument, with a sound one as the second; the third is {@code all}, or
     * {@code structures} to leave map and bitmap out. Ends with 0 where each did its work.
     */
    public static void main(String[] arguments) {
        String image = arguments[0];
        boolean fine = true;
        for (List<String> command : STRUCTURES) {
            fine &= run(with(command, image));
        }
        // With another image: what is alike is not printed, so that the reader of a great table would wait for its end.
        fine &= run("diff", image, arguments[1]);
        fine &= run("locate", image, "70000");
        for (List<String> command : arguments[2].equals("all") ? DATA : List.<List<String>>of()) {
            fine &= run(with(command, image));
        }
        for (String question : arguments[2].equals("all") ? List.of("--dirty", "--allocation", "--with=b") : List.<String>of()) {
            fine &= run("bitmap", question, "--output=json", image, "b");
        }
        System.exit(fine ? 0 : 1);
    }

    private static String[] with(List<String> command, String image) {
        return java.util.stream.Stream.concat(command.stream(), java.util.stream.Stream.of(image)).toArray(String[]::new);
    }

    private static boolean run(String... arguments) {
        ByteArrayOutputStream errors = new ByteArrayOutputStream();
        Reader reader = new Reader();
        int code = Cli.run(window -> { }, reader, new PrintStream(errors, true, StandardCharsets.UTF_8), arguments);
        String complaint = errors.toString(StandardCharsets.UTF_8);
        boolean fine = code >= 0 && code <= 3 && !complaint.contains("Something went wrong") && complaint.lines().count() <= 2;
        System.out.println((fine ? "done " : "FAILED ") + String.join(" ", arguments) + ": exit code " + code + ", " + reader.read
                + " bytes" + (complaint.isEmpty() ? "" : ", " + complaint.strip()));
        return fine;
    }

    /** A reader that has seen enough. */
    private static final class Reader extends OutputStream {
        private long read;

        @Override
        public void write(int one) throws IOException {
            write(new byte[] {(byte) one}, 0, 1);
        }

        @Override
        public void write(byte[] bytes, int at, int count) throws IOException {
            read += count;
            if (read > READ) {
                throw new IOException("Broken pipe");
            }
        }
    }
}
