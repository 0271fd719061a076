package io.github.qcowscope.ui.workspace;

import io.github.qcowscope.bytes.LiveFile;
import io.github.qcowscope.qcow2.ImageReference;
import io.github.qcowscope.qcow2.Qcow2Image;
import io.github.qcowscope.schema.Node;
import io.github.qcowscope.ui.document.Document;
import io.github.qcowscope.ui.job.Background;
import io.github.qcowscope.ui.job.Notices;
import io.github.qcowscope.ui.settings.Settings;
import io.github.qcowscope.ui.text.Messages;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.collections.FXCollections;
import javafx.collections.ObservableList;
import org.jspecify.annotations.Nullable;

/**
 * Which images are open, and which of them is in front. Opening happens in the background; where it fails, one sentence
 * says why, and nothing else changes.
 */
public final class Workspace {

    private final Background background;
    private final Settings settings;
    private final Notices notices;
    private final Sample sample;
    private final ObservableList<Document> documents = FXCollections.observableArrayList();
    private final ObservableList<Document> documentsToRead = FXCollections.unmodifiableObservableList(documents);
    private final ReadOnlyObjectWrapper<@Nullable Document> document = new ReadOnlyObjectWrapper<>(this, "document");

    /** Nothing is open. */
    public Workspace(Background background, Settings settings, Notices notices, Sample sample) {
        this.background = background;
        this.settings = settings;
        this.notices = notices;
        this.sample = sample;
    }

    /** The open images, in the order of their tabs. One that becomes another image keeps its place. */
    public ObservableList<Document> documents() {
        return documentsToRead;
    }

    /** The image in front; null where none is open. */
    public ReadOnlyObjectProperty<@Nullable Document> documentProperty() {
        return document.getReadOnlyProperty();
    }

    /** The image in front; null where none is open. */
    public @Nullable Document document() {
        return document.get();
    }

    /** Opens {@code IMAGE} or {@code IMAGE#PATH}. */
    public void openTarget(String text) {
        try {
            ImageReference target = ImageReference.parse(text);
            if (target.nodePath().isEmpty()) {
                open(target.file());
            } else {
                open(target.file(), target.nodePath());
            }
        } catch (InvalidPathException e) {
            notices.show(Messages.get("open.name", text));
        }
    }

    /** Opens a file where it was left; one that is open comes to the front as it is. */
    public void open(Path file) {
        Path whole = file.toAbsolutePath().normalize();
        load(whole.toString(), String.valueOf(whole.getFileName()), () -> whole, this::resume, before -> { });
    }

    /** Opens a file at a node. */
    public void open(Path file, String nodePath) {
        Path whole = file.toAbsolutePath().normalize();
        Consumer<Document> place = next -> {
            Node node = next.root().find(nodePath);
            if (node == null) {
                notices.show(Messages.get("open.node", whole.getFileName(), nodePath));
            } else {
                next.select(node);
            }
        };
        load(whole.toString(), file.toString(), () -> whole, place, place);
    }

    /** Whether there is an image to learn with. */
    public boolean hasSample() {
        return sample.isThere();
    }

    /** Opens the image to learn with. */
    public void openSample() {
        load("sample", Messages.get("open.sample"), sample::file, next -> { }, before -> { });
    }

    /**
     * Opens the image that the one in front has what it does not hold from; where it cannot be opened, one sentence
     * says why.
     */
    public void openBacking() {
        Document above = document.get();
        if (above != null) {
            background.latest("backing", Messages.get("job.backing"), progress -> Backing.of(above), found -> {
                switch (found) {
                    case Backing.Found file -> open(file.path());
                    case Backing.Missing missing -> notices.show(missing.sentence());
                }
            });
        }
    }

    /**
     * Opens the images that were open when the program ended; those that cannot be opened are named in one sentence.
     */
    public void restoreSession() {
        Settings.Session session = settings.session();
        if (!session.files().isEmpty()) {
            background.latest("restore", Messages.get("job.restore"),
                    progress -> Opened.openAll(session.files(), progress), opened -> restored(session, opened));
        }
    }

    private void restored(Settings.Session session, List<Opened> opened) {
        List<Path> missing = new ArrayList<>(session.files());
        Document front = document.get();
        for (Opened each : opened) {
            if (each instanceof Opened.Image image) {
                Document next = documentOf(image);
                documents.add(next);
                resume(next);
                missing.remove(image.file());
                front = image.file().equals(session.front()) || front == null ? next : front;
            }
        }
        document.set(front);
        if (!missing.isEmpty()) {
            notices.show(Messages.get("open.session-missing", missing.stream().map(Path::toString)
                    .collect(Collectors.joining(", "))));
        }
        keep();
    }

