package io.github.qcowscope.ui.panel.bitmap;

import io.github.qcowscope.bytes.ByteRange;
import io.github.qcowscope.qcow2.Qcow2Image;
import io.github.qcowscope.qcow2.bitmap.Bitmap;
import io.github.qcowscope.qcow2.bitmap.BitmapDirectory;
import io.github.qcowscope.qcow2.bitmap.BitmapTableEntry.Type;
import io.github.qcowscope.qcow2.bitmap.BitmapTableEntry;
import io.github.qcowscope.qcow2.dirty.DirtyAllocation.Backup;
import io.github.qcowscope.qcow2.dirty.DirtyAllocation.Kind;
import io.github.qcowscope.qcow2.dirty.DirtyBitmap;
import io.github.qcowscope.qcow2.dirty.DirtyCount;
import io.github.qcowscope.qcow2.dirty.DirtyShares;
import io.github.qcowscope.qcow2.layout.EntryTable;
import io.github.qcowscope.qcow2.layout.Geometry;
import io.github.qcowscope.schema.Node;
import io.github.qcowscope.schema.Nodes;
import io.github.qcowscope.schema.Problem;
import io.github.qcowscope.ui.text.Messages;
import io.github.qcowscope.ui.text.Sizes;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** One bitmap in words. */
public final class BitmapModel {

    /**
     * A flag that is set.
     *
     * @param name    QEMU's name
     * @param meaning what it says about the bitmap
     */
    public record Flag(String name, String meaning) {}

    /** Something to know about the bitmap, for instance its granularity. */
    public record Fact(String label, String text) {}

    /** An entry of the table, in words. */
    public record Entry(long index, Type type, String offset, String guest) {}

    private static final String ROOT = "bitmaps/";
    private static final String TABLE = "table";

    private final Qcow2Image image;
    private final Bitmap bitmap;
    private final Node node;
    private final EntryTable table;

    private BitmapModel(Qcow2Image image, Bitmap bitmap, Node node) {
        this.image = image;
        this.bitmap = bitmap;
        this.node = node;
        table = bitmap.table();
    }

    /** Whether a node is a bitmap or part of one. */
    public static boolean isInBitmap(Node node) {
        return node.path().startsWith(ROOT);
    }

    /** The bitmap that a node is, or is part of. */
    public static Optional<BitmapModel> around(Qcow2Image image, Node node) {
        BitmapDirectory directory = image.bitmaps().orElse(null);
        if (directory == null || !isInBitmap(node)) {
            return Optional.empty();
        }
        String key = node.path().substring(ROOT.length()).split("/", 2)[0];
        int index = directory.indexOf(key);
        Node found = image.root().find(ROOT + key);
        return index < 0 || found == null ? Optional.empty()
                : Optional.of(new BitmapModel(image, directory.get(index), found));
    }

    /** The bitmap's name. */
    public String name() {
        return node.name();
    }

    /** Whether a node is this bitmap or part of it. */
    public boolean contains(Node other) {
        return other.path().equals(node.path()) || other.path().startsWith(node.path() + "/");
    }

    /** Its bits. */
    DirtyBitmap decoded() {
        return new DirtyBitmap(image, bitmap);
    }

    /** The table. */
    public EntryTable table() {
        return table;
    }

    /** The node of a table entry. */
    public @Nullable Node entryNode(long index) {
        return node.find(TABLE + "/" + index);
    }

    /** The index of the entry that a node is, or is part of; -1 where it is none. */
    public long entryOf(Node part) {
        String entries = node.path() + "/" + TABLE + "/";
        return !part.path().startsWith(entries) ? -1
                : Nodes.index(
                        part.path().substring(entries.length()).split("/", 2)[0], table.count());
    }

    /** An entry of the table. */
    public Entry entry(long index) {
        BitmapTableEntry entry = new BitmapTableEntry(table.raw(index));
        return new Entry(index, entry.type(), entry.offset() == 0 ? "" : "0x%x".formatted(entry.offset()),
                guestRange(index));
    }

    private String guestRange(long index) {
        ByteRange range = bitmap.guestRange(index);
        return range.isEmpty() ? Messages.get("bitmap.past-disk")
                : "0x%x-0x%x".formatted(range.offset(), range.end() - 1);
    }

    /** What the bitmap is worth. */
    public Bitmap.Verdict verdict() {
        return bitmap.verdict(image.bitmapsAreConsistent());
    }

    /** Why it is worth that. */
    public String verdictReason() {
        return switch (verdict()) {
            case USABLE -> Messages.get("bitmap.usable");
            case INCONSISTENT -> Messages.get("bitmap.inconsistent");
            case IGNORED -> Messages.get("bitmap.ignored");
            case REFUSED -> problems().stream().filter(found -> Bitmap.refuses(found)
                            || found.rule().equals("bitmap-extra-data"))
                    .map(Problem::message).findFirst().orElse(Messages.get("bitmap.refused"));
        };
    }

