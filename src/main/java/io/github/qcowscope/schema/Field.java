package io.github.qcowscope.schema;

import io.github.qcowscope.bytes.Span;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.function.ToLongFunction;
import org.jspecify.annotations.Nullable;

/**
 * The declaration of one field: all that is known of it, said once. Built fluently and immutable; {@code C} is what a
 * structure's fields need to know of the file around them (for instance its cluster size), {@link Void} where nothing.
 *
 * <pre>{@code
 * static final Field<Void> CLUSTER_BITS = Field.<Void>number("cluster_bits", 20, 4)
 *         .doc("Bits that address an offset within a cluster.")
 *         .meaning(v -> "clusters of " + (1L << v) + " bytes")
 *         .rule(Severity.ERROR, "header-cluster-bits", (view, raw) -> raw < 9 ? "…" : null);
 * }</pre>
 */
public final class Field<C> {

    /** How the bytes are understood. */
    public enum Type {
        /** A big-endian unsigned number of 1, 2, 4 or 8 bytes. */
        NUMBER,
        /** Characters, as many bytes as {@link #length} says. */
        TEXT,
        /** Characters that end at the first zero byte, or where the length ends. */
        PADDED_TEXT,
        /** Bytes as such. */
        BYTES,
        /** Bytes that must be zero. */
        PADDING
    }

    /** A rule about a field; {@code raw} is its number, 0 where it holds text or bytes. */
    @FunctionalInterface
    public interface Rule<C> {
        /** The sentence that says what is wrong with {@code raw}, or null where nothing is. */
        @Nullable String broken(View<C> view, long raw);
    }

    private record NamedRule<C>(Severity severity, String name, Rule<C> rule) {}

    private final String name;
    private final Type type;
    private final ToLongFunction<View<C>> offset;
    private final ToLongFunction<View<C>> length;
    private final int width;
    private String doc = "";
    private Base base = Base.DEC;
    private List<BitField> bits = List.of();
    private Map<Long, String> symbols = Map.of();
    private Predicate<View<C>> presence = view -> true;
    private @Nullable Function<View<C>, @Nullable Span> target;
    private @Nullable Function<Long, String> meaning;
    private List<NamedRule<C>> rules = List.of();

    private Field(
            String name, Type type, ToLongFunction<View<C>> offset, ToLongFunction<View<C>> length, int width) {
        this.name = name;
        this.type = type;
        this.offset = offset;
        this.length = length;
        this.width = width;
    }

    private Field(Field<C> other) {
        this(other.name, other.type, other.offset, other.length, other.width);
        doc = other.doc;
        base = other.base;
        bits = other.bits;
        symbols = other.symbols;
        presence = other.presence;
        target = other.target;
        meaning = other.meaning;
        rules = other.rules;
    }

    /** A number of {@code width} (1, 2, 4, 8) bytes at a fixed offset in its structure. */
    public static <C> Field<C> number(String name, int offset, int width) {
        return new Field<>(name, Type.NUMBER, view -> offset, view -> width, width);
    }

    /** Something whose place and length depend on other fields; both in bytes, the offset within the structure. */
    public static <C> Field<C> variable(
            String name, Type type, ToLongFunction<View<C>> offset, ToLongFunction<View<C>> length) {
        return new Field<>(name, type, offset, length, 0);
    }

    /** With one or two sentences, in our own words, that say what it is for. */
    public Field<C> doc(String sentences) {
        Field<C> copy = new Field<>(this);
        copy.doc = sentences;
        return copy;
    }

    /** Written in hexadecimal. */
    public Field<C> hex() {
        Field<C> copy = new Field<>(this);
        copy.base = Base.HEX;
        return copy;
    }

    /** Made of bits; listed from bit 0 upwards, all bits of the number. */
    public Field<C> bits(BitField... parts) {
        Field<C> copy = new Field<>(this);
        copy.bits = List.of(parts);
        copy.base = Base.HEX;
        return copy;
    }

    /** With names for known values. */
    public Field<C> symbols(Map<Long, String> names) {
        Field<C> copy = new Field<>(this);
        copy.symbols = names;
        return copy;
    }

    /** There only where the predicate holds. */
    public Field<C> when(Predicate<View<C>> present) {
        Field<C> copy = new Field<>(this);
        copy.presence = present;
        return copy;
    }

    /** An offset that leads to the span which the function tells; null where it leads nowhere. */
    public Field<C> pointer(Function<View<C>, @Nullable Span> to) {
        Field<C> copy = new Field<>(this);
        copy.base = Base.HEX;
        copy.target = to;
        return copy;
    }

    /** With words that say what a value means, for instance a size with its unit. */
    public Field<C> meaning(Function<Long, String> words) {
        Field<C> copy = new Field<>(this);
        copy.meaning = words;
        return copy;
    }

    /** With a rule; the name is stable, lower case with hyphens. */
    public Field<C> rule(Severity severity, String ruleName, Rule<C> rule) {
        Field<C> copy = new Field<>(this);
        copy.rules = new ArrayList<>(rules);
        copy.rules.add(new NamedRule<>(severity, ruleName, rule));
        return copy;
    }

    /** Names of its rules. */
    public List<String> ruleNames() {
        return rules.stream().map(NamedRule::name).toList();
    }

    /** The specification's name. */
    public String name() {
        return name;
    }

    /** What it is for. */
    public String doc() {
        return doc;
    }

    /** How the bytes are understood. */
    public Type type() {
        return type;
    }

    /** How the number is written. */
    public Base base() {
        return base;
    }

    /** Width of the number in bytes; 0 for what is no number. */
    public int width() {
        return width;
    }

    /** The parts of the number, bit 0 first; empty where it has none. */
    public List<BitField> bits() {
        return bits;
    }

    /** Names of known values. */
    public Map<Long, String> symbols() {
        return symbols;
    }

    long offsetIn(View<C> view) {
        return offset.applyAsLong(view);
    }

    long lengthIn(View<C> view) {
        return length.applyAsLong(view);
    }

    boolean isPresentIn(View<C> view) {
        return presence.test(view);
    }

    boolean isPointer() {
        return target != null;
    }

    @Nullable Span targetIn(View<C> view) {
        return target == null ? null : target.apply(view);
    }

    String meaningOf(long raw) {
        return meaning == null ? "" : meaning.apply(raw);
    }

    List<Problem> problemsIn(View<C> view, long raw) {
        List<Problem> found = new ArrayList<>();
        for (NamedRule<C> named : rules) {
            String message = named.rule.broken(view, raw);
            if (message != null) {
                found.add(new Problem(named.severity, named.name, message, view.span(this)));
            }
        }
        return found;
    }

    @Override
    public String toString() {
        return name;
    }
}
