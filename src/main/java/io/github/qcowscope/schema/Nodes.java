package io.github.qcowscope.schema;

import io.github.qcowscope.bytes.Bits;
import io.github.qcowscope.bytes.ByteRange;
import io.github.qcowscope.bytes.ByteSource;
import io.github.qcowscope.bytes.Span;
import java.util.ArrayList;
import java.util.List;
import java.util.function.LongFunction;
import java.util.stream.Collectors;

/** Makes nodes out of declarations: the only road from a {@link Struct} to the tree. */
public final class Nodes {

    private Nodes() {}

    /** The nodes of a structure's fields, below {@code parentPath}. */
    public static <C> List<Node> fields(String parentPath, Kind kind, View<C> view) {
        List<Node> nodes = new ArrayList<>();
        for (Field<C> field : view.fields()) {
            nodes.add(field(parentPath, kind, view, field));
        }
        return nodes;
    }

    /** The node of one field, with a child for each of its bit fields. */
    public static <C> Node field(String parentPath, Kind kind, View<C> view, Field<C> field) {
        return fieldAt(Node.join(parentPath, field.name()), field.name(), kind, view, field).build();
    }

    /** Starts the node of one field under a path and a name of its own: an entry of a table is called by its index. */
    public static <C> Node.Builder fieldAt(String path, String name, Kind kind, View<C> view, Field<C> field) {
        return Node.at(path, name, kind, view.span(field))
                .doc(field.doc())
                .section(view.struct().section())
                .value(() -> view.value(field))
                .meaning(() -> field.width() == 0 || !view.isReadable(field) ? "" : field.meaningOf(view.raw(field)))
                .problems(() -> view.problems(field))
                .children(field.bits().size(), i -> bit(path, kind, view, field, (int) i))
                .childAt(offset -> -1);
    }

    /** The node of one of a field's bit fields, below the field's path. */
    public static <C> Node bit(String parentPath, Kind kind, View<C> view, Field<C> field, int index) {
        BitField part = field.bits().get(index);
        String key = part.reserved() ? "reserved-" + part.bits().lo() : part.name();
        return bitAt(Node.join(parentPath, key), part.name(), kind, view, field, index).build();
    }

    /** Starts the node of one of a field's bit fields under a path and a name of its own. */
    public static <C> Node.Builder bitAt(
            String path, String name, Kind kind, View<C> view, Field<C> field, int index) {
        BitField part = field.bits().get(index);
        Bits bits = part.bits();
        Span number = view.span(field);
        return Node.at(path, name, kind, new Span(number.source(), number.range(), bits))
                .doc(part.doc())
                .section(view.struct().section())
                .value(() -> view.isReadable(field)
                        ? bitValue(view, field, part)
                        : view.value(field))
                .meaning(bits::toString)
                .problems(() -> view.problems(field).stream()
                        .filter(problem -> problem.where() != null && bits.equals(problem.where().bits()))
                        .collect(Collectors.toList()));
    }

    /** Bits that are an offset lead where their field leads. */
    private static <C> Value bitValue(View<C> view, Field<C> field, BitField part) {
        Value value = part.value(view.raw(field));
        return !part.shifted() && field.isPointer() && value instanceof Value.Num num
                ? new Value.Pointer(num.raw(), part.bits().count(), field.targetIn(view))
                : value;
    }

    /**
     * Starts the node of a table: {@code count} entries of {@code entrySize} bytes each, found by arithmetic.
     *
     * @param source where the table lies
     * @param offset its first byte, any value
     * @param entry  makes the node of an entry; its key must be the index in decimal
     */
    public static Node.Builder table(String path, String name, Kind kind, ByteSource source, long offset,
            long count, int entrySize, LongFunction<Node> entry) {
        ByteRange bytes = ByteRange.clamped(offset, Math.multiplyExact(count, (long) entrySize));
        return Node.at(path, name, kind, new Span(source, bytes))
                .children(count, entry)
                .childAt(at -> bytes.contains(at) ? (at - bytes.offset()) / entrySize : -1)
                .childNamed(key -> index(key, count));
    }

    /** The index that a key in decimal means; -1 where it is none below {@code count}. */
    public static long index(String key, long count) {
        if (key.isEmpty() || key.length() > 18 || !key.chars().allMatch(c -> c >= '0' && c <= '9')) {
            return -1;
        }
        long index = Long.parseLong(key);
        return index < count ? index : -1;
    }
}
