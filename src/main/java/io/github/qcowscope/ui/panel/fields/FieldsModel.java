package io.github.qcowscope.ui.panel.fields;

import io.github.qcowscope.schema.Node;
import io.github.qcowscope.ui.table.LazyList;
import io.github.qcowscope.ui.text.NodeText;
import java.util.ArrayList;
import java.util.List;
import javafx.collections.FXCollections;
import javafx.collections.ObservableList;
import org.jspecify.annotations.Nullable;

/**
 * The fields around a node: those of the structure that it is, or of the one that it is a field of, with the bits of
 * each field below it.
 */
public final class FieldsModel {

    /**
     * A row.
     *
     * @param node  the field, or the bits
     * @param depth 0 for a field, 1 for bits of the field above
     */
    public record Row(Node node, int depth) {
        /** What is stored. */
        public String value() {
            return NodeText.value(node);
        }

        /** What that means; of bits, what they are for. */
        public String meaning() {
            return node.span().bits() == null ? node.meaning() : node.doc();
        }
    }

    /** A structure with more children is a table, whose rows are its entries and nothing else. */
    private static final long MOST_FIELDS = 64;

    private final Node structure;
    private final ObservableList<Row> rows;

    private FieldsModel(Node structure) {
        this.structure = structure;
        rows = rows(structure);
    }

    /** The fields around a node. */
    public static FieldsModel around(Node root, Node node) {
        return new FieldsModel(structureOf(root, node));
    }

    /** The structure whose fields are listed. */
    public Node structure() {
        return structure;
    }

    /** The fields. */
    public ObservableList<Row> rows() {
        return rows;
    }

    /** Which row a node has; -1 where it has none. */
    public int indexOf(Node node) {
        if (rows instanceof LazyList) {
            return node.path().startsWith(structure.path()) ? (int) structure.childIndexOf(node.key()) : -1;
        }
        for (int i = 0; i < rows.size(); i++) {
            if (rows.get(i).node().equals(node)) {
                return i;
            }
        }
        return -1;
    }

    private static Node structureOf(Node root, Node node) {
        Node field = node.span().bits() == null ? node : parent(root, node);
        boolean isStructure = field.childCount() > 0 && (!hasBits(field) || isEntry(field));
        return isStructure || field.path().isEmpty() ? field : parent(root, field);
    }

    /** An entry of a table is called by its index; its bits are all the fields that it has. */
    private static boolean isEntry(Node node) {
        return !node.key().isEmpty() && node.key().chars().allMatch(Character::isDigit);
    }

    private static boolean hasBits(Node node) {
        return node.childCount() > 0 && node.child(0).span().bits() != null;
    }

    private static Node parent(Node root, Node node) {
        @Nullable Node parent = root.find(node.path().substring(0, Math.max(0, node.path().lastIndexOf('/'))));
        return parent == null ? root : parent;
    }

    private static ObservableList<Row> rows(Node structure) {
        if (structure.childCount() > MOST_FIELDS) {
            return new LazyList<>(structure.childCount(), i -> new Row(structure.child(i), 0));
        }
        List<Row> rows = new ArrayList<>();
        if (structure.childCount() == 0) {
            rows.add(new Row(structure, 0));
        }
        for (long i = 0; i < structure.childCount(); i++) {
            Node field = structure.child(i);
            rows.add(new Row(field, 0));
            for (long bit = 0; hasBits(field) && !isEntry(field) && bit < field.childCount(); bit++) {
                rows.add(new Row(field.child(bit), 1));
            }
        }
        return FXCollections.observableList(rows);
    }
}
