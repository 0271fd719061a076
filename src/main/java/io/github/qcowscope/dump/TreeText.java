package io.github.qcowscope.dump;

import io.github.qcowscope.bytes.Bits;
import io.github.qcowscope.bytes.ByteSource;
import io.github.qcowscope.bytes.Span;
import io.github.qcowscope.schema.Node;
import io.github.qcowscope.schema.Problem;
import io.github.qcowscope.schema.Value;
import java.io.IOException;
import java.util.List;
import java.util.Locale;

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
    public void start(Node node, int depth) throws IOException {
        if (depth > 0 && node.span().bits() != null) {
            // It stands in the row of its number.
            return;
        }
        Value value = node.value();
        place(node.span());
        out.padTo(NAME + 2 * depth).text(plain(node.name()));
        out.text(" ").padTo(VALUE).text(plain(words(value.text(), node.meaning())));
        if (value instanceof Value.Pointer pointer && pointer.target() != null) {
            target(pointer.target());
        }
        if (!isZero(value)) {
            bits(node);
        }
        if (value instanceof Value.Group && node.childCount() > 0 && depth > 0) {
            out.text("  #").text(plain(node.path()));
        }
        out.line();
        for (Problem problem : node.problems()) {
            Span where = problem.where() == null ? node.span() : problem.where();
            place(where);
            out.padTo(NAME + 2 * depth).text("! ").text(problem.severity().name().toLowerCase(Locale.ROOT)).text(" ")
                    .text(problem.rule()).text(": ").text(plain(problem.message())).line();
        }
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

    private static String words(String value, String meaning) {
        return value.isEmpty() || meaning.isEmpty() ? value + meaning : value + "; " + meaning;
    }

    private void target(Span target) throws IOException {
        out.text("  -> ");
        if (target.source() != source) {
            out.text(plain(target.source().name())).text(" ");
        }
        out.text(target.range().toString());
    }

    /** Whether all bits of a number are 0, which needs no list. */
    private static boolean isZero(Value value) {
        return switch (value) {
            case Value.Num num -> num.raw() == 0;
            case Value.Flags flags -> flags.raw() == 0;
            case Value.Symbol symbol -> symbol.raw() == 0;
            case Value.Pointer pointer -> pointer.raw() == 0;
            case Value.Text text -> false;
            case Value.Bytes bytes -> false;
            case Value.Group group -> false;
            case Value.Unreadable unreadable -> true;
        };
    }

    private void bits(Node number) throws IOException {
        String before = "  [";
        for (long i = 0; i < number.childCount(); i++) {
            Node part = number.child(i);
            Bits bits = part.span().bits();
            if (bits == null) {
                break;
            }
            out.text(before).text(part.name()).text("(");
            if (bits.hi() != bits.lo()) {
                out.decimal(bits.lo()).text("-");
            }
            out.decimal(bits.hi()).text(")=").text(part.value().text());
            before = " ";
        }
        out.text(before.equals(" ") ? "]" : "");
    }

    /** The text in one line and without characters that a terminal acts upon: those become {@code \xNN} or {@code \\uNNNN}. */
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
