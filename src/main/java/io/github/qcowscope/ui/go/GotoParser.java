package io.github.qcowscope.ui.go;

import io.github.qcowscope.ui.text.Messages;
import java.util.function.LongFunction;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Understands where a user wants to go: {@code 0x1000}, {@code 4096}, {@code +16} and {@code -16} from the caret,
 * {@code end-512}, {@code c:12} (a cluster), {@code g:0x20000000} (an offset in the virtual disk), sums of these, or
 * the path of a node.
 */
public final class GotoParser {

    /** What a text leads to. */
    public sealed interface Target {
        /** A node of the tree. */
        record ToNode(String path) implements Target {}

        /** A byte of what is shown in place of the file: of an inflated cluster. */
        record ToShownByte(long offset) implements Target {}
    }

    /** What an address leads to. */
    public sealed interface Address extends Target {
        /** A byte of the file. */
        record ToByte(long offset) implements Address {}

        /** Nothing; one sentence says why. */
        record Nowhere(String sentence) implements Address {}
    }

    private static final Pattern TERM = Pattern.compile(
            "\\s*([+-]?)\\s*(?:(end)|([cg]:)?\\s*(?:0x([0-9a-f]+)|([0-9]+)))\\s*", Pattern.CASE_INSENSITIVE);

    private final long fileLength;
    private final int clusterBits;
    private final LongFunction<Address> guest;
    private final Predicate<String> isNode;
    private final long shownLength;

    /** Ends parsing with a sentence for the user. */
    private static final class Wrong extends RuntimeException {
        Wrong(String sentence) {
            super(sentence, null, false, false);
        }
    }

    /**
     * A parser for one image.
     *
     * @param fileLength  bytes of the file
     * @param clusterBits size of a cluster as a power of two
     * @param guest       tells where an offset of the virtual disk lies in the file, or why nowhere
     * @param isNode      whether a text is the path of a node
     */
    public GotoParser(long fileLength, int clusterBits, LongFunction<Address> guest, Predicate<String> isNode) {
        this(fileLength, clusterBits, guest, isNode, -1);
    }

    private GotoParser(long fileLength, int clusterBits, LongFunction<Address> guest, Predicate<String> isNode,
            long shownLength) {
        this.fileLength = fileLength;
        this.clusterBits = clusterBits;
        this.guest = guest;
        this.isNode = isNode;
        this.shownLength = shownLength;
    }

    /**
     * A parser for the same image while an inflated cluster is shown. Offsets and the caret count in that then;
     * clusters and offsets of the virtual disk still lead to the file.
     *
     * @param length bytes of the inflated cluster
     */
    public GotoParser showing(long length) {
        return new GotoParser(fileLength, clusterBits, guest, isNode, length);
    }

    /**
     * Understands a text.
     *
     * @param caret the byte that relative offsets start from
     */
    public Target parse(String text, long caret) {
        String wanted = text.strip();
        try {
            return isSum(wanted) ? target(sum(wanted, caret, isInShown(wanted)), isInShown(wanted))
                    : !wanted.isEmpty() && isNode.test(wanted) ? new Target.ToNode(wanted)
                    : new Address.Nowhere(Messages.get("goto.unknown", wanted));
        } catch (Wrong e) {
            return new Address.Nowhere(e.getMessage());
        } catch (ArithmeticException | NumberFormatException e) {
            return new Address.Nowhere(Messages.get("goto.overflow", wanted));
        }
    }

    private static boolean isSum(String text) {
        Matcher matcher = TERM.matcher(text);
        int at = 0;
        while (matcher.lookingAt() && (at == 0 || !matcher.group(1).isEmpty())) {
            at = matcher.end();
            if (at == text.length()) {
                return true;
            }
            matcher.region(at, text.length());
        }
        return false;
    }

    private static boolean isRelative(String text) {
        return text.startsWith("+") || text.startsWith("-");
    }

    /** Whether a sum counts in what is shown in place of the file. */
    private boolean isInShown(String text) {
        return shownLength >= 0 && (isRelative(text) || text.indexOf(':') < 0);
    }

    private long sum(String text, long caret, boolean inShown) {
        Matcher matcher = TERM.matcher(text);
        long sum = isRelative(text) ? caret : 0;
        while (matcher.find()) {
            long term = term(matcher, inShown ? shownLength : fileLength);
            sum = matcher.group(1).equals("-") ? Math.subtractExact(sum, term) : Math.addExact(sum, term);
        }
        return sum;
    }

    private long term(Matcher term, long end) {
        if (term.group(2) != null) {
            return end;
        }
        long number = term.group(4) != null ? Long.parseLong(term.group(4), 16) : Long.parseLong(term.group(5));
        if (term.group(3) == null) {
            return number;
        }
        return term.group(3).equalsIgnoreCase("c:")
                ? Math.multiplyExact(number, 1L << clusterBits)
                : switch (guest.apply(number)) {
                    case Address.ToByte found -> found.offset();
                    case Address.Nowhere why -> throw new Wrong(why.sentence());
                };
    }

    private Target target(long offset, boolean inShown) {
        if (offset < 0) {
            return new Address.Nowhere(Messages.get("goto.before", Long.toHexString(-offset)));
        }
        long end = inShown ? shownLength : fileLength;
        if (offset >= end) {
            return new Address.Nowhere(Messages.get("goto.behind", Long.toHexString(offset), Long.toHexString(end)));
        }
        return inShown ? new Target.ToShownByte(offset) : new Address.ToByte(offset);
    }
}
