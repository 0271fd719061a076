package io.github.qcowscope.ui.panel.bitmap;

import io.github.qcowscope.qcow2.bitmap.Bitmap;
import io.github.qcowscope.qcow2.dirty.DirtyBitmap;
import io.github.qcowscope.qcow2.dirty.DirtyCount;
import io.github.qcowscope.qcow2.image.BitmapLedger;
import io.github.qcowscope.schema.Node;
import io.github.qcowscope.ui.document.Document;
import io.github.qcowscope.ui.job.Background;
import io.github.qcowscope.ui.text.Messages;
import io.github.qcowscope.ui.text.Sizes;
import java.util.List;
import java.util.stream.IntStream;
import javafx.beans.property.ReadOnlyBooleanProperty;
import javafx.beans.property.ReadOnlyBooleanWrapper;
import javafx.beans.property.ReadOnlyStringProperty;
import javafx.beans.property.ReadOnlyStringWrapper;
import javafx.collections.FXCollections;
import javafx.collections.ObservableList;
import org.jspecify.annotations.Nullable;

/**
 * All bitmaps of an image, and what each one holds in the file. Read only once somebody looks: first the tables, and
 * then, as that takes longest, the bits.
 */
final class LedgerModel {

    /**
     * A bitmap.
     *
     * @param line       what it holds
     * @param fileLength bytes of the file
     * @param count      its bits; null until they are counted
     */
    record Row(BitmapLedger.Line line, long fileLength, @Nullable DirtyCount count) {

        /** Its name; where it has none, what the tree calls it. */
        String name() {
            return line.bitmap().name().isEmpty() ? line.bitmap().key() : line.bitmap().name();
        }

        /** The names of its flags. */
        String flags() {
            return String.join(", ", line.bitmap().flagNames());
        }

        /** What it is worth. */
        Bitmap.Verdict verdict() {
            return line.verdict();
        }

        /** Whether it could be removed, as no program may trust it. */
        boolean isStale() {
            return line.isStale();
        }

        /** The verdict, and that it is stale where it is. */
        String worth() {
            return isStale() ? Messages.get("ledger.stale", verdict().label()) : verdict().label();
        }

        String granularity() {
            int bits = line.bitmap().granularityBits();
            return bits > 62 ? Messages.get("bitmap.granularity-power", bits) : Sizes.bytes(1L << bits);
        }

        /** Bytes that are dirty; empty until they are counted. */
        String dirty() {
            return count == null ? "" : Sizes.bytes(count.dirtyBytes());
        }

        /** The dirty share of the disk; empty until it is known. */
        String dirtyShare() {
            return count == null ? "" : BitmapModel.percent(count.share());
        }

        String clusters() {
            return Long.toString(line.clusters());
        }

        /** Bytes of table and data. */
        String bytes() {
            return Sizes.bytes(line.bytes());
        }

        /** Table and data as a share of the file. */
        String fileShare() {
            return share(line.bytes(), fileLength);
        }
    }

    private final Document document;
    private final Background background;
    private final ObservableList<Row> rows = FXCollections.observableArrayList();
    private final ReadOnlyBooleanWrapper isAvailable = new ReadOnlyBooleanWrapper(this, "isAvailable");
    private final ReadOnlyStringWrapper summary = new ReadOnlyStringWrapper(this, "summary", "");
    private boolean started;

    /** The bitmaps of a document's image. */
    LedgerModel(Document document, Background background) {
        this.document = document;
        this.background = background;
        document.selectedNodeProperty().subscribe(node -> isAvailable.set(node.path().equals("bitmaps")));
        document.restingProperty().addListener((of, before, now) -> {
            started = false;
            if (isAvailable.get()) {
                read();
            }
        });
        isAvailable.subscribe(now -> {
            if (now && !started) {
                read();
            }
        });
    }

    private void read() {
        started = true;
        summary.set(Messages.get("ledger.reading"));
        background.latest("ledger", Messages.get("ledger.reading"),
                progress -> BitmapLedger.of(document.image(), progress), this::show, this::stopped);
    }

    private void stopped() {
        // The next look starts anew.
        started = false;
        summary.set(Messages.get("ledger.stopped"));
    }

    private void show(BitmapLedger ledger) {
        summary.set(words(ledger));
        rows.setAll(ledger.lines().stream().map(line -> new Row(line, ledger.fileLength(), null)).toList());
        background.latest("ledger-dirty", Messages.get("ledger.counting"), progress -> ledger.lines().stream()
                .map(line -> new DirtyBitmap(document.image(), line.bitmap()).count(progress)).toList(), this::show,
                this::stopped);
    }

    private void show(List<DirtyCount> counts) {
        // As a whole: a list of tens of thousands must not tell of each of them.
        rows.setAll(IntStream.range(0, counts.size())
                .mapToObj(i -> new Row(rows.get(i).line(), rows.get(i).fileLength(), counts.get(i))).toList());
    }

    private static String words(BitmapLedger ledger) {
        List<BitmapLedger.Line> stale = ledger.stale();
        String all = Messages.get("ledger.all", Sizes.clusters(ledger.clusters()), Sizes.bytes(ledger.bytes()),
                share(ledger.bytes(), ledger.fileLength()), Sizes.clusters(ledger.directoryClusters()));
        return stale.isEmpty() ? all : all + " " + Messages.get("ledger.stale-all", Sizes.bitmaps(stale.size()),
                Sizes.bytes(stale.stream().mapToLong(BitmapLedger.Line::bytes).sum()));
    }

    private static String share(long bytes, long of) {
        return BitmapModel.percent(of == 0 ? 0 : Math.min(1, (double) bytes / of));
    }

    /** The bitmaps, in the order of the directory. */
    ObservableList<Row> rows() {
        return rows;
    }

    /** Whether the directory of the bitmaps is selected. */
    ReadOnlyBooleanProperty isAvailableProperty() {
        return isAvailable.getReadOnlyProperty();
    }

    /** What all of them hold, in words. */
    ReadOnlyStringProperty summaryProperty() {
        return summary.getReadOnlyProperty();
    }

    /** Selects the node of a bitmap. */
    void select(Row row) {
        Node node = document.image().root().find("bitmaps/" + row.line().bitmap().key());
        if (node != null) {
            document.select(node);
        }
    }
}
