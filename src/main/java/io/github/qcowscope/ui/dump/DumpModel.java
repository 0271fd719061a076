package io.github.qcowscope.ui.dump;

import io.github.qcowscope.bytes.ByteSource;
import io.github.qcowscope.dump.DumpFile;
import io.github.qcowscope.dump.DumpFormat;
import io.github.qcowscope.dump.DumpRefused;
import io.github.qcowscope.dump.DumpRequest;
import io.github.qcowscope.job.Progress;
import io.github.qcowscope.schema.Node;
import io.github.qcowscope.ui.document.Document;
import io.github.qcowscope.ui.file.SaveChooser;
import io.github.qcowscope.ui.job.Background;
import io.github.qcowscope.ui.text.Messages;
import io.github.qcowscope.ui.text.Sizes;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import javafx.beans.binding.Bindings;
import javafx.beans.binding.BooleanBinding;
import javafx.beans.binding.ObjectBinding;
import javafx.beans.property.BooleanProperty;
import javafx.beans.property.ObjectProperty;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.property.ReadOnlyStringProperty;
import javafx.beans.property.ReadOnlyStringWrapper;
import javafx.beans.property.SimpleBooleanProperty;
import javafx.beans.property.SimpleObjectProperty;

/** What shall be dumped, what that looks like, and how saving it goes. */
final class DumpModel {

    /** How saving went, or how it is going. */
    record Message(String text, boolean isError) {}

    private static final Message NOTHING = new Message("", false);

    private final Document document;
    private final ByteSource image;
    private final Background background;
    private final ObjectProperty<DumpFormat> format = new SimpleObjectProperty<>(this, "format", DumpFormat.TEXT);
    private final BooleanProperty extensionsOnly = new SimpleBooleanProperty(this, "extensionsOnly");
    private final BooleanProperty nodeOnly = new SimpleBooleanProperty(this, "nodeOnly");
    private final ReadOnlyStringWrapper path = new ReadOnlyStringWrapper(this, "path", "");
    private final ObjectBinding<DumpRequest> request;
    private final ReadOnlyObjectWrapper<DumpPreview> preview =
            new ReadOnlyObjectWrapper<>(this, "preview", new DumpPreview("", false, null));
    private final BooleanProperty isSaving = new SimpleBooleanProperty(this, "isSaving");
    private final ReadOnlyObjectWrapper<Message> message = new ReadOnlyObjectWrapper<>(this, "message", NOTHING);

    /**
     * The dump of an image as text.
     *
     * @param from the node to dump, with all below it; the root for all of the image
     */
    DumpModel(Document document, Background background, Node from) {
        this.document = document;
        this.background = background;
        image = document.image().source();
        nodeOnly.set(!from.path().isEmpty());
        path.set(from.path());
        document.selectedNodeProperty().addListener((of, before, now) -> path.set(now.path()));
        if (from.path().isEmpty()) {
            path.set(document.selectedNode().path());
        }
        request = Bindings.createObjectBinding(this::currentRequest, format, extensionsOnly, nodeOnly, path);
        request.subscribe(this::show);
    }

    /** How it shall look. */
    ObjectProperty<DumpFormat> formatProperty() {
        return format;
    }

    /** Whether QEMU's layouts leave the header out. */
    BooleanProperty extensionsOnlyProperty() {
        return extensionsOnly;
    }

    /** Whether {@link #extensionsOnlyProperty} makes a difference. */
    BooleanBinding hasExtensionsOnly() {
        return Bindings.createBooleanBinding(() -> format.get().isScript() && !nodeOnly.get(), format, nodeOnly);
    }

    /** Whether only the selected node is dumped, with all below it. */
    BooleanProperty nodeOnlyProperty() {
        return nodeOnly;
    }

    /** Path of the node that {@link #nodeOnlyProperty} means; empty for the root. */
    ReadOnlyStringProperty pathProperty() {
        return path.getReadOnlyProperty();
    }

    /** How the dump begins. */
    ReadOnlyObjectProperty<DumpPreview> previewProperty() {
        return preview.getReadOnlyProperty();
    }

    /** Whether there is a dump to save, and no other is being saved. */
    BooleanBinding canSave() {
        return Bindings.createBooleanBinding(() -> preview.get().refusal() == null && !isSaving.get(), preview,
                isSaving);
    }

    /** How saving went; empty text while there is nothing to tell. */
    ReadOnlyObjectProperty<Message> messageProperty() {
        return message.getReadOnlyProperty();
    }

    private DumpRequest currentRequest() {
        return new DumpRequest(format.get(), extensionsOnly.get() && format.get().isScript() && !nodeOnly.get(),
                nodeOnly.get() ? path.get() : "");
    }

    private void show(DumpRequest wanted) {
        message.set(NOTHING);
        background.latest("dump-preview", Messages.get("dump.job.preview"),
                progress -> DumpPreview.of(image, wanted, progress), preview::set);
    }

    /** A name for the file. */
    String suggestedName() {
        DumpRequest wanted = request.get();
        String node = wanted.path().isEmpty() ? "" : "-" + wanted.path();
        return SaveChooser.fileName(image.name() + node, wanted.format().extension());
    }

    /** Writes the dump to a file. */
    void save(Path target) {
        DumpRequest wanted = request.get();
        isSaving.set(true);
        message.set(new Message(Messages.get("dump.saving", target), false));
        background.latest("dump-save", Messages.get("dump.saving", target.getFileName()),
                progress -> save(wanted, target, progress),
                this::ended,
                () -> ended(new Message(Messages.get("dump.stopped", target), true)));
    }

    private Message save(DumpRequest wanted, Path target, Progress progress) {
        try {
            DumpFile.write(image, document.path(), wanted, target, progress);
            return new Message(Messages.get("dump.saved", target, Sizes.bytes(Files.size(target))), false);
        } catch (IOException | DumpRefused e) {
            return new Message(e.getMessage(), true);
        }
    }

    /** Tells of work that failed for a reason that nobody has foreseen. */
    void fail(String sentence) {
        message.set(new Message(sentence, true));
    }

    private void ended(Message result) {
        isSaving.set(false);
        message.set(result);
    }
}
