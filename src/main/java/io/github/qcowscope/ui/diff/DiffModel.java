package io.github.qcowscope.ui.diff;

import io.github.qcowscope.diff.Counts;
import io.github.qcowscope.diff.DiffRow;
import io.github.qcowscope.diff.DiffTree;
import io.github.qcowscope.diff.Difference.Change;
import io.github.qcowscope.diff.Difference;
import io.github.qcowscope.diff.NextDifference;
import io.github.qcowscope.dump.DiffWriter;
import io.github.qcowscope.dump.ListFormat;
import io.github.qcowscope.job.Progress;
import io.github.qcowscope.qcow2.Qcow2Image;
import io.github.qcowscope.schema.Node;
import io.github.qcowscope.ui.document.Document;
import io.github.qcowscope.ui.file.SafeSave;
import io.github.qcowscope.ui.file.SaveChooser;
import io.github.qcowscope.ui.job.Background;
import io.github.qcowscope.ui.text.Messages;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.function.Consumer;
import java.util.function.Predicate;
import javafx.beans.property.BooleanProperty;
import javafx.beans.property.ObjectProperty;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.property.ReadOnlyStringProperty;
import javafx.beans.property.ReadOnlyStringWrapper;
import javafx.beans.property.SimpleBooleanProperty;
import javafx.beans.property.SimpleObjectProperty;
import javafx.beans.property.SimpleStringProperty;
import javafx.beans.property.StringProperty;
import javafx.beans.value.ObservableValue;
import org.jspecify.annotations.Nullable;

/** What differs between the open image and another file, which stays open as long as anybody looks. */
final class DiffModel implements AutoCloseable {

    /**
     * What there is to look at.
     *
     * @param tree the differences
     * @param root the row above all others
     * @param only the only kind of difference that is to be listed; null for all
     */
    record Shown(DiffTree tree, DiffRow root, @Nullable Change only) {

        /** Whether there are rows below a row. */
        boolean mayHaveRows(DiffRow row) {
            return tree.mayHaveRows(row, only);
        }

        /** Whether a row is a difference, and not only there to show where others are. */
        boolean isDifference(DiffRow row) {
            return tree.isDifference(row, only);
        }
    }

    /** A comparison, or the sentence that says why there is none. */
    private record Outcome(@Nullable Shown shown, String failure) {}

    /** Does something with the roots of both trees. */
    @FunctionalInterface
    private interface Work<T> {
        T with(Node before, Node after) throws IOException;
    }

    private final Document document;
    private final Background background;
    private final OtherImage other;
    private final ReadOnlyObjectWrapper<@Nullable Shown> shown = new ReadOnlyObjectWrapper<>(this, "shown");
    private final ObjectProperty<@Nullable Change> only = new SimpleObjectProperty<>(this, "only");
    private final StringProperty text = new SimpleStringProperty(this, "text", "");
    private final BooleanProperty swapped = new SimpleBooleanProperty(this, "swapped");
    private final ReadOnlyStringWrapper summary = new ReadOnlyStringWrapper(this, "summary", "");
    private final ReadOnlyStringWrapper message = new ReadOnlyStringWrapper(this, "message", "");

    /** Starts to compare. */
    DiffModel(Document document, Background background, Path other) {
        this.document = document;
        this.background = background;
        this.other = new OtherImage(other);
        only.addListener((of, before, now) -> {
            Shown old = shown.get();
            if (old != null) {
                shown.set(new Shown(old.tree(), old.root(), now));
            }
        });
        text.addListener((of, before, now) -> compare());
        swapped.addListener((of, before, now) -> compare());
        compare();
    }

    private void compare() {
        shown.set(null);
        summary.set(Messages.get("diff.comparing"));
        Predicate<Difference> wanted = wanted(text.get());
        boolean isSwapped = swapped.get();
        background.latest("diff", Messages.get("diff.comparing"), progress -> {
            try {
                return roots(isSwapped, (before, after) -> {
                    DiffTree tree = new DiffTree(before, after, wanted);
                    return new Outcome(new Shown(tree, tree.root(progress), null), "");
                });
            } catch (IOException e) {
                return new Outcome(null, String.valueOf(e.getMessage()));
            }
        }, this::show, () -> summary.set(Messages.get("diff.stopped")));
    }

    private static Predicate<Difference> wanted(String typed) {
        String wanted = typed.strip().toLowerCase(Locale.ROOT);
        return wanted.isEmpty() ? difference -> true : difference -> has(difference.path(), wanted)
                || has(text(difference.before()), wanted) || has(text(difference.after()), wanted);
    }

    private static boolean has(String text, String wanted) {
        return text.toLowerCase(Locale.ROOT).contains(wanted);
    }

    private static String text(@Nullable Node node) {
        return node == null ? "" : node.value().text();
    }

