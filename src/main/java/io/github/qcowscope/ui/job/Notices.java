package io.github.qcowscope.ui.job;

import javafx.beans.property.ReadOnlyStringProperty;
import javafx.beans.property.ReadOnlyStringWrapper;

/** The sentence that the window shows above everything else: why something that the user asked for did not happen. */
public final class Notices {

    private final ReadOnlyStringWrapper text = new ReadOnlyStringWrapper(this, "text", "");

    /** The sentence; empty where there is nothing to tell. */
    public ReadOnlyStringProperty textProperty() {
        return text.getReadOnlyProperty();
    }

    /** Tells a sentence, in place of the one before. */
    public void show(String sentence) {
        // The same sentence twice is news too: the pane may have been closed in between.
        text.set("");
        text.set(sentence);
    }

    /** Takes the sentence back. */
    public void clear() {
        text.set("");
    }
}
