package io.github.qcowscope.search;

import io.github.qcowscope.job.Progress;
import io.github.qcowscope.search.BadPattern.Reason;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;
import org.jspecify.annotations.Nullable;

/**
 * A regular expression over bytes: the JDK's, on a view that shows each byte as the character of its number. Matches do
 * not overlap, and an empty one does not count.
 *
 * <p>A match has at most {@link #MOST} bytes: the expression is tried from each place on as if the source ended there,
 * as far as the bytes that it takes are concerned. So what is found does not depend on how the source is read. Where an
 * expression needs too many steps, the search ends with {@link RegexTooHard}; see the decision record on regular
 * expressions.
 */
final class BytesRegex implements Needle {

    /** Bytes that a match has at most. */
    static final int MOST = 4096;
    /**
     * Places that are tried in one go. What is beyond them is looked at too, as far as a match may reach, so that fewer
     * would look at most bytes several times; an expression that takes all it can get takes so many for each place.
     */
    private static final int STEP = 4 * MOST;
    /** Bytes before a match that the expression may ask about. */
    private static final int CONTEXT = 64;
    /** Steps for a call of {@link Scanner#scan}, and for each byte of it: far more than any usual expression needs. */
    private static final long STEPS = 20_000_000;
    private static final long STEPS_PER_BYTE = 400;

    /** What asks about bytes that a match does not take. */
    private static final Pattern LOOKS_AROUND = Pattern.compile("\\\\[bBAGzZ]|\\(\\?<?[=!]|\\^|\\$");
    /** Where more bytes than these may begin a match, the JDK's own search is as quick. */
    private static final int FEW = 64;

    private final Pattern pattern;
    private final @Nullable RequiredText required;
    /** Which bytes may begin a match; null where that is not known, or says little. */
    private final boolean @Nullable [] starts;
    private final boolean canMatchZeros;

    private BytesRegex(Pattern pattern, @Nullable RequiredText required) {
        this.pattern = pattern;
        this.required = required;
        starts = starts(pattern);
        canMatchZeros = required == null ? findsZeros() : required.bytes().canMatchZeros();
    }

    /** An expression as a user types it. */
    static BytesRegex of(String text, boolean ignoreCase) throws BadPattern {
        if (text.isEmpty()) {
            throw new BadPattern(Reason.NO_REGEX);
        }
        for (int i = 0; i < text.length(); i++) {
            if (text.charAt(i) > 0x7f) {
                throw new BadPattern(Reason.NOT_ASCII, text.substring(i, text.offsetByCodePoints(i, 1)));
            }
        }
        try {
            int flags = Pattern.DOTALL | Pattern.MULTILINE | (ignoreCase ? Pattern.CASE_INSENSITIVE : 0);
            return new BytesRegex(Pattern.compile(text, flags), RequiredText.of(text, ignoreCase));
        } catch (PatternSyntaxException e) {
            throw new BadPattern(Reason.BAD_REGEX, e.getDescription(), Math.max(0, e.getIndex()));
        } catch (StackOverflowError e) {
            throw new BadPattern(Reason.BAD_REGEX, "Too many groups within groups", 0);
        }
    }

    /**
     * Tries each byte as if it were all that there is: what does not fail before it asks for more may begin a match.
     */
    private static boolean @Nullable [] starts(Pattern pattern) {
        if (LOOKS_AROUND.matcher(pattern.pattern().replace("[^", "[")).find()) {
            return null;
        }
        boolean[] starts = new boolean[1 << Byte.SIZE];
        int count = 0;
        for (int i = 0; i < starts.length; i++) {
            Matcher matcher = pattern.matcher(String.valueOf((char) i));
            starts[i] = matcher.lookingAt() || matcher.hitEnd();
            count += starts[i] ? 1 : 0;
        }
        return count <= FEW ? starts : null;
    }

    private boolean findsZeros() {
        boolean[] found = {false};
        try {
            new Walk(Progress.NONE).scan(new byte[MOST * 2], 0, MOST, MOST * 2, 0, (at, length) -> {
                found[0] = true;
                return false;
            });
        } catch (RegexTooHard e) {
            return true;
        }
        return found[0];
    }

