package io.github.qcowscope.ui.file;

import io.github.qcowscope.dump.DumpRefused;
import io.github.qcowscope.dump.OutputFile;
import io.github.qcowscope.job.Progress;
import io.github.qcowscope.ui.text.Messages;
import java.io.IOException;
import java.nio.file.Path;

/** Saves a file for a pane, which wants a sentence rather than an exception. */
public final class SafeSave {

    private SafeSave() {}

    /**
     * Saves as {@link OutputFile} does.
     *
     * @return the sentence that says that it is saved, or why not
     * @throws io.github.qcowscope.job.Cancelled as the content does; nothing is left behind
     */
    public static String save(Path target, OutputFile.Content content) {
        try {
            OutputFile.write(target, Progress.NONE, content);
            return Messages.get("bitmap.save.done", target);
        } catch (IOException | DumpRefused e) {
            return e.getMessage();
        }
    }
}
