package io.github.qcowscope.search;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.qcowscope.bytes.ByteRange;
import io.github.qcowscope.bytes.ByteSource;
import io.github.qcowscope.bytes.Extent;
import io.github.qcowscope.bytes.HeapBytes;
import io.github.qcowscope.bytes.MappedFile;
import io.github.qcowscope.job.Cancelled;
import io.github.qcowscope.job.Progress;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Random;
import java.util.concurrent.atomic.AtomicLong;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

class FinderTest {

    /** Blocks and segments so small that nearly every match lies across where two of them meet. */
    private static Finder finder(ByteSource source, Needle needle, SearchScope scope, int block, long segment) {
        return new Finder(source, needle, scope, block, segment);
    }

    private static Finder finder(ByteSource source, Needle needle) {
        return new Finder(source, needle, SearchScope.whole(source));
    }

    private static List<Match> all(Finder finder) {
        List<Match> matches = new ArrayList<>();
        long count = finder.all(Integer.MAX_VALUE, Progress.NONE, part -> {
            for (int i = 0; i < part.size(); i++) {
                matches.add(part.get(i));
            }
        });
        assertThat(count).isEqualTo(matches.size());
        return matches;
    }

    /** Every place is tried, overlapping matches count: what a slow search over the whole says, in any blocks. */
    @Test
    void agreesWithASlowSearchOnRandomBytes() throws BadPattern {
        Random random = new Random(11);
        for (int round = 0; round < 300; round++) {
            byte[] bytes = randomBytes(random, 1 + random.nextInt(3000), 1 + random.nextInt(3));
            String hex = randomPattern(random, bytes);
            List<Match> expected = new ArrayList<>();
            int length = hex.length() / 2;
            for (int at = 0; at + length <= bytes.length; at++) {
                if (matches(bytes, at, hex)) {
                    expected.add(new Match(at, length));
                }
            }
            HeapBytes source = new HeapBytes("test", bytes);
            Finder finder = finder(source, Patterns.hex(hex), SearchScope.whole(source), 1 + random.nextInt(700),
                    1 + random.nextInt(900));
            assertThat(all(finder)).as("%s in %d bytes, round %d", hex, bytes.length, round).isEqualTo(expected);
            nextAndPreviousAgree(finder, expected, bytes.length, random);
        }
    }

    private static void nextAndPreviousAgree(Finder finder, List<Match> all, int length, Random random) {
        int from = random.nextInt(length + 1);
        assertThat(finder.first(ByteRange.between(from, length), Progress.NONE))
                .isEqualTo(all.stream().filter(match -> match.offset() >= from).findFirst().orElse(null));
        assertThat(finder.last(new ByteRange(0, from), Progress.NONE))
                .isEqualTo(all.stream().filter(match -> match.offset() < from).reduce((a, b) -> b).orElse(null));
    }

    private static byte[] randomBytes(Random random, int length, int kinds) {
        byte[] bytes = new byte[length];
        for (int i = 0; i < length; i++) {
            bytes[i] = (byte) (random.nextInt(kinds) * 0x51);
        }
        return bytes;
    }

    private static String randomPattern(Random random, byte[] bytes) {
        int length = Math.min(bytes.length, 1 + random.nextInt(12));
        int start = random.nextInt(bytes.length - length + 1);
        StringBuilder hex = new StringBuilder(HexFormat.of().formatHex(bytes, start, start + length));
        for (int i = 1; i < hex.length(); i++) {
            if (random.nextInt(4) == 0) {
                hex.setCharAt(i, '?');
            }
        }
        return hex.toString();
    }

    private static boolean matches(byte[] bytes, int at, String hex) {
        for (int i = 0; i < hex.length(); i++) {
            int digit = bytes[at + i / 2] >> (i % 2 == 0 ? 4 : 0) & 0xf;
            if (hex.charAt(i) != '?' && Character.digit(hex.charAt(i), 16) != digit) {
                return false;
            }
        }
        return true;
    }

    /** Expressions give what the JDK finds in the whole text at once, however it is cut. */
    @Test
    void expressionsFindTheSameInAnyBlocks() throws BadPattern {
        Random random = new Random(5);
        String[] expressions = {"a+", "ab|ba", "a.b", "(a|b)c+", "[^a]{2,5}", "abc", "b+c?a", "ab(?:c|a)*b", "^b", "c$",
            "\\Ba\\b",
            "c.{0,9}?ab", "(?i)A", "a{3}", "bc+", "x*a", "[ab]c", "(a)\\1", "(?:ab|bc)(?!a)",
            "(?<=a)[bc]", "b(?<y>a)", "\\n[^\\n]", "b|c\\n"};
        for (int round = 0; round < 200; round++) {
            StringBuilder text = new StringBuilder();
            for (int i = random.nextInt(2000); i >= 0; i--) {
                text.append("abc\n".charAt(random.nextInt(4)));
            }
            String expression = expressions[round % expressions.length];
            List<Match> expected = new ArrayList<>();
            Matcher matcher = Pattern.compile(expression, Pattern.DOTALL | Pattern.MULTILINE).matcher(text);
            while (matcher.find()) {
                if (matcher.end() > matcher.start()) {
                    expected.add(new Match(matcher.start(), matcher.end() - matcher.start()));
                }
            }
            HeapBytes source = new HeapBytes("test", text.toString().getBytes(StandardCharsets.ISO_8859_1));
            Finder finder = finder(source, Patterns.regex(expression, false), SearchScope.whole(source),
                    1 + random.nextInt(400), 1 + random.nextInt(400));
            assertThat(all(finder)).as("%s, round %d", expression, round).isEqualTo(expected);
        }
    }