    @Override
    public int longest() {
        return MOST;
    }

    @Override
    public int context() {
        return CONTEXT;
    }

    @Override
    public boolean overlaps() {
        return false;
    }

    @Override
    public boolean canMatchZeros() {
        return canMatchZeros;
    }

    @Override
    public Scanner scanner(Progress progress) {
        return new Walk(progress);
    }

    /** Bytes as characters; counts how often it is asked, which is what an expression that backtracks does. */
    private static final class View implements CharSequence {
        private static final int STRIDE = 1 << 16;

        private final Progress progress;
        private byte[] bytes = {};
        private int length;
        private long base;
        private long steps;
        private int untilCheck = STRIDE;

        View(Progress progress) {
            this.progress = progress;
        }

        void show(byte[] shown, int limit, long offset, long allowed) {
            bytes = shown;
            length = limit;
            base = offset;
            steps = allowed;
        }

        @Override
        public int length() {
            return length;
        }

        @Override
        public char charAt(int index) {
            if (--untilCheck == 0) {
                untilCheck = STRIDE;
                steps -= STRIDE;
                progress.check();
                if (steps < 0) {
                    throw new RegexTooHard(base + index);
                }
            }
            return (char) (bytes[index] & 0xff);
        }

        @Override
        public CharSequence subSequence(int start, int end) {
            throw new UnsupportedOperationException("a matcher that is asked for places only takes no parts");
        }
    }

    private final class Walk implements Scanner {
        private final View view;
        private final Matcher matcher;
        private final @Nullable Scanner text;
        /** The first place that may still start a match. */
        private int next;

        Walk(Progress progress) {
            view = new View(progress);
            matcher = pattern.matcher(view).useAnchoringBounds(false).useTransparentBounds(true);
            text = required == null ? null : required.bytes().scanner(progress);
        }

        @Override
        public boolean scan(byte[] bytes, int from, int to, int limit, long base, Sink sink) {
            view.show(bytes, limit, base, STEPS + STEPS_PER_BYTE * (to - from));
            matcher.reset();
            next = from;
            try {
                if (required == null || text == null) {
                    return find(to, limit, sink);
                }
                int reach = required.isPrefix() ? 0 : MOST - required.bytes().longest();
                int textEnd = Math.min(limit, to + reach + required.bytes().longest());
                return text.scan(bytes, from, textEnd, textEnd, base, (at, length) -> {
                    if (required.isPrefix()) {
                        return at < next || at >= to || startsAt(at, limit, sink);
                    }
                    next = Math.max(next, at - reach);
                    // A whole step: the next such text may be near.
                    return next > at || find(Math.min(to, Math.max(at + 1, next + STEP)), limit, sink);
                });
            } catch (StackOverflowError e) {
                throw new RegexTooHard(base + next);
            }
        }

        private boolean startsAt(int at, int limit, Sink sink) {
            matcher.region(at, Math.min(limit, at + MOST));
            if (!matcher.lookingAt() || matcher.end() == at) {
                return true;
            }
            next = matcher.end();
            return sink.match(at, matcher.end() - at);
        }

        private boolean findStarts(boolean[] few, int to, int limit, Sink sink) {
            byte[] bytes = view.bytes;
            while (next < to) {
                int at = next++;
                if (few[bytes[at] & 0xff] && !startsAt(at, limit, sink)) {
                    return false;
                }
            }
            return true;
        }

        /** Finds what starts from {@link #next} on, before {@code to}. */
        private boolean find(int to, int limit, Sink sink) {
            if (starts != null) {
                return findStarts(starts, to, limit, sink);
            }
            while (next < to) {
                int stop = Math.min(to, next + STEP);
                matcher.region(next, Math.min(limit, stop + MOST));
                if (!matcher.find() || matcher.start() >= stop) {
                    next = stop;
                    continue;
                }
                int start = matcher.start();
                int end = matcher.end();
                if (end - start > MOST) {
                    matcher.region(start, start + MOST);
                    end = matcher.lookingAt() ? matcher.end() : start;
                }
                next = Math.max(end, start + 1);
                if (end > start && !sink.match(start, end - start)) {
                    return false;
                }
            }
            return true;
        }
    }
}
