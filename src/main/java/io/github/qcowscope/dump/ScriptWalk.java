package io.github.qcowscope.dump;

import io.github.qcowscope.bytes.ByteSource;
import io.github.qcowscope.bytes.Chunk;
import io.github.qcowscope.job.Progress;
import io.github.qcowscope.qcow2.bitmap.Bitmap;
import io.github.qcowscope.qcow2.bitmap.BitmapDirectory;
import io.github.qcowscope.qcow2.bitmap.BitmapTableEntry;
import io.github.qcowscope.qcow2.header.ExtensionType;
import io.github.qcowscope.qcow2.header.Header;
import io.github.qcowscope.qcow2.header.HeaderExtension;
import io.github.qcowscope.qcow2.layout.Area;
import io.github.qcowscope.qcow2.layout.EntryTable;
import io.github.qcowscope.qcow2.layout.Geometry;
import io.github.qcowscope.schema.View;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Goes through header, header extensions and bitmaps as QEMU's script does, which trusts every number: that is another
 * way than the tree's, where the image is damaged, and the only one that ends in the same output.
 */
final class ScriptWalk {

    /** More extensions than the largest first cluster that QEMU knows, 2 MiB, could hold. */
    private static final int MOST_EXTENSIONS = 1 << 18;
    /** An extension of this length fits in no first cluster: it is not looked at whether it is text. */
    private static final int LONGEST_TEXT = 1 << 22;
    /** Table entries between two reports of progress. */
    private static final int REPORTED = 1 << 12;
    /** What a bitmap counts for in a report. */
    private static final int STEPS = 1 << 20;

    private final ByteSource source;
    private final Geometry geometry;
    private final View<Void> header;
    private final ScriptLayout layout;
    private final Progress progress;
    private long bitmapsDone;
    private long bitmapsInAll = 1;

    ScriptWalk(Header image, ScriptLayout layout, Progress progress) {
        header = image.view();
        source = header.source();
        geometry = image.geometry();
        this.layout = layout;
        this.progress = progress;
    }

    /** The header. */
    void header() throws IOException {
        List<ScriptValue> values = new ArrayList<>(ScriptValue.of(header, ScriptField.VERSION_2));
        if (isVersion2()) {
            for (ScriptField<Void> field : ScriptField.VERSION_3) {
                values.add(new ScriptValue(field.name(), field.base(), impliedInVersion2(field)));
            }
        } else {
            values.addAll(ScriptValue.of(header, ScriptField.VERSION_3));
        }
        int all = ScriptField.VERSION_2.size() + ScriptField.VERSION_3.size();
        layout.header(values, values.size() == all ? null
                : "The header is cut short: the file has only %d bytes.".formatted(source.length()));
    }

    private boolean isVersion2() {
        return header.raw(Header.VERSION) == 2;
    }

    private static long impliedInVersion2(ScriptField<Void> field) {
        return field.field() == Header.REFCOUNT_ORDER ? 4
                : field.field() == Header.HEADER_LENGTH ? Header.V2_LENGTH : 0;
    }

    /** The header extensions, the bitmaps among them. */
    void extensions() throws IOException {
        layout.startExtensions();
        layout.endExtensions(!isVersion2() && !header.isReadable(Header.HEADER_LENGTH)
                ? "Where the header extensions start is not known: the file ends inside the header."
                : extensionsUpToTheEnd());
    }

    private @Nullable String extensionsUpToTheEnd() throws IOException {
        long end = endOfExtensions();
        long at = isVersion2() ? Header.V2_LENGTH : header.raw(Header.HEADER_LENGTH);
        for (int count = 0; at < end; count++) {
            progress.check();
            Chunk prefix = source.chunk(at, HeaderExtension.PREFIX);
            if (!prefix.isWhole()) {
                return "The header extensions are cut short: " + prefix.whyShort() + ".";
            }
            HeaderExtension extension = HeaderExtension.at(source, Area.file(geometry), at, count);
            if (extension.type() == ExtensionType.END) {
                return null;
            }
            if (count == MOST_EXTENSIONS) {
                return "There are more than " + MOST_EXTENSIONS + " header extensions; the others are left out.";
            }
            at = extension(at, extension);
        }
        return null;
    }

