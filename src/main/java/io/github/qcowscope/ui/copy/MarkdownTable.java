package io.github.qcowscope.ui.copy;

import io.github.qcowscope.job.Progress;
import io.github.qcowscope.schema.Node;
import io.github.qcowscope.ui.text.Messages;
import io.github.qcowscope.ui.text.NodeText;

/** The fields of a structure as a table of Markdown, for a bug report or a mail. */
final class MarkdownTable {

    /** The most rows: nobody reads more, and a table can have millions. */
    static final int MOST = 4096;
    private static final int COLUMNS = 5;

    private MarkdownTable() {}

    /**
     * The children of a node, a row each, with the bits of their numbers below them; a node without any is a row
     * itself.
     */
    static String of(Node node, Progress progress) {
        StringBuilder text = new StringBuilder();
        row(text, Messages.get("fields.field"), Messages.get("fields.offset"), Messages.get("fields.size"),
                Messages.get("fields.value"), Messages.get("fields.meaning"));
        text.append("|---".repeat(COLUMNS)).append("|\n");
        if (node.childCount() == 0) {
            row(text, node, "");
        }
        int rows = 0;
        for (long i = 0; i < node.childCount(); i++) {
            progress.check();
            Node field = node.child(i);
            if (rows++ == MOST) {
                row(text, Messages.get("copy.more", node.childCount() - i), "", "", "", "");
                break;
            }
            row(text, field, "");
            for (long bit = 0; bit < field.childCount() && field.child(bit).span().bits() != null
                    && rows < MOST; bit++) {
                row(text, field.child(bit), "&emsp;");
                rows++;
            }
        }
        return text.toString();
    }

    private static void row(StringBuilder text, Node node, String indent) {
        row(text, indent + plain(node.name()), NodeText.offset(node), NodeText.size(node), plain(NodeText.value(node)),
                plain(NodeText.meaning(node)));
    }

    private static void row(StringBuilder text, String... cells) {
        text.append("| ").append(String.join(" | ", cells)).append(" |\n");
    }

    /** Text from a file that must neither end the cell nor be taken for markup. */
    private static String plain(String text) {
        return text.replaceAll("[\\p{Cntrl}\\s]+", " ").replaceAll("([\\\\`*\\[\\]<>|])", "\\\\$1");
    }
}