    private List<Problem> problems() {
        List<Problem> found = new ArrayList<>();
        for (long i = 0; i < node.childCount(); i++) {
            found.addAll(node.child(i).problems());
        }
        return found;
    }

    /** The flags that are set. */
    public List<Flag> flags() {
        return bitmap.flagNames().stream().map(name -> switch (name) {
            case "auto" -> new Flag(name, Messages.get("bitmap.auto"));
            case "in-use" -> new Flag(name, Messages.get("bitmap.in-use"));
            case "bit-2" -> new Flag(Bitmap.EXTRA_DATA_COMPATIBLE.name(), Messages.get("bitmap.extra-data-compatible"));
            default -> new Flag(name, Messages.get("bitmap.reserved-flag"));
        }).toList();
    }

    /** Whether another reading of the same bitmap says the same before anything has been counted. */
    boolean saysAsMuchAs(BitmapModel other) {
        return verdict() == other.verdict() && verdictReason().equals(other.verdictReason())
                && flags().equals(other.flags()) && facts().equals(other.facts());
    }

    /** What there is to know before the table has been counted. */
    public List<Fact> facts() {
        Geometry geometry = image.geometry();
        int bits = bitmap.granularityBits();
        return List.of(
                new Fact(Messages.get("bitmap.granularity"),
                        bits > 62 ? Messages.get("bitmap.granularity-power", bits) : Sizes.exactly(1L << bits)),
                new Fact(Messages.get("bitmap.covers"), Messages.get("bitmap.covers-text",
                        Sizes.bytes(geometry.virtualSize()), Long.toUnsignedString(bitmap.bitCount()))),
                new Fact(Messages.get("bitmap.table"), Messages.get(
                        table.count() == bitmap.neededEntries() ? "bitmap.table-text" : "bitmap.table-misfit",
                        table.count() == 1 ? "1 entry" : table.count() + " entries", "0x%x".formatted(table.offset()),
                        Long.toString(bitmap.neededEntries()))));
    }

    /** What there is to know once the table has been counted. */
    public List<Fact> facts(TypeIndex index) {
        long entryBytes = bitmap.range().length();
        long tableBytes = table.range().length();
        long clusters = index.count(Type.SERIALIZED);
        long dataBytes = Math.multiplyExact(clusters, image.geometry().clusterSize());
        return List.of(new Fact(Messages.get("bitmap.held"), Messages.get("bitmap.held-text",
                Sizes.exactly(entryBytes + tableBytes + dataBytes), Sizes.bytes(entryBytes), Sizes.bytes(tableBytes),
                Sizes.clusters(clusters), Sizes.bytes(dataBytes))));
    }

    /** What there is to know once the bits have been counted. */
    List<Fact> facts(DirtyCount count) {
        Fact dirty = new Fact(Messages.get("bitmap.dirty"), Messages.get("bitmap.dirty-text",
                Sizes.exactly(count.dirtyBytes()), percent(count.share()), Long.toString(count.dirtyBits()),
                Long.toString(count.bits())));
        return count.unknownBits() == 0 ? List.of(dirty)
                : List.of(dirty, new Fact(Messages.get("bitmap.unreadable"), Sizes.exactly(count.unknownBytes())));
    }

    /** What there is to know once what is dirty has been looked up in the map of the disk. */
    List<Fact> facts(DirtySplit split) {
        String parts = Arrays.stream(Kind.values()).filter(kind -> split.bytes(kind) > 0)
                .map(kind -> Messages.get("bitmap.split-part", kind.label(), Sizes.bytes(split.bytes(kind))))
                .collect(Collectors.joining(", "));
        Backup backup = split.backup();
        String size = Messages.get("bitmap.backup-text", Sizes.exactly(backup.data()), Sizes.bytes(backup.holes()),
                Sizes.bytes(backup.covered()), Sizes.bytes(backup.cluster()));
        String unknown = backup.unknown() == 0 ? ""
                : " " + Messages.get("bitmap.backup-unknown", Sizes.bytes(backup.unknown()));
        String caution = verdict() == Bitmap.Verdict.USABLE ? "" : " " + Messages.get("bitmap.backup-caution");
        return List.of(
                new Fact(Messages.get("bitmap.split"), parts.isEmpty() ? Messages.get("bitmap.ranges.none") : parts),
                new Fact(Messages.get("bitmap.backup"), size + unknown + caution));
    }

    /** The dirty share of an entry, in words. */
    static String share(DirtyShares shares, long entry) {
        return !shares.isByEntry() || shares.bitmap().bits(entry).isEmpty() ? ""
                : shares.unknown(entry) == 1 ? Messages.get("entries.unreadable")
                : percent(shares.share(entry));
    }

    /** A share as a percentage that says 0 or 100 only where it is meant exactly. */
    static String percent(double share) {
        return Sizes.percent(share) + " %";
    }
}