    /**
     * The script's limit: where the first cluster ends, or the backing file's name begins; not cut at the file's end.
     */
    private long endOfExtensions() {
        long bits = header.raw(Header.CLUSTER_BITS);
        long cluster = bits > 62 ? Long.MAX_VALUE : 1L << bits;
        long name = header.raw(Header.BACKING_FILE_OFFSET);
        return name > 0 ? Math.min(cluster, name) : cluster;
    }

    /** One extension; tells where the next one starts. */
    private long extension(long at, HeaderExtension extension) throws IOException {
        long data = at + HeaderExtension.PREFIX;
        layout.startExtension(extension);
        if (extension.type() == ExtensionType.BITMAPS) {
            bitmaps(extension.view());
        } else {
            layout.data(dataText(data, extension.length()));
        }
        layout.endExtension();
        // The script takes the length of the bitmaps extension for granted.
        return extension.type() == ExtensionType.BITMAPS ? data + HeaderExtension.BITMAPS_LENGTH
                : data + (extension.length() + 7 & ~7L);
    }

    private String dataText(long offset, long length) {
        Chunk chunk = source.chunk(offset, (int) Math.min(length, LONGEST_TEXT));
        boolean printable = length <= LONGEST_TEXT;
        for (int i = 0; printable && i < chunk.available(); i++) {
            int c = chunk.u8(i);
            // Tab, line feed, vertical tab, form feed, carriage return count as printable.
            printable = c >= ' ' && c <= '~' || c >= '\t' && c <= '\r';
        }
        return printable ? "'" + chunk.latin1() + "'" : "<binary>";
    }

    private void bitmaps(View<Area> extension) throws IOException {
        List<ScriptValue> values = ScriptValue.of(extension, ScriptField.BITMAPS);
        layout.startBitmaps(values);
        String problem = null;
        if (values.size() < ScriptField.BITMAPS.size()) {
            problem = "The bitmaps extension is cut short: the file has only %d bytes.".formatted(source.length());
        } else {
            long declared = extension.raw(HeaderExtension.NB_BITMAPS);
            long at = extension.raw(HeaderExtension.BITMAP_DIRECTORY_OFFSET);
            bitmapsInAll = declared;
            for (bitmapsDone = 0; bitmapsDone < declared && problem == null; bitmapsDone++) {
                Chunk entry = source.chunk(at, Bitmap.FIXED);
                if (!entry.isWhole()) {
                    problem = "nb_bitmaps is %d, and %d could be read: %s."
                            .formatted(declared, bitmapsDone, entry.whyShort());
                } else if (bitmapsDone == BitmapDirectory.MOST) {
                    problem = "nb_bitmaps is %d; what follows the first %d is left out."
                            .formatted(declared, bitmapsDone);
                } else {
                    at = bitmap(at);
                }
            }
        }
        layout.endBitmaps(problem);
    }

    /** The bitmap whose directory entry starts at {@code at}; tells where the next one starts. */
    long bitmap(long at) throws IOException {
        Bitmap bitmap = new Bitmap(new View<>(Bitmap.STRUCT, Area.file(geometry), source, at), 0, "");
        View<Area> view = bitmap.view();
        long name = at + Bitmap.FIXED + view.raw(Bitmap.EXTRA_DATA_SIZE);
        int nameSize = (int) view.raw(Bitmap.NAME_SIZE);
        layout.startBitmap(bitmap, source.chunk(name, nameSize).text(), ScriptValue.of(view, ScriptField.BITMAP));
        layout.endBitmap(table(bitmap));
        return at + (name - at + nameSize + 7 & ~7L);
    }

    private @Nullable String table(Bitmap bitmap) throws IOException {
        EntryTable table = bitmap.table();
        long done;
        try {
            done = table.scan(0, progress, (index, raw, second) -> {
                entry(index, table.count(), raw);
                return true;
            });
        } catch (UncheckedIOException e) {
            throw e.getCause();
        }
        long declared = bitmap.view().raw(Bitmap.BITMAP_TABLE_SIZE);
        return done == declared ? null
                : "bitmap_table_size is %d, and %d could be read: %s.".formatted(declared, done,
                        source.whyUnreadable(table.offset() + (done + 1) * BitmapTableEntry.SIZE - 1));
    }

    private void entry(long index, long count, long raw) {
        if (index % REPORTED == 0) {
            progress.report(bitmapsDone * STEPS + index * STEPS / count, bitmapsInAll * STEPS);
        }
        try {
            layout.entry(index, new BitmapTableEntry(raw));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
