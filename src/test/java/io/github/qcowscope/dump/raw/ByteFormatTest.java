package io.github.qcowscope.dump.raw;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.qcowscope.bytes.ByteRange;
import io.github.qcowscope.bytes.ByteSource;
import io.github.qcowscope.bytes.Excerpt;
import io.github.qcowscope.bytes.HeapBytes;
import io.github.qcowscope.fixture.FailingSource;
import io.github.qcowscope.job.Cancelled;
import io.github.qcowscope.job.Progress;
import java.io.IOException;
import java.net.URLClassLoader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Random;
import java.util.regex.Pattern;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class ByteFormatTest {

    @TempDir
    private Path folder;

    private static String write(ByteFormat format, byte[] bytes) {
        return format.write(Excerpt.of(new HeapBytes("x", bytes), new ByteRange(0, bytes.length)), Progress.NONE);
    }

    private static String write(ByteFormat format, ByteSource source, long offset, long length) {
        return format.write(Excerpt.of(source, new ByteRange(offset, length)), Progress.NONE);
    }

    private static byte[] random(int length) {
        byte[] bytes = new byte[length];
        new Random(length).nextBytes(bytes);
        for (int i = 0; i < Math.min(256, length); i++) {
            bytes[i] = (byte) i;
        }
        return bytes;
    }

    private static String run(Path folder, String... command) throws IOException, InterruptedException {
        try {
            Process process = new ProcessBuilder(command).directory(folder.toFile()).redirectErrorStream(true).start();
            String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.ISO_8859_1);
            assertThat(process.waitFor()).as(output).isZero();
            return output;
        } catch (IOException e) {
            Assumptions.assumeTrue(System.getenv("CI") != null, command[0] + " is not installed");
            throw e;
        }
    }

    @Test
    void hexIsPairsOfDigits() {
        HeapBytes source = new HeapBytes("x", new byte[] {0x51, 0x46, 0x49, (byte) 0xfb, 0});
        assertThat(write(ByteFormat.HEX, source, 0, 4)).isEqualTo("51 46 49 FB");
        assertThat(write(ByteFormat.HEX, source, 3, 1)).isEqualTo("FB");
        assertThat(write(ByteFormat.HEX_PLAIN, source, 1, 9)).isEqualTo("4649fb00");
    }

    @Test
    void textIsUtf8AndWhatIsNoneIsEscaped() {
        assertThat(write(ByteFormat.UTF8, "Größe".getBytes(StandardCharsets.UTF_8))).isEqualTo("Größe");
        assertThat(write(ByteFormat.UTF8, new byte[] {'Q', 'F', 'I', (byte) 0xfb})).isEqualTo("QFI\\xfb");
    }

    @Test
    void charactersAreNotTornBetweenBlocks() {
        for (String character : new String[] {"é", "€", "😀"}) {
            for (int shift = 0; shift < 4; shift++) {
                String text = "x".repeat((1 << 16) - shift) + character + "y".repeat(70_000) + character;
                assertThat(write(ByteFormat.UTF8, text.getBytes(StandardCharsets.UTF_8))).isEqualTo(text);
            }
        }
    }

    @Test
    void bytesThatContinueNothingDoNotStopIt() {
        byte[] strange = new byte[200_000];
        Arrays.fill(strange, (byte) 0x80);
        assertThat(write(ByteFormat.UTF8, strange)).isEqualTo("\\x80".repeat(strange.length));
    }

    @Test
    void utf16IsLittleEndianUnlessAMarkSaysOtherwise() {
        assertThat(write(ByteFormat.UTF16, "Größe 😀".getBytes(StandardCharsets.UTF_16LE))).isEqualTo("Größe 😀");
        assertThat(write(ByteFormat.UTF16, "\ufeffab".getBytes(StandardCharsets.UTF_16LE))).isEqualTo("ab");
        assertThat(write(ByteFormat.UTF16, "\ufeffab".getBytes(StandardCharsets.UTF_16BE))).isEqualTo("ab");
        assertThat(write(ByteFormat.UTF16, new byte[] {0x00, (byte) 0xd8, 'a', 0, 7})).isEqualTo("\\ud800a\\x07");
        assertThat(write(ByteFormat.UTF16, new byte[] {0x3d, (byte) 0xd8})).isEqualTo("\\ud83d");
    }

    @Test
    void whatCannotBeReadIsSaid() {
        ByteSource source = new FailingSource(new HeapBytes("x", "abcdef".getBytes(StandardCharsets.US_ASCII)), new ByteRange(3, 3));
        assertThat(write(ByteFormat.HEX, source, 0, 6)).isEqualTo("61 62 63 ?? ?? ??");
        assertThat(write(ByteFormat.UTF8, source, 0, 6)).isEqualTo("abc\\x??\\x??\\x??");
        assertThat(write(ByteFormat.HEX_DUMP, source, 0, 6))
                .isEqualTo("00000000: 6162 63?? ????                           abc???\n");
        assertThat(Arrays.stream(ByteFormat.values()).filter(format -> !format.needsAllBytes()))
                .containsExactly(ByteFormat.HEX, ByteFormat.HEX_DUMP, ByteFormat.UTF8);
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 15, 16, 17, 300})
    void aDumpIsWhatXxdPrints(int length) throws Exception {
        byte[] bytes = random(length);
        Files.write(folder.resolve("file"), bytes);
        String printed = run(folder, "xxd", "file");
        assertThat(write(ByteFormat.HEX_DUMP, bytes)).isEqualTo(printed);
    }

    @Test
    void aDumpTellsOffsetsInTheFile() {
        assertThat(write(ByteFormat.HEX_DUMP, new HeapBytes("x", random(64)), 0x21, 17)).isEqualTo("""
                00000021: 2122 2324 2526 2728 292a 2b2c 2d2e 2f30  !"#$%&'()*+,-./0
                00000031: 31                                       1
                """);
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 11, 12, 13, 256, 5000})
    void cIsAnArrayOfAllBytes(int length) throws Exception {
        byte[] bytes = random(length);
        String text = write(ByteFormat.C, bytes);
        assertThat(text).startsWith("/* offset 0x0, " + length + " byte").contains("bytes[" + length + "] = {");
        List<Integer> values = Pattern.compile("0x([0-9a-f]{2}),").matcher(text).results()
                .map(match -> Integer.parseInt(match.group(1), 16)).toList();
        assertThat(values).hasSize(length).containsExactlyElementsOf(
                java.util.stream.IntStream.range(0, length).mapToObj(i -> bytes[i] & 0xff).toList());
        Files.writeString(folder.resolve("it.c"), text
                + "#include <stdio.h>\nint main(void) { return fwrite(bytes, sizeof bytes, 1, stdout) != 1; }\n");
        run(folder, "gcc", "-Wall", "-Werror", "-o", "it", "it.c");
        assertThat(run(folder, folder.resolve("it").toString()).getBytes(StandardCharsets.ISO_8859_1)).isEqualTo(bytes);
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 17, 256, SourceCode.MOST_ELEMENTS, SourceCode.MOST_ELEMENTS + 1, 200_000})
    void javaCompilesToAllBytes(int length) throws Exception {
        byte[] bytes = random(length);
        Path file = Files.writeString(folder.resolve("It.java"),
                "public class It { public static final byte[] BYTES = make(); static byte[] make() {\n"
                        + write(ByteFormat.JAVA, bytes) + "return bytes; } }");
        assertThat(ToolProvider.getSystemJavaCompiler().run(null, null, null, "-d", folder.toString(), file.toString())).isZero();
        try (URLClassLoader loader = new URLClassLoader(new java.net.URL[] {folder.toUri().toURL()})) {
            assertThat((byte[]) loader.loadClass("It").getField("BYTES").get(null)).isEqualTo(bytes);
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 16, 17, 256, 100_000})
    void pythonReadsAllBytes(int length) throws Exception {
        byte[] bytes = random(length);
        Files.writeString(folder.resolve("it.py"),
                write(ByteFormat.PYTHON, bytes) + "import sys\nsys.stdout.buffer.write(data)\n");
        assertThat(run(folder, "python3", "it.py").getBytes(StandardCharsets.ISO_8859_1)).isEqualTo(bytes);
    }

    @Test
    void base64AndPlainHexReadBack() {
        byte[] bytes = random(1000);
        assertThat(Base64.getDecoder().decode(write(ByteFormat.BASE64, bytes))).isEqualTo(bytes);
        assertThat(HexFormat.of().parseHex(write(ByteFormat.HEX_PLAIN, bytes))).isEqualTo(bytes);
    }

    @ParameterizedTest
    @EnumSource
    void stopsWhenNobodyWantsItAnyMore(ByteFormat format) {
        Progress cancelled = new Progress() {
            @Override
            public void report(long done, long total) {}

            @Override
            public boolean isCancelled() {
                return true;
            }
        };
        Excerpt bytes = Excerpt.of(new HeapBytes("x", new byte[9]), new ByteRange(0, 9));
        assertThatThrownBy(() -> format.write(bytes, cancelled)).isInstanceOf(Cancelled.class);
    }
}