    /** Reads the file of the image in front again, and stays at the same place. */
    public void reload() {
        Document open = document.get();
        if (open != null && open.image().source() instanceof LiveFile file) {
            open.background().latest("reload", Messages.get("job.open", file.name()), progress -> Opened.again(file),
                    opened -> {
                        switch (opened) {
                            case Opened.Failed failed -> notices.show(failed.sentence());
                            case Opened.Before same -> bringForward(same.document());
                            case Opened.Image image -> {
                                notices.clear();
                                update(open, image.image());
                                open.rest();
                            }
                        }
                    });
        }
    }

    /**
     * Shows what the file of an open image says by now. Where it has become another image, another document takes the
     * place of the first one.
     */
    public void update(Document open, Qcow2Image next) {
        if (!documents.contains(open)) {
            return;
        }
        if (open.hasShapeOf(next)) {
            open.refresh(next);
        } else {
            Document other = new Document(open.path(), next, background.scope());
            other.takePlaceOf(open);
            replace(open, other);
            notices.show(Messages.get("live.other", next.source().name()));
        }
    }

    /** Puts an open image in front. */
    public void bringForward(Document next) {
        Document before = document.get();
        if (before != next && documents.contains(next)) {
            if (before != null) {
                leave(before);
            }
            document.set(next);
            keep();
        }
    }

    /**
     * Puts another image in front.
     *
     * @param step 1 for the next one, -1 for the one before; past the end comes the start
     */
    public void bringForward(int step) {
        if (!documents.isEmpty()) {
            bringForward(documents.get(Math.floorMod(documents.indexOf(document.get()) + step, documents.size())));
        }
    }

    /** Puts the tabs of the open images in another order. */
    public void arrange(List<Document> order) {
        documents.sort(Comparator.comparingInt(order::indexOf));
        keep();
    }

    /** Closes the image in front. */
    public void close() {
        Document front = document.get();
        if (front != null) {
            close(front);
        }
    }

    /** Closes an image; where it was in front, the one beside it comes forward. */
    public void close(Document unwanted) {
        closeAll(List.of(unwanted));
        keep();
    }

    /** Closes all images but the one in front. */
    public void closeOthers() {
        closeAll(documents.stream().filter(each -> each != document.get()).toList());
        keep();
    }

    /** Closes all images, at the end of the program: they are those to open at the next start. */
    public void quit() {
        closeAll(List.copyOf(documents));
    }

    private void closeAll(List<Document> unwanted) {
        unwanted.forEach(this::leave);
        Document front = document.get();
        if (front != null && unwanted.contains(front)) {
            int place = documents.indexOf(front);
            List<Document> staying = documents.stream().filter(each -> !unwanted.contains(each)).toList();
            document.set(staying.isEmpty() ? null : staying.get(Math.min(place, staying.size() - 1)));
        }
        documents.removeAll(unwanted);
        unwanted.forEach(Document::close);
    }

    /** Asking for the same file twice opens it once; different files may be opened at the same time. */
    private void load(String key, String title, Opened.Location from, Consumer<Document> place,
            Consumer<Document> placeBefore) {
        List<Document> open = List.copyOf(documents);
        background.latest("open " + key, Messages.get("job.open", title),
                progress -> Opened.open(from, open, progress), opened -> {
                    switch (opened) {
                        case Opened.Failed failed -> notices.show(failed.sentence());
                        case Opened.Before before when documents.contains(before.document()) -> {
                            notices.clear();
                            placeBefore.accept(before.document());
                            bringForward(before.document());
                        }
                        // It has been closed in the meantime, or opened again.
                        case Opened.Before before -> load(key, title, from, place, placeBefore);
                        case Opened.Image image -> {
                            notices.clear();
                            Document next = documentOf(image);
                            place.accept(next);
                            documents.add(next);
                            bringForward(next);
                        }
                    }
                });
    }

    private Document documentOf(Opened.Image image) {
        return new Document(image.file(), image.image(), background.scope());
    }

    private void replace(Document before, Document next) {
        documents.set(documents.indexOf(before), next);
        if (document.get() == before) {
            document.set(next);
        }
        before.close();
    }

    private void resume(Document next) {
        Settings.Recent left = settings.lastPlace(next.path());
        next.resume(left.node(), left.at());
    }

    /** Writes down where the user is, so that the image opens there the next time. */
    private void leave(Document left) {
        left.leave();
        settings.leave(left.path(), left.selectedNode().path(), left.caret());
    }

    /** Writes down which images are open. */
    private void keep() {
        Document front = document.get();
        if (front != null && !sample.isAt(front.path())) {
            settings.remember(front.path());
        }
        settings.setSession(new Settings.Session(documents.stream().map(Document::path)
                .filter(file -> !sample.isAt(file)).toList(), front == null ? null : front.path()));
        settings.save();
    }
}
