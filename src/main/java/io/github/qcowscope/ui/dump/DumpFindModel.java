package io.github.qcowscope.ui.dump;

import io.github.qcowscope.ui.text.Messages;
import java.util.Arrays;
import java.util.Locale;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.property.ReadOnlyStringProperty;
import javafx.beans.property.ReadOnlyStringWrapper;
import javafx.beans.property.SimpleStringProperty;
import javafx.beans.property.StringProperty;
import org.jspecify.annotations.Nullable;

/** Finds words in a preview, whatever their case. All places are known at once, so that they can be counted. */
final class DumpFindModel {

    /** A place that has the words: from the character at {@code start} up to the one at {@code end}. */
    record Match(int start, int end) {}

    private final StringProperty query = new SimpleStringProperty(this, "query", "");
    private final ReadOnlyObjectWrapper<@Nullable Match> match = new ReadOnlyObjectWrapper<>(this, "match");
    private final ReadOnlyStringWrapper status = new ReadOnlyStringWrapper(this, "status", "");
    private String text = "";
    private int[] starts = {};
    private int current = -1;
    /** Where the search goes on from when the words or the text change. */
    private int place;

    DumpFindModel() {
        query.addListener((of, before, now) -> search());
    }

    /** What is looked for; nothing while it is empty. */
    StringProperty queryProperty() {
        return query;
    }

    /** The place that is shown; null where there is none. */
    ReadOnlyObjectProperty<@Nullable Match> matchProperty() {
        return match.getReadOnlyProperty();
    }

    /** Which match of how many, in words. */
    ReadOnlyStringProperty statusProperty() {
        return status.getReadOnlyProperty();
    }

    /** Looks in another text. */
    void setText(String now) {
        // One character for one, or places would move: that is what the root locale's lower case does not promise.
        StringBuilder lower = new StringBuilder(now.length());
        now.chars().forEach(c -> lower.append(Character.toLowerCase((char) c)));
        text = lower.toString();
        search();
    }

    /** Goes to the next place, from the last to the first. */
    void next() {
        show(starts.length == 0 ? -1 : (current + 1) % starts.length);
    }

    /** Goes to the place before, from the first to the last. */
    void previous() {
        show(starts.length == 0 ? -1 : (current + starts.length - 1) % starts.length);
    }

    private void search() {
        String words = query.get().toLowerCase(Locale.ROOT);
        int[] found = new int[16];
        int count = 0;
        for (int at = words.isEmpty() ? -1 : text.indexOf(words); at >= 0;
                at = text.indexOf(words, at + words.length())) {
            if (count == found.length) {
                found = Arrays.copyOf(found, count * 2);
            }
            found[count++] = at;
        }
        starts = Arrays.copyOf(found, count);
        int from = Arrays.binarySearch(starts, place);
        show(count == 0 ? -1 : (from >= 0 ? from : -from - 1) % count);
    }

    private void show(int index) {
        current = index;
        if (index < 0) {
            match.set(null);
            status.set(query.get().isEmpty() ? "" : Messages.get("dump.find.none"));
        } else {
            place = starts[index];
            match.set(new Match(place, place + query.get().length()));
            status.set(Messages.get("dump.find.status", index + 1, starts.length));
        }
    }
}
