package io.github.qcowscope.qcow2.layout;

import io.github.qcowscope.schema.Kind;
import java.util.List;

/** The kinds of structure that an image consists of. */
public final class Kinds {

    public static final Kind IMAGE = new Kind("image", "Image");
    public static final Kind HEADER = new Kind("header", "Header");
    public static final Kind EXTENSION = new Kind("extension", "Header extension");
    public static final Kind BACKING = new Kind("backing", "Backing file name");
    public static final Kind BITMAP_DIRECTORY = new Kind("bitmap-directory", "Bitmap directory");
    public static final Kind BITMAP_TABLE = new Kind("bitmap-table", "Bitmap table");
    public static final Kind BITMAP_DATA = new Kind("bitmap-data", "Bitmap data");
    public static final Kind L1_TABLE = new Kind("l1-table", "L1 table");
    public static final Kind L2_TABLE = new Kind("l2-table", "L2 table");
    public static final Kind REFCOUNT_TABLE = new Kind("refcount-table", "Refcount table");
    public static final Kind REFCOUNT_BLOCK = new Kind("refcount-block", "Refcount block");
    public static final Kind SNAPSHOT = new Kind("snapshot", "Snapshot table");
    public static final Kind ENCRYPTION = new Kind("encryption", "Encryption header");
    public static final Kind GUEST_DATA = new Kind("guest-data", "Guest data");
    public static final Kind COMPRESSED = new Kind("compressed-data", "Compressed guest data");
    public static final Kind GAP = new Kind("gap", "Not claimed");

    /** All of them, in the order of a legend. */
    public static final List<Kind> ALL = List.of(
            IMAGE, HEADER, EXTENSION, BACKING, BITMAP_DIRECTORY, BITMAP_TABLE, BITMAP_DATA, L1_TABLE, L2_TABLE,
            REFCOUNT_TABLE, REFCOUNT_BLOCK, SNAPSHOT, ENCRYPTION, GUEST_DATA, COMPRESSED, GAP);

    private Kinds() {}
}
