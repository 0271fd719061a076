package io.github.qcowscope.search;

import java.io.ByteArrayOutputStream;
import org.jspecify.annotations.Nullable;

/**
 * Bytes that every match of a regular expression has: they are looked for at the speed of memory, and the expression is
 * tried only around them. Recognizes plain characters and escapes outside of groups and alternatives; of everything
 * that it does not know it says nothing.
 *
 * @param bytes    the bytes
 * @param isPrefix whether each match begins with them
 */
record RequiredText(BytePattern bytes, boolean isPrefix) {

    private static final String PLAIN_ESCAPES = "\\.[]{}()*+-?^$|/ \"'#%&,:;<=>@_`~!";

    /** The longest such bytes; null where none are known. */
    static @Nullable RequiredText of(String regex, boolean ignoreCase) {
        Parser parser = new Parser(regex);
        if (!parser.run() || parser.best.length == 0) {
            return null;
        }
        return new RequiredText(pattern(parser.best, ignoreCase), parser.bestStart == 0);
    }

    private static BytePattern pattern(byte[] bytes, boolean ignoreCase) {
        byte[] values = bytes.clone();
        byte[] masks = new byte[values.length];
        for (int i = 0; i < values.length; i++) {
            boolean letter = ignoreCase && (values[i] | 0x20) >= 'a' && (values[i] | 0x20) <= 'z';
            masks[i] = (byte) (letter ? 0xdf : 0xff);
            values[i] &= masks[i];
        }
        return new BytePattern(values, masks, java.util.List.of(), 1);
    }

    /** Goes through an expression once. */
    private static final class Parser {
        private final String regex;
        private int at;
        private final ByteArrayOutputStream run = new ByteArrayOutputStream();
        /** Where the run began, in the expression. */
        private int runStart;
        private byte[] best = {};
        private int bestStart;

        Parser(String regex) {
            this.regex = regex;
        }

        /** Whether the expression was understood. */
        boolean run() {
            while (at < regex.length()) {
                int start = at;
                char c = regex.charAt(at);
                if (c == '|') {
                    return false;
                } else if (c == '(') {
                    if (!skipGroup()) {
                        return false;
                    }
                    endRun();
                    skipQuantifier();
                } else if (c == '[') {
                    if (!skipClass()) {
                        return false;
                    }
                    endRun();
                    skipQuantifier();
                } else if (c == '.' || c == '^' || c == '$') {
                    at++;
                    endRun();
                    skipQuantifier();
                } else {
                    int literal = literal();
                    if (literal == UNKNOWN) {
                        return false;
                    }
                    add(literal, start);
                }
            }
            endRun();
            return true;
        }

        private static final int UNKNOWN = -2;
        private static final int NO_BYTE = -1;

        /** The byte that stands here, or that it is one of several; goes behind it. */
        private int literal() {
            char c = regex.charAt(at++);
            if (c != '\\') {
                return c;
            }
            char escape = at < regex.length() ? regex.charAt(at++) : 'Q';
            return switch (escape) {
                case 'x' -> {
                    String digits = at + 2 <= regex.length() ? regex.substring(at, at + 2) : "";
                    at += 2;
                    yield digits.matches("[0-9a-fA-F]{2}") ? Integer.parseInt(digits, 16) : UNKNOWN;
                }
                case 'n' -> '\n';
                case 't' -> '\t';
                case 'r' -> '\r';
                case 'f' -> '\f';
                case 'd', 'D', 's', 'S', 'w', 'W', 'b', 'B', 'A', 'z', 'Z' -> NO_BYTE;
                default -> PLAIN_ESCAPES.indexOf(escape) >= 0 ? escape : UNKNOWN;
            };
        }

        private void add(int literal, int start) {
            boolean repeated = at < regex.length() && "*?+{".indexOf(regex.charAt(at)) >= 0;
            boolean optional = repeated && regex.charAt(at) != '+';
            if (literal == NO_BYTE || optional) {
                endRun();
                skipQuantifier();
                return;
            }
            if (run.size() == 0) {
                runStart = start;
            }
            run.write(literal);
            if (repeated) {
                endRun();
                skipQuantifier();
            }
        }

        private void endRun() {
            if (run.size() > best.length) {
                best = run.toByteArray();
                bestStart = runStart;
            }
            run.reset();
        }

        private void skipQuantifier() {
            if (at < regex.length() && regex.charAt(at) == '{') {
                int close = regex.indexOf('}', at);
                at = close < 0 ? regex.length() : close + 1;
            }
            while (at < regex.length() && "*?+".indexOf(regex.charAt(at)) >= 0) {
                at++;
            }
        }

        /** A group may change what the rest means, by flags, or only look around; those are not known. */
        private boolean skipGroup() {
            if (regex.startsWith("(?", at) && !regex.startsWith("(?:", at)) {
                return false;
            }
            int depth = 0;
            while (at < regex.length()) {
                char c = regex.charAt(at);
                if (c == '[') {
                    if (!skipClass()) {
                        return false;
                    }
                    continue;
                }
                boolean isSpecial = regex.startsWith("(?", at) && !regex.startsWith("(?:", at);
                if (isSpecial || regex.startsWith("\\Q", at)) {
                    return false;
                }
                at += c == '\\' ? 2 : 1;
                depth += c == '(' ? 1 : c == ')' ? -1 : 0;
                if (depth == 0) {
                    return true;
                }
            }
            return false;
        }

        /** Classes within classes, and brackets that need no escape, are not known. */
        private boolean skipClass() {
            at++;
            if (at < regex.length() && regex.charAt(at) == '^') {
                at++;
            }
            boolean isFirst = true;
            while (at < regex.length()) {
                char c = regex.charAt(at);
                if (c == '[' || regex.startsWith("\\Q", at) || isFirst && c == ']') {
                    return false;
                }
                at += c == '\\' ? 2 : 1;
                if (c == ']') {
                    return true;
                }
                isFirst = false;
            }
            return false;
        }
    }
}
