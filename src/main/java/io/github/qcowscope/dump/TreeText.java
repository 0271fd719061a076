package io.github.qcowscope.dump;

import io.github.qcowscope.bytes.Bits;
import io.github.qcowscope.bytes.ByteSource;
import io.github.qcowscope.bytes.Span;
import io.github.qcowscope.schema.Node;
import io.github.qcowscope.schema.Problem;
import io.github.qcowscope.schema.Value;
import java.io.IOException;
import java.util.Locale;
import java.util.OptionalLong;

/** {@link DumpFormat#TEXT}; the package's documentation describes it. */
final class TreeText implements TreeLayout {

    private static final int SIZE_END = 28;
    private static final int NAME = 30;
    private static final int VALUE = 66;
    private static final char DELETE = 0x7f;

    private final ByteSource source;
    private final TextOutput out;

    TreeText(ByteSource source, TextOutput out) throws IOException {
        this.source = source;
        this.out = out;
        out.text("offset").padTo(SIZE_END - 4).text("size").padTo(NAME).text("name").padTo(VALUE).text("value").line();
    }

    @Override
    public long start(Node node, int depth) throws IOException {
        Value value = node.value();
        place(node.span());
        out.padTo(NAME + 2 * depth).text(plain(node.name()));
        if (node.span().bits() != null) {
            out.text(" (").text(node.span().bits().toString()).text(")");
        }
        out.text(" ").padTo(VALUE).text(plain(words(value, node.meaning())));
        if (node.span().source() != source) {
            out.text("  in ").text(plain(node.span().source().name()));
        }
        if (value instanceof Value.Pointer pointer && pointer.target() != null) {
            target(pointer.target());
        }
        OptionalLong number = number(value);
        long parts = parts(node, number);
        if (value instanceof Value.Group && node.childCount() > 0 && depth > 0) {
            out.text("  #").text(plain(node.path()));
        }
        out.line();
        for (Problem problem : node.problems()) {
            place(problem.where() == null ? node.span() : problem.where());
            out.padTo(NAME + 2 * depth).text("! ").text(problem.severity().name().toLowerCase(Locale.ROOT)).text(" ")
                    .text(problem.rule()).text(": ").text(plain(problem.message())).line();
        }
        return parts;
    }

    @Override
    public void end(Node node, int depth) {}

    @Override
    public void finish() throws IOException {
        out.flush();
    }

    private void place(Span span) throws IOException {
        long size = span.range().length();
        out.hex(span.range().offset()).text(" ").padTo(SIZE_END - TextOutput.decimalDigits(size)).decimal(size);
    }

    /** Value and meaning; a name that the meaning starts with as well is told once. */
    private static String words(Value value, String meaning) {
        String text = value instanceof Value.Symbol symbol && symbol.known() != null
                && meaning.startsWith(symbol.known())
                ? symbol.base().text(symbol.raw()) : value.text();
        return text.isEmpty() || meaning.isEmpty() ? text + meaning : text + "; " + meaning;
    }

    private void target(Span target) throws IOException {
        out.text("  -> ");
        out.text(target.range().toString());
        if (target.source() != source) {
            out.text(" in ").text(plain(target.source().name()));
        }
    }

    private static OptionalLong number(Value value) {
        return switch (value) {
            case Value.Num num -> OptionalLong.of(num.raw());
            case Value.Flags flags -> OptionalLong.of(flags.raw());
            case Value.Symbol symbol -> OptionalLong.of(symbol.raw());
            case Value.Pointer pointer -> OptionalLong.of(pointer.raw());
            case Value.Text text -> OptionalLong.empty();
            case Value.Bytes bytes -> OptionalLong.empty();
            case Value.Group group -> OptionalLong.empty();
            case Value.Unreadable unreadable -> OptionalLong.empty();
        };
    }

    /**
     * Lists the children that are bits of the node's own number, and not, as small refcounts are, entries of a table.
     * Those of a number that is 0 are all 0.
     *
     * @return how many they are
     */
    private long parts(Node node, OptionalLong number) throws IOException {
        boolean listed = number.orElse(1) != 0;
        long count = 0;
        for (; count < node.childCount(); count++) {
            Node part = node.child(count);
            Bits bits = part.span().bits();
            if (bits == null || number.isEmpty() && !part.span().range().equals(node.span().range())) {
                break;
            }
            if (listed) {
                out.text(count == 0 ? "  [" : " ");
                part(part, bits);
            }
        }
        out.text(listed && count > 0 ? "]" : "");
        return count;
    }

    private void part(Node part, Bits bits) throws IOException {
        out.text(part.name()).text("(");
        if (bits.hi() != bits.lo()) {
            out.decimal(bits.lo()).text("-");
        }
        out.decimal(bits.hi()).text(")=").text(part.value().text());
    }

    /**
     * The text in one line and without characters that a terminal acts upon: those become {@code \xNN} or
     * {@code \\uNNNN}.
     */
    static String plain(String text) {
        int at = 0;
        while (at < text.length() && text.charAt(at) >= ' ' && text.charAt(at) < DELETE) {
            at++;
        }
        return at == text.length() ? text : escaped(text);
    }

    private static String escaped(String text) {
        StringBuilder plain = new StringBuilder();
        text.codePoints().forEach(c -> {
            if (isPlain(c)) {
                plain.appendCodePoint(c);
            } else {
                plain.append(c < 0x100 ? "\\x%02x".formatted(c) : "\\u%04x".formatted(c));
            }
        });
        return plain.toString();
    }

    private static boolean isPlain(int c) {
        return switch (Character.getType(c)) {
            case Character.CONTROL, Character.FORMAT, Character.LINE_SEPARATOR, Character.PARAGRAPH_SEPARATOR,
                    Character.SURROGATE, Character.UNASSIGNED -> false;
            default -> true;
        };
    }
}
