package io.github.qcowscope.ui.document;

import io.github.qcowscope.schema.Severity;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Consumer;
import javafx.beans.property.ReadOnlyLongProperty;
import javafx.beans.property.ReadOnlyLongWrapper;
import org.jspecify.annotations.Nullable;

/**
 * Which nodes something is wrong with, as a check of the whole image finds it, besides what each node says of itself.
 * To be used on the FX thread; needs no scene.
 */
public final class NodeTroubles {

    /**
     * What is wrong with a node.
     *
     * @param path     the node's
     * @param severity how bad it is
     * @param message  one sentence
     */
    public record Trouble(String path, Severity severity, String message) {}

    private final Map<String, Trouble> worst = new HashMap<>();
    private final Map<String, Severity> below = new HashMap<>();
    private final ReadOnlyLongWrapper changes = new ReadOnlyLongWrapper(this, "changes");

    /** Nothing is wrong, as far as is known. */
    public void clear() {
        worst.clear();
        below.clear();
        changes.set(changes.get() + 1);
    }

    /** More is wrong than was known. */
    public void add(Collection<Trouble> found) {
        for (Trouble trouble : found) {
            worst.merge(trouble.path(), trouble, (known, more) ->
                    more.severity().compareTo(known.severity()) > 0 ? more : known);
            visitAncestors(trouble.path(), ancestor -> below.merge(ancestor, trouble.severity(), (known, more) ->
                    more.compareTo(known) > 0 ? more : known));
        }
        if (!found.isEmpty()) {
            changes.set(changes.get() + 1);
        }
    }

    private static void visitAncestors(String path, Consumer<String> visitor) {
        for (int slash = path.lastIndexOf('/'); slash >= 0; slash = path.lastIndexOf('/', slash - 1)) {
            visitor.accept(path.substring(0, slash));
        }
        if (!path.isEmpty()) {
            visitor.accept("");
        }
    }

    /** The worst that was found of a node; null where nothing was. */
    public @Nullable Trouble at(String path) {
        return worst.get(path);
    }

    /** How bad the worst is that was found below a node; null where nothing was. */
    public @Nullable Severity below(String path) {
        return below.get(path);
    }

    /** Grows whenever something is found, or forgotten. */
    public ReadOnlyLongProperty changesProperty() {
        return changes.getReadOnlyProperty();
    }
}
