package io.github.qcowscope.schema;

import io.github.qcowscope.bytes.ByteRange;
import io.github.qcowscope.bytes.ByteSource;
import io.github.qcowscope.bytes.Chunk;
import io.github.qcowscope.bytes.Span;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;

/**
 * A structure laid over bytes: where a declaration meets a file. Stores nothing; each question reads the bytes that it
 * needs.
 *
 * @param struct  the declaration
 * @param context what the fields need to know of the file around them
 * @param source  where the bytes lie
 * @param offset  first byte of the structure in the source
 */
public record View<C>(Struct<C> struct, C context, ByteSource source, long offset) {

    /** Bytes of a text or of padding that are ever read for show: more would not fit on a screen. */
    private static final int SHOWN = 4096;
    private static final int PREVIEW = 16;

    /** The fields that this very structure has, in the order of the file. */
    public List<Field<C>> fields() {
        List<Field<C>> present = new ArrayList<>(struct.fields().size());
        for (Field<C> field : struct.fields()) {
            if (field.isPresentIn(this)) {
                present.add(field);
            }
        }
        return present;
    }

    /** Whether the structure has this field. */
    public boolean has(Field<C> field) {
        return field.isPresentIn(this);
    }

    /** The field's bytes; they may reach past the end of the source. */
    public Span span(Field<C> field) {
        return Span.of(source, offset + field.offsetIn(this), field.lengthIn(this));
    }

    /** The number in the field; bytes that the source lacks count as zero (see {@link #isReadable}). */
    public long raw(Field<C> field) {
        return chunk(field, 8).number(0, field.width());
    }

    /** Whether the source has all bytes of the field. */
    public boolean isReadable(Field<C> field) {
        return chunk(field, SHOWN).isWhole();
    }

    /** The text in the field, at most 4096 bytes of it. */
    public String text(Field<C> field) {
        String text = chunk(field, SHOWN).text();
        return field.type() == Field.Type.PADDED_TEXT ? upToZero(text) : text;
    }

    /** The field's bytes, at most {@code most} of them. */
    public Chunk chunk(Field<C> field, int most) {
        ByteRange range = span(field).range();
        return source.chunk(range.offset(), (int) Math.min(range.length(), most));
    }

    /** What the field says. */
    public Value value(Field<C> field) {
        Chunk chunk = chunk(field, field.type() == Field.Type.NUMBER ? 8 : SHOWN);
        if (!chunk.isWhole()) {
            return new Value.Unreadable(chunk.whyShort());
        }
        long length = field.lengthIn(this);
        return switch (field.type()) {
            case NUMBER -> number(field, chunk.number(0, field.width()));
            case TEXT -> new Value.Text(chunk.text(), length > chunk.available());
            case PADDED_TEXT -> new Value.Text(upToZero(chunk.text()), length > chunk.available());
            case BYTES, PADDING -> new Value.Bytes(length, preview(chunk));
        };
    }

    private static String upToZero(String text) {
        int end = text.indexOf('\0');
        return end < 0 ? text : text.substring(0, end);
    }

    private Value number(Field<C> field, long raw) {
        int bits = field.width() * 8;
        if (field.isPointer()) {
            return new Value.Pointer(raw, bits, field.targetIn(this));
        }
        if (!field.symbols().isEmpty()) {
            return new Value.Symbol(raw, bits, field.base(), field.symbols().get(raw));
        }
        if (!field.bits().isEmpty()) {
            List<String> set = field.bits().stream()
                    .filter(part -> part.bits().count() == 1 && part.isSet(raw))
                    .map(BitField::name)
                    .toList();
            return new Value.Flags(raw, bits, set);
        }
        return new Value.Num(raw, bits, field.base());
    }

    private static String preview(Chunk chunk) {
        byte[] bytes = chunk.toArray();
        int shown = Math.min(PREVIEW, bytes.length);
        return HexFormat.ofDelimiter(" ").withUpperCase().formatHex(bytes, 0, shown)
                + (bytes.length > shown ? " …" : "");
    }

    /**
     * What is wrong with the field: missing bytes, reserved bits that are set, padding that is not zero, broken rules.
     */
    public List<Problem> problems(Field<C> field) {
        Chunk chunk = chunk(field, field.type() == Field.Type.NUMBER ? 8 : SHOWN);
        if (!chunk.isWhole()) {
            return List.of(Problem.error("truncated", field.name() + " is missing: " + chunk.whyShort() + "."));
        }
        return switch (field.type()) {
            case NUMBER -> {
                long raw = chunk.number(0, field.width());
                List<Problem> found = field.problemsIn(this, raw);
                for (BitField part : field.bits()) {
                    if (part.isBrokenIn(raw)) {
                        found.add(reservedBits(field, part, raw));
                    }
                }
                yield found;
            }
            case PADDING -> isZero(chunk) ? List.of()
                    : List.of(Problem.warning("padding-not-zero", "The padding should be zero and is not."));
            case TEXT, PADDED_TEXT, BYTES -> field.problemsIn(this, 0);
        };
    }

    private Problem reservedBits(Field<C> field, BitField part, long raw) {
        Span bytes = span(field);
        return new Problem(Severity.ERROR, "reserved-bits",
                "%s: reserved %s must be zero and %s 0x%x.".formatted(
                        field.name(), part.bits(), part.bits().count() == 1 ? "is" : "are", part.of(raw)),
                new Span(bytes.source(), bytes.range(), part.bits()));
    }

    private static boolean isZero(Chunk chunk) {
        for (int i = 0; i < chunk.available(); i++) {
            if (chunk.u8(i) != 0) {
                return false;
            }
        }
        return true;
    }
}