    @Test
    void anExpressionMatchesNoMoreThanFourKibibytes() throws BadPattern {
        byte[] bytes = new byte[10_000];
        java.util.Arrays.fill(bytes, (byte) 'a');
        HeapBytes source = new HeapBytes("test", bytes);
        assertThat(all(finder(source, Patterns.regex("a+", false)))).containsExactly(
                new Match(0, 4096), new Match(4096, 4096), new Match(8192, 1808));
        HeapBytes few = new HeapBytes("test", java.util.Arrays.copyOf(bytes, 5500));
        assertThat(all(finder(few, Patterns.regex("a{5000}", false)))).isEmpty();
    }

    @Test
    @Timeout(60)
    void anExpressionThatNeverEndsIsGivenUp() throws BadPattern {
        byte[] bytes = new byte[100_000];
        java.util.Arrays.fill(bytes, (byte) 'a');
        Finder finder = finder(new HeapBytes("test", bytes), Patterns.regex(".*.*.*[bc]", false));
        assertThatThrownBy(() -> all(finder)).isInstanceOf(RegexTooHard.class);
        assertThatThrownBy(() -> finder.first(new ByteRange(0, 10), Progress.NONE)).isInstanceOf(RegexTooHard.class);
    }

    @Test
    void anExpressionThatGoesDeepHasTheStackForIt() throws BadPattern {
        byte[] bytes = "ab".repeat(3000).getBytes(StandardCharsets.ISO_8859_1);
        assertThat(all(finder(new HeapBytes("test", bytes), Patterns.regex("(?:a|b)+", false))))
                .containsExactly(new Match(0, 4096), new Match(4096, 1904));
    }

    @Test
    void skipsWhatCannotBeReadAndFindsWhatIsBehind() throws BadPattern {
        byte[] bytes = new byte[5 * 4096];
        bytes[100] = 7;
        bytes[3 * 4096 + 5] = 7;
        Holed source = new Holed(bytes, 4096, 2 * 4096);
        Finder finder = finder(source, Patterns.hex("07"), SearchScope.whole(source), 3 * 4096, 1 << 20);
        assertThat(all(finder)).containsExactly(new Match(100, 1), new Match(3 * 4096 + 5, 1));
        assertThat(finder.last(new ByteRange(0, 3 * 4096), Progress.NONE)).isEqualTo(new Match(100, 1));
    }

    /** A file of 8 TiB with a few bytes at its end: what is read is a few blocks. */
    @Test
    void passesOverHolesWhereZerosMatchNothing() throws BadPattern {
        Sparse source = new Sparse(1L << 43, (1L << 43) - 9, new byte[] {1, 2, 3, 4, 5, 6, 7, 8, 9});
        for (Needle needle : List.of(Patterns.hex("00 00 01 02"), Patterns.regex("\\x00\\x01.", false))) {
            long start = (1L << 43) - (needle.overlaps() ? 11 : 10);
            assertThat(all(finder(source, needle))).extracting(Match::offset).containsExactly(start);
            assertThat(finder(source, needle).first(new ByteRange(0, source.length()), Progress.NONE)).isNotNull();
            assertThat(finder(source, needle).last(new ByteRange(0, source.length() - 100), Progress.NONE)).isNull();
        }
        assertThat(source.read.get()).isLessThan(1 << 22);
    }

    @Test
    void zerosAreFoundInHoles() throws BadPattern {
        Sparse source = new Sparse(100, 90, new byte[] {1});
        assertThat(all(finder(source, Patterns.hex("00 00")))).hasSize(89 + 8);
        assertThat(all(finder(source, Patterns.regex("\\x00{10}", false)))).hasSize(9);
    }

