package io.github.qcowscope.schema;

import io.github.qcowscope.bytes.Span;
import java.util.List;
import java.util.function.LongFunction;
import java.util.function.LongUnaryOperator;
import java.util.function.Supplier;
import java.util.function.ToLongFunction;
import org.jspecify.annotations.Nullable;

/**
 * One row of the tree: a projection of some bytes, computed when somebody asks and never stored. Holding a node costs a
 * few dozen bytes; its value, problems and children are read from the file at each call.
 *
 * <p>Two nodes are equal when their paths are: a selection survives a reload. Containment is not reference: an entry
 * that points elsewhere has its own bytes as its span, and the target as {@link #target()}.
 */
public final class Node {

    /** Children that are looked at one by one to find a byte or a key; tables bring arithmetic of their own. */
    private static final int SCANNED = 4096;

    private final String path;
    private final String name;
    private final Kind kind;
    private final Span span;
    private final String doc;
    private final String section;
    private final Supplier<Value> value;
    private final Supplier<String> meaning;
    private final Supplier<List<Problem>> problems;
    private final long childCount;
    private final LongFunction<Node> child;
    private final @Nullable LongUnaryOperator childAt;
    private final @Nullable ToLongFunction<String> childNamed;

    private Node(Builder from) {
        path = from.path;
        name = from.name;
        kind = from.kind;
        span = from.span;
        doc = from.doc;
        section = from.section;
        value = from.value;
        meaning = from.meaning;
        problems = from.problems;
        childCount = from.childCount;
        child = from.child;
        childAt = from.childAt;
        childNamed = from.childNamed;
    }

    /**
     * Starts a node.
     *
     * @param path its place: the keys of its ancestors and its own, joined by {@code /}; the root's is empty
     * @param name what the tree calls it
     * @param kind whose colour it wears
     * @param span its own bytes
     */
    public static Builder at(String path, String name, Kind kind, Span span) {
        return new Builder(path, name, kind, span);
    }

    /** The path of a child: the parent's and the child's key. */
    public static String join(String parent, String key) {
        return parent.isEmpty() ? key : parent + "/" + key;
    }

    /** Its stable place in the tree, for instance {@code bitmaps/bitmap-1/table/3}; empty for the root. */
    public String path() {
        return path;
    }

    /** The last part of the path; empty for the root. */
    public String key() {
        return path.substring(path.lastIndexOf('/') + 1);
    }

    /** What the tree calls it: the specification's name of the field, or the name of the thing. */
    public String name() {
        return name;
    }

    /** The kind of structure that it belongs to. */
    public Kind kind() {
        return kind;
    }

    /** One or two sentences that say what it is for; may be empty. */
    public String doc() {
        return doc;
    }

    /** The specification's section; may be empty. */
    public String section() {
        return section;
    }

    /** Its own bytes, or bits; may reach past the end of the source. */
    public Span span() {
        return span;
    }

    /** What the bytes say. */
    public Value value() {
        return value.get();
    }

    /** What that means, in words; empty where the value says it all. */
    public String meaning() {
        return meaning.get();
    }

    /** What is wrong with the node itself; its children speak for themselves. */
    public List<Problem> problems() {
        return problems.get();
    }

    /** Where it leads, if it is a pointer that leads somewhere. */
    public @Nullable Span target() {
        return value() instanceof Value.Pointer pointer ? pointer.target() : null;
    }

    /** Number of children. */
    public long childCount() {
        return childCount;
    }

    /**
     * A child, made anew at each call.
     *
     * @param index 0 to {@link #childCount()} - 1
     */
    public Node child(long index) {
        if (index < 0 || index >= childCount) {
            throw new IndexOutOfBoundsException("child " + index + " of " + childCount + " in " + path);
        }
        return child.apply(index);
    }

    /**
     * Which child has a byte.
     *
     * @param offset in the source of this node's span
     * @return the child's index; -1 where none has it
     */
    public long childIndexAt(long offset) {
        if (childAt != null) {
            return childAt.applyAsLong(offset);
        }
        for (long i = 0; i < Math.min(childCount, SCANNED); i++) {
            Span own = child(i).span();
            if (own.bits() == null && own.source() == span.source() && own.range().contains(offset)) {
                return i;
            }
        }
        return -1;
    }

    /** The deepest node, of this one and those below it, that has the byte; this one where no child has it. */
    public Node deepestAt(long offset) {
        Node node = this;
        for (long index = node.childIndexAt(offset); index >= 0; index = node.childIndexAt(offset)) {
            node = node.child(index);
        }
        return node;
    }

    /** Which child has this key; -1 where none has. */
    public long childIndexOf(String key) {
        if (childNamed != null) {
            return childNamed.applyAsLong(key);
        }
        for (long i = 0; i < Math.min(childCount, SCANNED); i++) {
            if (child(i).key().equals(key)) {
                return i;
            }
        }
        return -1;
    }

    /** The node below this one (the root) that has the path; null where there is none. */
    public @Nullable Node find(String wanted) {
        Node node = this;
        if (wanted.isEmpty()) {
            return node;
        }
        for (String key : wanted.split("/")) {
            long index = node.childIndexOf(key);
            if (index < 0) {
                return null;
            }
            node = node.child(index);
        }
        return node;
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof Node node && node.path.equals(path);
    }

    @Override
    public int hashCode() {
        return path.hashCode();
    }

    @Override
    public String toString() {
        return path.isEmpty() ? name : path;
    }

    /** Collects what a node is made of. */
    public static final class Builder {
        private final String path;
        private final String name;
        private final Kind kind;
        private final Span span;
        private String doc = "";
        private String section = "";
        private Supplier<Value> value = () -> new Value.Group("");
        private Supplier<String> meaning = () -> "";
        private Supplier<List<Problem>> problems = List::of;
        private long childCount;
        private LongFunction<Node> child = index -> {
            throw new IndexOutOfBoundsException(Long.toString(index));
        };
        private @Nullable LongUnaryOperator childAt;
        private @Nullable ToLongFunction<String> childNamed;

        private Builder(String path, String name, Kind kind, Span span) {
            this.path = path;
            this.name = name;
            this.kind = kind;
            this.span = span;
        }

        /** With words that say what it is for. */
        public Builder doc(String sentences) {
            doc = sentences;
            return this;
        }

        /** With the specification's section. */
        public Builder section(String title) {
            section = title;
            return this;
        }

        /** With a value. */
        public Builder value(Supplier<Value> says) {
            value = says;
            return this;
        }

        /** With words that say what the value means. */
        public Builder meaning(Supplier<String> words) {
            meaning = words;
            return this;
        }

        /** With checks of its own. */
        public Builder problems(Supplier<List<Problem>> checks) {
            problems = checks;
            return this;
        }

        /** With children that are known already. */
        public Builder children(List<Node> nodes) {
            return children(nodes.size(), index -> nodes.get((int) index));
        }

        /** With children that are made when asked for. */
        public Builder children(long count, LongFunction<Node> byIndex) {
            childCount = count;
            child = byIndex;
            return this;
        }

        /** With a quick answer to {@link Node#childIndexAt}. */
        public Builder childAt(LongUnaryOperator indexByOffset) {
            childAt = indexByOffset;
            return this;
        }

        /** With a quick answer to {@link Node#childIndexOf}. */
        public Builder childNamed(ToLongFunction<String> indexByKey) {
            childNamed = indexByKey;
            return this;
        }

        /** The node. */
        public Node build() {
            return new Node(this);
        }
    }
}
