package io.github.qcowscope.ui;

import io.github.qcowscope.ui.text.Messages;
import java.nio.file.Path;
import java.util.List;

/** What the tabs of open images are called: by the name of the file, and where two have the same, by its folder too. */
final class TabTitles {

    private TabTitles() {}

    /**
     * The title of an image.
     *
     * @param file the image
     * @param all  the files of all open images, this one among them
     */
    static String of(Path file, List<Path> all) {
        String name = name(file);
        List<Path> twins = all.stream().filter(other -> !other.equals(file) && name(other).equals(name)).toList();
        if (twins.isEmpty()) {
            return name;
        }
        int folders = file.getNameCount() - 1;
        for (int depth = 1; depth <= folders; depth++) {
            String folder = folder(file, depth);
            int taken = depth;
            if (twins.stream().noneMatch(other -> folder(other, taken).equals(folder))) {
                return Messages.get("tabs.title-folder", name, folder);
            }
        }
        return Messages.get("tabs.title-folder", name, String.valueOf(file.getParent()));
    }

    private static String name(Path file) {
        return String.valueOf(file.getFileName());
    }

    /** The last folders of a file's path; all of them where there are no more. */
    private static String folder(Path file, int depth) {
        int end = file.getNameCount() - 1;
        return end <= 0 ? "" : file.subpath(Math.max(0, end - depth), end).toString();
    }
}