    @Test
    void aMatchLiesWithinOneRangeOfTheScope() throws BadPattern {
        HeapBytes source = new HeapBytes("test", "abababababab".getBytes(StandardCharsets.US_ASCII));
        SearchScope scope = (from, until) -> {
            for (ByteRange range : List.of(new ByteRange(1, 3), new ByteRange(6, 2), new ByteRange(11, 1))) {
                ByteRange rest = range.intersect(ByteRange.between(Math.min(from, range.end()), range.end()));
                if (!rest.isEmpty() && rest.offset() < until) {
                    return rest;
                }
            }
            return null;
        };
        Finder finder = finder(source, Patterns.hex("61 62"), scope, 3, 4);
        assertThat(all(finder)).containsExactly(new Match(2, 2), new Match(6, 2));
        assertThat(finder.last(new ByteRange(0, 12), Progress.NONE)).isEqualTo(new Match(6, 2));
        assertThat(finder.first(ByteRange.between(3, 12), Progress.NONE)).isEqualTo(new Match(6, 2));
    }

    @Test
    void listsTheFirstAndCountsTheRest() throws BadPattern {
        HeapBytes source = new HeapBytes("test", new byte[10_000]);
        List<Long> kept = new ArrayList<>();
        Finder finder = finder(source, Patterns.hex("00"), SearchScope.whole(source), 100, 333);
        long count = finder.all(500, Progress.NONE, part -> {
            for (int i = 0; i < part.size() && kept.size() < 500; i++) {
                kept.add(part.get(i).offset());
            }
        });
        assertThat(count).isEqualTo(10_000);
        assertThat(kept).hasSize(500).isSorted().last().isEqualTo(499L);
    }

    @Test
    void endsWhenCancelled() {
        HeapBytes source = new HeapBytes("test", new byte[1 << 20]);
        AtomicLong reports = new AtomicLong();
        Progress twice = new Progress() {
            @Override
            public void report(long done, long total) {
                assertThat(done).isLessThanOrEqualTo(total);
                reports.incrementAndGet();
            }

            @Override
            public boolean isCancelled() {
                return reports.get() >= 2;
            }
        };
        assertThatThrownBy(() -> finder(source, Patterns.hex("01"), SearchScope.whole(source), 1024, 4096)
                .all(10, twice, part -> { })).isInstanceOf(Cancelled.class);
        assertThat(reports.get()).isEqualTo(2);
    }

    /** Only fewer matches come of a file that another program cuts while it is searched. */
    @Test
    void aFileThatShrinksMeanwhileIsSearchedAsFarAsItIsThere(@TempDir Path folder) throws Exception {
        Path file = Files.write(folder.resolve("disk"), "x".repeat(3 << 20).getBytes(StandardCharsets.US_ASCII));
        try (MappedFile source = MappedFile.open(file)) {
            Finder finder = finder(source, Patterns.hex("78"), SearchScope.whole(source), 4096, 8192);
            long[] seen = {0};
            long count = finder.all(Integer.MAX_VALUE, Progress.NONE, part -> {
                if (seen[0]++ == 3) {
                    cut(file);
                }
            });
            assertThat(count).isBetween(4L * 8192, 3L << 20).isLessThan(3L << 20);
            assertThat(finder.last(new ByteRange(0, 3 << 20), Progress.NONE)).isEqualTo(new Match((1 << 20) - 1, 1));
        }
    }

    private static void cut(Path file) {
        try (RandomAccessFile out = new RandomAccessFile(file.toFile(), "rw")) {
            out.setLength(1 << 20);
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    /** A source that cannot deliver a range in its middle. */
    private record Holed(byte[] bytes, int from, int to) implements ByteSource {
        @Override
        public String name() {
            return "holed";
        }

        @Override
        public long length() {
            return bytes.length;
        }

        @Override
        public int read(long offset, byte[] into, int at, int count) {
            int end = offset < from ? from : offset < to ? (int) offset : bytes.length;
            int got = (int) Math.min(count, end - offset);
            System.arraycopy(bytes, (int) offset, into, at, got);
            return got;
        }
    }

    /** Zeros that are not stored, and a few bytes that are. */
    private static final class Sparse implements ByteSource {
        private final long length;
        private final long at;
        private final byte[] bytes;
        private final AtomicLong read = new AtomicLong();

        Sparse(long length, long at, byte[] bytes) {
            this.length = length;
            this.at = at;
            this.bytes = bytes;
        }

        @Override
        public String name() {
            return "sparse";
        }

        @Override
        public long length() {
            return length;
        }

        @Override
        public int read(long offset, byte[] into, int start, int count) {
            int got = (int) Math.min(count, length - offset);
            for (int i = 0; i < got; i++) {
                long place = offset + i - at;
                into[start + i] = place >= 0 && place < bytes.length ? bytes[(int) place] : 0;
            }
            read.addAndGet(got);
            return got;
        }

        @Override
        public Extent extentAt(long offset) {
            return offset < at ? new Extent(at, true)
                    : offset < at + bytes.length ? new Extent(at + bytes.length, false) : new Extent(length, true);
        }
    }
}
