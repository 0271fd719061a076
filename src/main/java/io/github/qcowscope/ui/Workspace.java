package io.github.qcowscope.ui;

import io.github.qcowscope.bytes.LiveFile;
import io.github.qcowscope.job.Progress;
import io.github.qcowscope.qcow2.BackingChain;
import io.github.qcowscope.qcow2.ImageReference;
import io.github.qcowscope.qcow2.Qcow2Image;
import io.github.qcowscope.schema.Node;
import io.github.qcowscope.schema.Problem;
import java.io.IOException;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import org.jspecify.annotations.Nullable;

/**
 * Which image is open. Opening happens in the background; where it fails, one sentence says why, and the image that
 * was open stays open.
 */
public final class Workspace {

    /** Where an image comes from, when it is not a file that the user named. */
    @FunctionalInterface
    private interface Location {
        Path file() throws IOException;
    }

    /** An image that could be opened, or the sentence that says why not. */
    private sealed interface Opened {
        record Image(Path file, Qcow2Image image) implements Opened {}

        record Failed(String sentence) implements Opened {}
    }

    /** The file behind an image, or the sentence that says why it cannot be opened. */
    private sealed interface Backing {
        record Found(Path path) implements Backing {}

        record Missing(String sentence) implements Backing {}
    }

    private final Background background;
    private final Settings settings;
    private final Notices notices;
    private final Sample sample;
    private final ReadOnlyObjectWrapper<@Nullable Document> document = new ReadOnlyObjectWrapper<>(this, "document");

    /** Nothing is open. */
    public Workspace(Background background, Settings settings, Notices notices, Sample sample) {
        this.background = background;
        this.settings = settings;
        this.notices = notices;
        this.sample = sample;
    }

    /** The open image; null where none is. */
    public ReadOnlyObjectProperty<@Nullable Document> documentProperty() {
        return document.getReadOnlyProperty();
    }

    /** The open image; null where none is. */
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

    /** Opens a file where it was left. */
    public void open(Path file) {
        Path whole = file.toAbsolutePath().normalize();
        String left = settings.lastNode(whole);
        load(whole.getFileName() == null ? "" : whole.getFileName().toString(), () -> whole, next -> {
            Node node = next.root().find(left);
            if (node != null && !left.isEmpty()) {
                next.select(node);
            }
        });
    }

    /** Opens a file at a node. */
    public void open(Path file, String nodePath) {
        Path whole = file.toAbsolutePath().normalize();
        load(file.toString(), () -> whole, next -> {
            Node node = next.root().find(nodePath);
            if (node == null) {
                notices.show(Messages.get("open.node", whole.getFileName(), nodePath));
            } else {
                next.select(node);
            }
        });
    }

    /** Whether there is an image to learn with. */
    public boolean hasSample() {
        return sample.isThere();
    }

    /** Opens the image to learn with. */
    public void openSample() {
        load(Messages.get("open.sample"), sample::file, next -> {});
    }

    /** Opens the image that the open one has what it does not hold from; where it cannot be opened, one sentence says why. */
    public void openBacking() {
        Document above = document.get();
        if (above != null) {
            background.latest("backing", Messages.get("job.backing"), progress -> backingOf(above), found -> {
                switch (found) {
                    case Backing.Found file -> open(file.path());
                    case Backing.Missing missing -> notices.show(missing.sentence());
                }
            });
        }
    }

    private static Backing backingOf(Document above) {
        try (BackingChain chain = BackingChain.of(above.path(), above.image())) {
            return chain.layers().size() > 1 ? new Backing.Found(chain.layers().get(1).path())
                    : new Backing.Missing(chain.problems().stream().map(Problem::message).findFirst()
                            .orElse(Messages.get("open.no-backing")));
        }
    }

    /** Reads the file again, and stays at the same place. */
    public void reload() {
        Document open = document.get();
        if (open != null && open.image().source() instanceof LiveFile file) {
            background.latest("open", Messages.get("job.open", file.name()), progress -> reload(file), opened -> {
                switch (opened) {
                    case Opened.Failed failed -> notices.show(failed.sentence());
                    case Opened.Image image -> {
                        notices.clear();
                        update(open, image.image());
                        open.rest();
                    }
                }
            });
        }
    }

    private static Opened reload(LiveFile file) {
        try {
            return new Opened.Image(file.path(), new Qcow2Image(file.renewed()));
        } catch (IOException e) {
            return new Opened.Failed(e.getMessage());
        }
    }

    /**
     * Shows what the file of a document says by now. Where it has become another image, another document takes the place of
     * the first one.
     */
    public void update(Document open, Qcow2Image next) {
        if (document.get() != open) {
            return;
        }
        if (open.hasShapeOf(next)) {
            open.refresh(next);
        } else {
            Document other = new Document(open.path(), next, background);
            other.takePlaceOf(open);
            show(other);
            notices.show(Messages.get("live.other", other.source().name()));
        }
    }

    /** Closes the image. */
    public void close() {
        show(null);
    }

    private void load(String title, Location from, java.util.function.Consumer<Document> place) {
        background.latest("open", Messages.get("job.open", title), progress -> load(from, progress), opened -> {
            switch (opened) {
                case Opened.Failed failed -> notices.show(failed.sentence());
                case Opened.Image image -> {
                    notices.clear();
                    Document next = new Document(image.file(), image.image(), background);
                    place.accept(next);
                    show(next);
                }
            }
        });
    }

    private static Opened load(Location from, Progress progress) {
        try {
            Path file = from.file();
            LiveFile source = LiveFile.open(file);
            if (source.length() == 0 || progress.isCancelled()) {
                source.close();
                progress.check();
                return new Opened.Failed(Messages.get("open.empty", file));
            }
            return new Opened.Image(file, new Qcow2Image(source));
        } catch (IOException e) {
            return new Opened.Failed(e.getMessage());
        }
    }

    private void show(@Nullable Document next) {
        Document before = document.get();
        if (before != null) {
            leave(before);
            background.cancelAll();
        }
        if (next != null && !sample.isAt(next.path())) {
            settings.remember(next.path(), next.selectedNode().path());
        }
        document.set(next);
        if (before != null) {
            before.close();
        }
        settings.save();
    }

    /** Writes down where the user is, so that the image opens there the next time. */
    private void leave(Document left) {
        if (!sample.isAt(left.path())) {
            settings.remember(left.path(), left.selectedNode().path());
        }
    }
}