    private void show(Outcome outcome) {
        Shown now = outcome.shown();
        summary.set(now == null ? outcome.failure() : told(now.root().counts()));
        shown.set(now == null ? null : new Shown(now.tree(), now.root(), only.get()));
    }

    private String told(Counts counts) {
        String typed = text.get().strip();
        return counts.of(null) > 0 ? Messages.get(typed.isEmpty() ? "diff.counts" : "diff.counts-filtered",
                        counts.changed(), counts.added(), counts.removed(), typed)
                : typed.isEmpty() ? Messages.get("diff.same") : Messages.get("diff.none-with", typed);
    }

    /** Does something with both trees, as they are before the window's own findings about gaps are added. */
    private <T> T roots(boolean isSwapped, Work<T> work) throws IOException {
        Node here = new Qcow2Image(document.image().source()).root();
        Node there = other.root();
        return isSwapped ? work.with(there, here) : work.with(here, there);
    }

    /** What there is to look at; null while it is being worked out, and where there is nothing to compare. */
    ReadOnlyObjectProperty<@Nullable Shown> shownProperty() {
        return shown.getReadOnlyProperty();
    }

    /** The only kind that is to be listed; null for all. */
    ObjectProperty<@Nullable Change> onlyProperty() {
        return only;
    }

    /** What a difference must have in its path or its values to be listed; empty for all. */
    StringProperty textProperty() {
        return text;
    }

    /** Whether the other file comes first, as what was before. */
    BooleanProperty swappedProperty() {
        return swapped;
    }

    /** The name of the file that comes first. */
    ObservableValue<String> beforeProperty() {
        return swapped.map(turned -> turned ? name(other.path()) : name(document.path()));
    }

    /** The name of the file that comes second. */
    ObservableValue<String> afterProperty() {
        return swapped.map(turned -> turned ? name(document.path()) : name(other.path()));
    }

    private static String name(Path path) {
        return String.valueOf(path.getFileName());
    }

    /** What came out, in words. */
    ReadOnlyStringProperty summaryProperty() {
        return summary.getReadOnlyProperty();
    }

    /** How saving went; empty while there is nothing to tell. */
    ReadOnlyStringProperty messageProperty() {
        return message.getReadOnlyProperty();
    }

    /** Works out the rows below a row; nothing is told where they are no longer wanted. */
    void below(DiffRow row, Consumer<List<DiffRow>> then) {
        Shown now = shown.get();
        if (now != null) {
            background.latest("diff-below\n" + row.id(), Messages.get("diff.comparing"),
                    progress -> now.tree().below(row, now.only(), progress), rows -> {
                        if (shown.get() == now) {
                            then.accept(rows);
                        }
                    });
        }
    }

    /**
     * Looks for the next difference.
     *
     * @param way       from the root to the row that is selected
     * @param isForward whether the next one is wanted, and not the one before
     * @param then      told the way to it; an empty one where there is none
     */
    void next(List<DiffRow> way, boolean isForward, Consumer<List<DiffRow>> then) {
        Shown now = shown.get();
        if (now != null) {
            background.latest("diff-next", Messages.get("diff.looking"),
                    progress -> NextDifference.find(now.tree(), way, now.only(), isForward, progress), found -> {
                        if (shown.get() == now) {
                            message.set(found.isEmpty() ? Messages.get(isForward ? "diff.last" : "diff.first") : "");
                            then.accept(found);
                        }
                    });
        }
    }

    /** Selects the node of the open image that a row is about; what only the other has, where it would be. */
    void select(DiffRow row) {
        Node here = swapped.get() ? row.pair().after() : row.pair().before();
        String path = here == null ? row.pair().there().path() : here.path();
        Node found = document.root().find(path);
        while (found == null) {
            path = path.substring(0, Math.max(0, path.lastIndexOf('/')));
            found = document.root().find(path);
        }
        document.select(found);
    }

    /** A name for the file. */
    String suggestedName(String extension) {
        return SaveChooser.fileName(beforeProperty().getValue() + "-" + afterProperty().getValue(), extension);
    }

    /** Saves all differences, whatever is listed, as the command line prints them. */
    void save(Path target, ListFormat format) {
        boolean isSwapped = swapped.get();
        message.set(Messages.get("dump.saving", target));
        background.latest("diff-save", Messages.get("dump.saving", target.getFileName()),
                progress -> save(isSwapped, target, format, progress), message::set,
                () -> message.set(Messages.get("dump.stopped", target)));
    }

    private String save(boolean isSwapped, Path target, ListFormat format, Progress progress) {
        try {
            return roots(isSwapped, (before, after) ->
                    SafeSave.save(target, out -> DiffWriter.write(before, after, format, out, progress)));
        } catch (IOException e) {
            return String.valueOf(e.getMessage());
        }
    }

    /** Tells of work that failed for a reason that nobody has foreseen. */
    void fail(String sentence) {
        message.set(sentence);
    }

    @Override
    public void close() {
        other.close();
    }
}
