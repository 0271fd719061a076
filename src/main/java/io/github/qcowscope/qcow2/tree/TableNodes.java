package io.github.qcowscope.qcow2.tree;

import io.github.qcowscope.qcow2.layout.EntryTable;
import io.github.qcowscope.schema.Kind;
import io.github.qcowscope.schema.Node;
import io.github.qcowscope.schema.Nodes;
import io.github.qcowscope.schema.Problem;
import io.github.qcowscope.schema.Value;
import java.util.List;
import java.util.function.LongFunction;

/** What the nodes of all tables of the image have in common. */
final class TableNodes {

    private TableNodes() {}

    /**
     * Starts the node of a table.
     *
     * @param table    as far as the file has it
     * @param declared number of entries that it should have
     * @param entry    makes the node of an entry; its key must be the index in decimal
     */
    static Node.Builder table(
            String path, String name, Kind kind, EntryTable table, long declared, LongFunction<Node> entry) {
        return Nodes.table(path, name, kind, table.source(), table.offset(), table.count(), table.entrySize(), entry)
                .value(() -> new Value.Group(entries(table.count())))
                .problems(() -> truncated(table.count(), declared));
    }

    /** The path of an entry. */
    static String entryPath(String table, long index) {
        return Node.join(table, Long.toString(index));
    }

    /** What the tree calls an entry. */
    static String entryName(long index) {
        return "[" + index + "]";
    }

    /** The problem of a table of which the file has only a part. */
    static List<Problem> truncated(long there, long declared) {
        return there == declared ? List.of() : List.of(Problem.error("table-truncated",
                "The table should have %s; the file ends after %d of them.".formatted(entries(declared), there)));
    }

    private static String entries(long number) {
        return number + (number == 1 ? " entry" : " entries");
    }
}
