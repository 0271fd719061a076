package io.github.qcowscope.ui.find;

import io.github.qcowscope.ui.document.ByteMarks.Group;
import io.github.qcowscope.ui.document.ByteMarks.Mark;
import io.github.qcowscope.ui.document.ByteMarks.Sort;
import io.github.qcowscope.ui.document.Document;
import io.github.qcowscope.ui.text.Messages;
import java.util.List;
import java.util.stream.IntStream;
import javafx.beans.InvalidationListener;
import javafx.collections.ObservableList;

/** Marks in the file what a search for all matches lists, for the minimap. */
public final class FoundMarks {

    /** Matches that are marked: of more, every second, third and so on, so that all of the file has its share. */
    static final int MOST = 10_000;

    private final FoundModel found;
    private final Document document;

    private FoundMarks(FoundModel found, Document document) {
        this.found = found;
        this.document = document;
    }

    /** Begins to mark, for as long as the document is open. */
    public static void show(FoundModel found, Document document) {
        FoundMarks marks = new FoundMarks(found, document);
        found.rows().addListener((InvalidationListener) of -> marks.update());
        found.isSearchingProperty().subscribe(marks::update);
    }

    private void update() {
        ObservableList<FoundModel.Row> rows = found.rows();
        if (found.isSearchingProperty().get() || !document.showsImage()) {
            if (rows.isEmpty()) {
                document.marks().set(Group.HITS, List.of());
            }
            return;
        }
        int step = Math.ceilDiv(Math.max(1, rows.size()), MOST);
        document.marks().set(Group.HITS, IntStream.range(0, Math.ceilDiv(rows.size(), step))
                .mapToObj(i -> rows.get(i * step))
                // What was found in the virtual disk has offsets of its own.
                .filter(row -> !row.offset().startsWith("g:"))
                .map(row -> new Mark(row.match().range(), Sort.HIT, null, Messages.get("found.one"))).toList());
    }
}
