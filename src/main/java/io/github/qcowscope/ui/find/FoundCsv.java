package io.github.qcowscope.ui.find;

import io.github.qcowscope.dump.DumpRefused;
import io.github.qcowscope.dump.OutputFile;
import io.github.qcowscope.job.Progress;
import io.github.qcowscope.search.Match;
import io.github.qcowscope.ui.text.Messages;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/** Saves a list of matches as CSV. */
final class FoundCsv {

    private FoundCsv() {}

    /**
     * Saves.
     *
     * @param order indices of the matches in the order of the list; null for that of the bytes
     * @param count how many are listed
     * @return the sentence that says that it is saved, or why not
     */
    static String save(Path target, FoundPlaces where, FoundList all, int @Nullable [] order, int count,
            Progress progress) {
        try {
            OutputFile.write(target, progress, out ->
                    write(new BufferedOutputStream(out), where, all, order, count, progress));
            return Messages.get("bitmap.save.done", target);
        } catch (IOException | DumpRefused e) {
            return e.getMessage();
        }
    }

    private static void write(OutputStream out, FoundPlaces where, FoundList all, int @Nullable [] order, int count,
            Progress progress) throws IOException {
        out.write("offset,length,bytes,owner\n".getBytes(StandardCharsets.UTF_8));
        for (int i = 0; i < count; i++) {
            progress.check();
            progress.report(i, count);
            Match match = all.get(order == null ? i : order[i]);
            FoundPlaces.Details known = where.details(match, progress);
            String line = where.offset(match) + "," + match.length() + "," + known.bytes() + ","
                    + '"' + known.owner().replace("\"", "\"\"") + "\"\n";
            out.write(line.getBytes(StandardCharsets.UTF_8));
        }
        out.flush();
    }
}
