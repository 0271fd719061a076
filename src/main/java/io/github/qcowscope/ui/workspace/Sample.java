package io.github.qcowscope.ui.workspace;

import io.github.qcowscope.ui.text.Messages;
import java.io.IOException;
import java.io.InputStream;
import java.net.URL;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import org.jspecify.annotations.Nullable;

/** The image to learn with. It comes inside the program, so it is copied out before it can be mapped like any other. */
public final class Sample {

    private static final String NAME = "sample.qcow2";

    private final @Nullable URL resource;
    private volatile @Nullable Path copy;

    /** A sample that is kept in a resource; null where this build has none. */
    public Sample(@Nullable URL resource) {
        this.resource = resource;
    }

    /** The sample that this build carries. */
    public static Sample bundled() {
        return new Sample(Sample.class.getResource("/assets/" + NAME));
    }

    /** Whether there is one. */
    public boolean isThere() {
        return resource != null;
    }

    /** Whether a file is the sample's copy: not something that the user would want to find among his files. */
    public boolean isAt(Path file) {
        return file.equals(copy);
    }

    /**
     * The sample as a file, copied when it is first asked for.
     *
     * @throws IOException with a sentence for the user
     */
    public Path file() throws IOException {
        Path known = copy;
        if (known != null && Files.exists(known)) {
            return known;
        }
        if (resource == null) {
            throw new IOException(Messages.get("open.no-sample"));
        }
        try (InputStream in = resource.openStream()) {
            Path folder = Files.createTempDirectory("qcowscope");
            folder.toFile().deleteOnExit();
            Path file = folder.resolve(NAME).toAbsolutePath().normalize();
            file.toFile().deleteOnExit();
            Files.copy(in, file, StandardCopyOption.REPLACE_EXISTING);
            copy = file;
            return file;
        } catch (IOException e) {
            throw new IOException(Messages.get("open.sample-failed", e.getMessage()), e);
        }
    }
}
