package io.github.qcowscope.ui.panel;

import io.github.qcowscope.dump.DumpRefused;
import io.github.qcowscope.dump.OutputFile;
import io.github.qcowscope.job.Progress;
import java.io.IOException;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/** Saves a file for a pane, which wants a sentence rather than an exception. */
final class SafeSave {

    private SafeSave() {}

    /**
     * Saves as {@link OutputFile} does.
     *
     * @return the sentence that says why it failed; null where it did not
     * @throws io.github.qcowscope.job.Cancelled as the content does; nothing is left behind
     */
    static @Nullable String save(Path target, OutputFile.Content content) {
        try {
            OutputFile.write(target, Progress.NONE, content);
            return null;
        } catch (IOException | DumpRefused e) {
            return e.getMessage();
        }
    }
}
