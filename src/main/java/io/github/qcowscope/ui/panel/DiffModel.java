package io.github.qcowscope.ui.panel;

import io.github.qcowscope.diff.Difference.Change;
import io.github.qcowscope.dump.ListFormat;
import io.github.qcowscope.schema.Node;
import io.github.qcowscope.ui.Background;
import io.github.qcowscope.ui.Document;
import io.github.qcowscope.ui.Messages;
import java.nio.file.Path;
import javafx.beans.property.ObjectProperty;
import javafx.beans.property.ReadOnlyBooleanProperty;
import javafx.beans.property.ReadOnlyBooleanWrapper;
import javafx.beans.property.ReadOnlyStringProperty;
import javafx.beans.property.ReadOnlyStringWrapper;
import javafx.beans.property.SimpleObjectProperty;
import javafx.collections.FXCollections;
import javafx.collections.ObservableList;
import javafx.collections.transformation.FilteredList;
import org.jspecify.annotations.Nullable;

/** What differs between the open image and another file. */
final class DiffModel {

    private final Document document;
    private final Background background;
    private final Path other;
    private final ObservableList<ImageDiff.Row> all = FXCollections.observableArrayList();
    private final FilteredList<ImageDiff.Row> rows = new FilteredList<>(all);
    private final ObjectProperty<@Nullable Change> only = new SimpleObjectProperty<>(this, "only");
    private final ReadOnlyStringWrapper summary = new ReadOnlyStringWrapper(this, "summary", "");
    private final ReadOnlyStringWrapper message = new ReadOnlyStringWrapper(this, "message", "");
    private final ReadOnlyBooleanWrapper canSave = new ReadOnlyBooleanWrapper(this, "canSave");

    /** Starts to compare. */
    DiffModel(Document document, Background background, Path other) {
        this.document = document;
        this.background = background;
        this.other = other;
        only.subscribe(wanted -> rows.setPredicate(row -> wanted == null || row.change() == wanted));
        summary.set(Messages.get("diff.comparing"));
        background.latest("diff", Messages.get("diff.comparing"),
                progress -> ImageDiff.of(document.image(), other, progress), this::show,
                () -> summary.set(Messages.get("diff.stopped")));
    }

    private void show(ImageDiff diff) {
        all.setAll(diff.rows());
        canSave.set(diff.failure() == null);
        summary.set(diff.failure() != null ? diff.failure()
                : diff.isCut() ? Messages.get("diff.cut", diff.rows().size())
                : diff.rows().isEmpty() ? Messages.get("diff.same")
                : Messages.get("diff.counts", count(Change.CHANGED), count(Change.ADDED), count(Change.REMOVED)));
    }

    private long count(Change change) {
        return all.stream().filter(row -> row.change() == change).count();
    }

    /** The differences that are to be listed. */
    ObservableList<ImageDiff.Row> rows() {
        return rows;
    }

    /** The only kind that is to be listed; null for all. */
    ObjectProperty<@Nullable Change> onlyProperty() {
        return only;
    }

    /** What came out, in words. */
    ReadOnlyStringProperty summaryProperty() {
        return summary.getReadOnlyProperty();
    }

    /** How saving went; empty while there is nothing to tell. */
    ReadOnlyStringProperty messageProperty() {
        return message.getReadOnlyProperty();
    }

    /** Whether two images have been compared, so that there is something to save. */
    ReadOnlyBooleanProperty canSaveProperty() {
        return canSave.getReadOnlyProperty();
    }

    /** Selects the node of the open image that a difference is about; what only the other has, where it would be. */
    void select(ImageDiff.Row row) {
        Node root = document.image().root();
        String path = row.here();
        Node found = path.isEmpty() ? root : root.find(path);
        while (found == null) {
            path = path.substring(0, Math.max(0, path.lastIndexOf('/')));
            found = path.isEmpty() ? root : root.find(path);
        }
        document.select(found);
    }

    /** A name for the file. */
    String suggestedName(String extension) {
        return SaveChooser.fileName(document.image().source().name() + "-" + other.getFileName(), extension);
    }

    /** Saves all differences, whatever is listed. */
    void save(Path target, ListFormat format) {
        message.set(Messages.get("dump.saving", target));
        background.latest("diff-save", Messages.get("dump.saving", target.getFileName()),
                progress -> ImageDiff.save(document.image(), other, format, target, progress), message::set,
                () -> message.set(Messages.get("dump.stopped", target)));
    }

    /** Tells of work that failed for a reason that nobody has foreseen. */
    void fail(String sentence) {
        message.set(sentence);
    }
}
