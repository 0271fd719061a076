package io.github.qcowscope.ui.palette;

import java.util.BitSet;
import org.jspecify.annotations.Nullable;

/**
 * Finds letters in a text in their order, with others between them: {@code cph} in {@code Copy as Hex}. Of all ways to
 * do so the one counts that a reader would see first: at the start of words, and without gaps.
 */
final class Fuzzy {

    /**
     * How a query was found in a text.
     *
     * @param score higher is better; comparable between texts for one query
     * @param lit   the characters of the text that stand for those of the query
     */
    record Match(int score, BitSet lit) {}

    private static final int HIT = 4;
    private static final int WORD_START = 8;
    private static final int TEXT_START = 4;
    private static final int NEXT_TO_EACH_OTHER = 6;
    private static final int NEVER = Integer.MIN_VALUE / 2;

    private Fuzzy() {}

    /** The best match; null where there is none. Spaces of the query only part its words. */
    static @Nullable Match match(String query, String text) {
        char[] wanted = folded(query.replace(" ", ""));
        char[] found = folded(text);
        if (wanted.length > found.length) {
            return null;
        }
        // score[i][j]: the first i + 1 letters are found, the last of them at j. from[i][j]: where the one before is.
        int[][] score = new int[wanted.length][found.length];
        int[][] from = new int[wanted.length][found.length];
        for (int i = 0; i < wanted.length; i++) {
            int best = i == 0 ? 0 : NEVER;
            int bestAt = -1;
            for (int j = 0; j < found.length; j++) {
                score[i][j] = NEVER;
                if (wanted[i] == found[j] && best > NEVER) {
                    boolean adjacent = i > 0 && j > 0 && score[i - 1][j - 1] + NEXT_TO_EACH_OTHER >= best;
                    score[i][j] = HIT + bonus(text, j) + (adjacent ? score[i - 1][j - 1] + NEXT_TO_EACH_OTHER : best);
                    from[i][j] = adjacent ? j - 1 : bestAt;
                }
                if (i > 0 && score[i - 1][j] > best) {
                    best = score[i - 1][j];
                    bestAt = j;
                }
            }
        }
        return traced(score, from, found.length);
    }

    private static @Nullable Match traced(int[][] score, int[][] from, int length) {
        BitSet lit = new BitSet();
        if (score.length == 0) {
            return new Match(0, lit);
        }
        int[] last = score[score.length - 1];
        int at = 0;
        for (int j = 1; j < length; j++) {
            if (last[j] > last[at]) {
                at = j;
            }
        }
        if (last[at] <= NEVER) {
            return null;
        }
        // Of two texts that match alike, the one with less besides is meant.
        Match match = new Match(last[at] * 4 - Math.min(length, 99), lit);
        for (int i = score.length - 1; i >= 0; i--) {
            lit.set(at);
            at = from[i][at];
        }
        return match;
    }

    private static int bonus(String text, int at) {
        return at == 0 ? WORD_START + TEXT_START : Character.isLetterOrDigit(text.charAt(at - 1)) ? 0 : WORD_START;
    }

    /** Character by character, so that places in the text stay what they are. */
    private static char[] folded(String text) {
        char[] folded = text.toCharArray();
        for (int i = 0; i < folded.length; i++) {
            folded[i] = Character.toLowerCase(Character.toUpperCase(folded[i]));
        }
        return folded;
    }
}
