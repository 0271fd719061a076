package io.github.qcowscope.ui.workspace;

import io.github.qcowscope.qcow2.BackingChain;
import io.github.qcowscope.schema.Problem;
import io.github.qcowscope.ui.document.Document;
import io.github.qcowscope.ui.text.Messages;
import java.nio.file.Path;

/** The file behind an image, or the sentence that says why it cannot be opened. */
sealed interface Backing {

    /** There it is. */
    record Found(Path path) implements Backing {}

    /** There is none, or it cannot be opened. */
    record Missing(String sentence) implements Backing {}

    /** Looks for the file behind an image; to be called in the background. */
    static Backing of(Document above) {
        try (BackingChain chain = BackingChain.of(above.path(), above.image())) {
            return chain.layers().size() > 1 ? new Found(chain.layers().get(1).path())
                    : new Missing(chain.problems().stream().map(Problem::message).findFirst()
                            .orElse(Messages.get("open.no-backing")));
        }
    }
}
