package io.github.qcowscope.ui.bookmarks;

import io.github.qcowscope.bytes.ByteRange;
import io.github.qcowscope.schema.Node;
import io.github.qcowscope.ui.bookmarks.Bookmark.Hue;
import io.github.qcowscope.ui.document.ByteMarks;
import io.github.qcowscope.ui.document.Document;
import io.github.qcowscope.ui.text.Messages;
import io.github.qcowscope.ui.text.NodeText;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.function.UnaryOperator;
import javafx.beans.property.ReadOnlyStringProperty;
import javafx.beans.property.ReadOnlyStringWrapper;
import javafx.collections.FXCollections;
import javafx.collections.ObservableList;
import org.jspecify.annotations.Nullable;

/** The bookmarks of the open image; each change is kept at once, and shown wherever bytes are. */
public final class BookmarksModel {

    private static final Comparator<Bookmark> ORDER = Comparator.comparing(Bookmark::range);

    private final Document document;
    private final BookmarkStore store;
    private final Path key;
    private final ObservableList<Bookmark> bookmarks = FXCollections.observableArrayList();
    private final ObservableList<Bookmark> bookmarksToRead = FXCollections.unmodifiableObservableList(bookmarks);
    private final ReadOnlyStringWrapper told = new ReadOnlyStringWrapper(this, "told", "");

    /**
     * The bookmarks that were kept of an image.
     *
     * @param key the file that they are kept for, as the store knows it
     */
    public BookmarksModel(Document document, BookmarkStore store, Path key) {
        this.document = document;
        this.store = store;
        this.key = key;
        BookmarkStore.Kept kept = store.load(key);
        bookmarks.setAll(sorted(kept.bookmarks()));
        if (!kept.failure().isEmpty()) {
            told.set(Messages.get("bookmarks.unreadable", kept.failure()));
        }
        mark();
    }

    /** All of them, in the order of the file. */
    public ObservableList<Bookmark> bookmarks() {
        return bookmarksToRead;
    }

    /** A sentence about what happened last; empty where there is nothing to tell. */
    ReadOnlyStringProperty toldProperty() {
        return told.getReadOnlyProperty();
    }

    /**
     * Marks what is selected, or the byte under the caret; takes the mark away where there is one that starts there.
     */
    public void toggle() {
        if (!document.showsImage()) {
            told.set(Messages.get("bookmarks.not-here"));
            return;
        }
        ByteRange selected = document.selection();
        ByteRange bytes = selected.isEmpty() ? new ByteRange(document.caret(), 1) : selected;
        if (bytes.offset() >= document.source().length()) {
            return;
        }
        told.set("");
        if (!bookmarks.removeIf(each -> each.range().offset() == bytes.offset())) {
            Node node = document.selectedNode();
            add(new Bookmark(bytes, node.path().isEmpty() ? "" : NodeText.place(document.root(), node), node.path(),
                    Hue.AMBER));
        }
        keep();
    }

    private void add(Bookmark bookmark) {
        bookmarks.add(bookmark);
        FXCollections.sort(bookmarks, ORDER);
    }

    /** Takes a bookmark away. */
    void remove(Bookmark bookmark) {
        bookmarks.remove(bookmark);
        keep();
    }

    /** Writes another note. */
    void note(Bookmark bookmark, String note) {
        replace(bookmark, each -> each.withNote(note.strip()));
    }

    /** Gives another colour. */
    void color(Bookmark bookmark, Hue color) {
        replace(bookmark, each -> each.withColor(color));
    }

    private void replace(Bookmark bookmark, UnaryOperator<Bookmark> change) {
        int index = bookmarks.indexOf(bookmark);
        if (index >= 0) {
            bookmarks.set(index, change.apply(bookmark));
            keep();
        }
    }

    /** Whether a bookmark's bytes are past the end of the file, which has been cut since. */
    boolean isPastEnd(Bookmark bookmark) {
        return bookmark.range().offset() >= document.image().source().length();
    }

    /** Goes to a bookmark, or says why that cannot be. */
    void goTo(Bookmark bookmark) {
        if (isPastEnd(bookmark)) {
            told.set(Messages.get("bookmarks.past-end", NodeText.offset(bookmark.range().offset())));
        } else {
            told.set("");
            document.selectInImage(bookmark.range());
        }
    }

    /** Goes to the first bookmark behind the caret, or else to the first of all. */
    public void next() {
        step(bookmarks, false);
    }

    /** Goes to the last bookmark before the caret, or else to the last of all. */
    public void previous() {
        step(bookmarks.reversed(), true);
    }

    private void step(List<Bookmark> inOrder, boolean back) {
        long caret = document.showsImage() ? document.caret() : -1;
        List<Bookmark> there = inOrder.stream().filter(each -> !isPastEnd(each)).toList();
        there.stream().filter(each -> back ? each.range().offset() < caret : each.range().offset() > caret).findFirst()
                .or(() -> there.stream().findFirst()).ifPresent(this::goTo);
    }

    /** All bookmarks as JSON, for another machine. */
    String json() {
        return BookmarkJson.write(key.toString(), bookmarks);
    }

    /** All bookmarks as a Markdown table, for a report. */
    String markdown() {
        StringBuilder text = new StringBuilder(Messages.get("bookmarks.markdown")).append("\n|---|---|---|---|\n");
        for (Bookmark each : bookmarks) {
            text.append("| 0x%x | %d | `%s` | %s |\n".formatted(each.range().offset(), each.range().length(),
                    each.path(), each.note().replace("|", "\\|").replace('\n', ' ')));
        }
        return text.toString();
    }

    /** Adds bookmarks from JSON; those that are there already stay as they are. */
    void add(@Nullable String json) {
        try {
            List<Bookmark> found = new ArrayList<>(BookmarkJson.read(json == null ? "" : json));
            found.removeIf(each -> bookmarks.stream().anyMatch(known -> known.range().equals(each.range())));
            bookmarks.setAll(sorted(concat(bookmarks, found)));
            keep();
            told.set(Messages.get("bookmarks.added", found.size()));
        } catch (IOException e) {
            told.set(Messages.get("bookmarks.not-json"));
        }
    }

    private static List<Bookmark> concat(List<Bookmark> some, List<Bookmark> more) {
        List<Bookmark> all = new ArrayList<>(some);
        all.addAll(more);
        return all;
    }

    private static List<Bookmark> sorted(List<Bookmark> some) {
        return some.stream().sorted(ORDER).toList();
    }

    private void keep() {
        store.save(key, bookmarks);
        mark();
    }

    private void mark() {
        document.marks().set(ByteMarks.Group.BOOKMARKS, bookmarks.stream().map(each -> new ByteMarks.Mark(each.range(),
                ByteMarks.Sort.BOOKMARK, each.color().kind(),
                each.note().isEmpty() ? Messages.get("bookmarks.one") : each.note())).toList());
    }
}
