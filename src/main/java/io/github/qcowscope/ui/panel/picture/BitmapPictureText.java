package io.github.qcowscope.ui.panel.picture;

import io.github.qcowscope.bytes.ByteRange;
import io.github.qcowscope.qcow2.dirty.DirtyBitmap;
import io.github.qcowscope.qcow2.dirty.DirtyPlace;
import io.github.qcowscope.ui.picture.PictureGrid;
import io.github.qcowscope.ui.text.Messages;
import io.github.qcowscope.ui.text.Sizes;
import java.util.ArrayList;
import java.util.List;

/** What the picture of a bitmap shows, in words. */
final class BitmapPictureText {

    /** A colour, and what it means. */
    record LegendEntry(CellShade shade, String text) {}

    private final BitmapPictureModel model;

    /** Words for a picture. */
    BitmapPictureText(BitmapPictureModel model) {
        this.model = model;
    }

    /**
     * What a cell stands for, in words: the part of the disk, how much of it is dirty, and where its first bit lies.
     */
    String describe(ByteRange bits) {
        DirtyBitmap shown = model.bitmap();
        if (shown == null || bits.isEmpty()) {
            return "";
        }
        ByteRange guest = shown.guest(bits.offset(), bits.end());
        long dirty = model.dirtyBits(bits);
        String share = dirty < 0 ? Messages.get("bitmap.picture.pending")
                : model.shade(bits) == CellShade.UNKNOWN ? Messages.get("bitmap.picture.unknown")
                : bits.length() == 1 ? Messages.get(dirty == 1 ? "bitmap.picture.dirty" : "bitmap.picture.clean")
                : Messages.get("bitmap.picture.share", Long.toString(dirty), Long.toString(bits.length()),
                        percent(dirty, bits.length()));
        return Messages.get("bitmap.picture.cell", "0x%x".formatted(guest.offset()), "0x%x".formatted(guest.end() - 1),
                Sizes.bytes(guest.length()), share) + "\n" + describe(shown.place(bits.offset()));
    }

    private static String percent(long dirty, long of) {
        return Sizes.percent((double) dirty / of);
    }

    private static String describe(DirtyPlace place) {
        return place.isStored()
                ? Messages.get("bitmap.picture.stored", Long.toString(place.bit()), "0x%x".formatted(place.offset()),
                        place.inByte(), Long.toString(place.entry()))
                : Messages.get("bitmap.picture.not-stored", Long.toString(place.bit()), Long.toString(place.entry()));
    }

    /** What the picture shows, in words, for those who do not see it. */
    String summary() {
        DirtyBitmap shown = model.bitmap();
        if (shown == null) {
            return Messages.get("bitmap.picture.none");
        }
        long dirty = model.counted(DirtyBitmap.DIRTY_CELLS);
        String caution = shown.caution();
        return Messages.get("bitmap.picture.summary", shown.bitmap().name(), Long.toString(dirty),
                Long.toString(shown.bitCount()), percent(dirty, Math.max(1, shown.bitCount())))
                + (caution == null ? "" : " " + caution);
    }

    /** The shades that cells can have at this zoom, each with the bytes it stands for, in the order of a legend. */
    List<LegendEntry> legend() {
        DirtyBitmap shown = model.bitmap();
        if (shown == null) {
            return List.of();
        }
        long bits = Math.min(1L << model.grid().zoom(), Math.max(1, shown.bitCount()));
        List<LegendEntry> entries = new ArrayList<>();
        for (CellShade shade : CellShade.possible(bits)) {
            long most = shown.guest(0, Math.min(shown.bitCount(), shade.most(bits))).length();
            entries.add(new LegendEntry(shade, switch (shade) {
                case CLEAN -> Messages.get("bitmap.picture.legend-clean");
                case FULL -> Messages.get("bitmap.picture.legend-full", Sizes.bytes(most));
                case LOW, SOME, HALF, MOST, UNKNOWN, PENDING ->
                        Messages.get("bitmap.picture.legend-most", Sizes.bytes(most));
            }));
        }
        if (model.counted(DirtyBitmap.UNKNOWN_CELLS) > 0) {
            entries.add(new LegendEntry(CellShade.UNKNOWN, Messages.get("bitmap.picture.legend-unknown")));
        }
        return entries;
    }

    /** The size of a cell and of a line, in words. */
    String scale() {
        DirtyBitmap shown = model.bitmap();
        if (shown == null) {
            return "";
        }
        PictureGrid now = model.grid();
        return Messages.get("bitmap.picture.scale", Sizes.bytes(sizeOf(shown, 1)),
                Sizes.bytes(sizeOf(shown, now.columns())));
    }

    private long sizeOf(DirtyBitmap shown, long cells) {
        long bits = Math.min(cells << model.grid().zoom(), shown.bitCount());
        return shown.guest(0, bits).length();
    }
}
