package io.github.qcowscope.check;

import static io.github.qcowscope.schema.Severity.ERROR;
import static io.github.qcowscope.schema.Severity.NOTE;
import static io.github.qcowscope.schema.Severity.WARNING;

import java.util.List;

/** Rules of the bitmaps extension, the bitmap directory, bitmap tables and bitmap data. */
final class BitmapRules {

    private static final String EXTENSION = "Bitmaps extension";
    private static final String DIRECTORY = "Bitmap directory";
    private static final String TABLE = "Bitmap table";
    private static final String DATA = "Bitmap data";
    private static final String CONSTRAINTS = "Bitmap '%s' doesn't satisfy the constraints";
    private static final String TABLE_ENTRY = "Could not read bitmap_table table from image for bitmap '%s': Invalid"
            + " argument";
    private static final String SET_ENTRY = "In a copy, write the right value into the field of the directory entry;"
            + " or give all bitmaps up: clear autoclear bit 0 (the lowest bit of byte 95), then run qemu-img check -r"
            + " leaks.";
    private static final String SET_TABLE_ENTRY = "In a copy, write 0 (nothing is dirty) or, to be safe, 1 (all is"
            + " dirty) to the table entry, then run qemu-img check -r leaks.";

    static final Rule EXTENSION_LENGTH = Rule.refusing("extension-length-bitmaps", ERROR, EXTENSION,
            "bitmaps_ext: Invalid extension length", "In a copy, write 24.");
    static final Rule COUNT = Rule.refusing(
            "bitmaps-count", ERROR, EXTENSION, "found bitmaps extension with zero bitmaps",
            "In a copy, write the number of directory entries. " + Remedies.DROP_BITMAPS);
    static final Rule COUNT_QEMU = Rule.refusing("bitmaps-count-qemu", WARNING, EXTENSION,
            "bitmaps_ext: Image has %s bitmaps, exceeding the QEMU supported maximum of 65535",
            "In a copy, write the number of directory entries. " + Remedies.DROP_BITMAPS);
    static final Rule RESERVED = Rule.refusing("bitmaps-reserved", ERROR, EXTENSION,
            "bitmaps_ext: Reserved field is not zero", "In a copy, write zeros to the field.");
    static final Rule DIRECTORY_SIZE = Rule.refusing("bitmaps-directory-size", ERROR, EXTENSION,
            "Requested bitmap directory size is zero",
            "In a copy, write the length of all directory entries together. " + Remedies.DROP_BITMAPS);
    static final Rule DIRECTORY_SIZE_QEMU = Rule.refusing("bitmaps-directory-size-qemu", WARNING, EXTENSION,
            "bitmaps_ext: bitmap directory size (%s) exceeds the maximum supported size (67107840)",
            "In a copy, write the length of all directory entries together. " + Remedies.DROP_BITMAPS);
    static final Rule DIRECTORY_OFFSET = Rule.refusing("bitmaps-directory-offset", ERROR, EXTENSION,
            "bitmaps_ext: invalid bitmap directory offset", Remedies.SET_FIELD + " " + Remedies.DROP_BITMAPS);
    static final Rule DIRECTORY_END = Rule.unseen("bitmaps-directory-end", ERROR, EXTENSION,
            Remedies.SET_FIELD + " " + Remedies.DROP_BITMAPS);
    static final Rule IGNORED = Rule.of("bitmaps-ignored", WARNING, EXTENSION,
            "a program lacking bitmap support modified this file, so all bitmaps are now considered inconsistent",
            "The bitmaps are out of date and QEMU drops them when it next writes. qemu-img check -r leaks frees their"
                    + " clusters.");
    static final Rule MORE = Rule.refusing("bitmap-directory-more", ERROR, DIRECTORY,
            "More bitmaps found than specified in header extension",
            "In a copy, write the number of directory entries to nb_bitmaps. " + Remedies.DROP_BITMAPS);
    static final Rule LESS = Rule.refusing("bitmap-directory-less", ERROR, DIRECTORY,
            "Less bitmaps found than specified in header extension",
            "In a copy, write the number of directory entries to nb_bitmaps. " + Remedies.DROP_BITMAPS);
    static final Rule BROKEN = Rule.refusing("bitmap-directory-broken", ERROR, DIRECTORY, "Broken bitmap directory",
            "In a copy, write the true lengths of name and extra data. " + Remedies.DROP_BITMAPS);
    static final Rule SHORT = Rule.refusing("bitmap-directory-short", ERROR, DIRECTORY,
            "Bitmap '' doesn't satisfy the constraints",
            "If the file was cut, get the rest. " + Remedies.DROP_BITMAPS);
    static final Rule UNREADABLE = Rule.refusing("bitmap-directory-unreadable", ERROR, DIRECTORY,
            "Failed to read bitmap directory: Input/output error", Remedies.SET_FIELD + " " + Remedies.DROP_BITMAPS);
    static final Rule ENTRY_SIZE = Rule.refusing("bitmap-entry-size", ERROR, DIRECTORY, "Broken bitmap directory",
            "In a copy, write the true lengths of name and extra data. " + Remedies.DROP_BITMAPS);
    static final Rule TABLE_OFFSET = Rule.refusing("bitmap-table-offset", ERROR, DIRECTORY, CONSTRAINTS, SET_ENTRY);
    static final Rule TABLE_UNREADABLE = Rule.refusing("bitmap-table-unreadable", ERROR, DIRECTORY,
            "Could not read bitmap_table table from image for bitmap '%s': Input/output error", SET_ENTRY);
    static final Rule TABLE_END = Rule.of("bitmap-table-end", ERROR, DIRECTORY, RefcountRules.PAST_END, SET_ENTRY);
    static final Rule TABLE_SIZE = Rule.refusing("bitmap-table-size", ERROR, DIRECTORY,
            "Could not read bitmap '%s' from image: Invalid argument", SET_ENTRY);
    static final Rule TABLE_SIZE_SMALL = Rule.refusing("bitmap-table-size-small", ERROR, DIRECTORY, CONSTRAINTS,
            SET_ENTRY);
    static final Rule TABLE_SIZE_IN_USE = Rule.unseen("bitmap-table-size-in-use", NOTE, DIRECTORY,
            "The disk was resized while the bitmap was in use. Remove it with qemu-img bitmap --remove, and make a new"
                    + " one.");
    static final Rule TABLE_SIZE_QEMU = Rule.refusing("bitmap-table-size-qemu", WARNING, DIRECTORY, CONSTRAINTS,
            SET_ENTRY);
    static final Rule FLAGS_RESERVED = Rule.refusing("bitmap-flags-reserved", ERROR, DIRECTORY, CONSTRAINTS, SET_ENTRY);
    static final Rule IN_USE = Rule.of("bitmap-in-use", WARNING, DIRECTORY,
            "Bitmap '%s' is inconsistent and cannot be used",
            "If a virtual machine has the image open, this is as it should be. Else the bitmap is stale: remove it with"
                    + " qemu-img bitmap --remove, make a new one, and start with a full backup.");
    static final Rule FLAG_QEMU = Rule.refusing("bitmap-extra-data-flag-qemu", WARNING, DIRECTORY, CONSTRAINTS,
            SET_ENTRY);
    static final Rule AUTO_TYPE = Rule.unseen("bitmap-auto-type", ERROR, DIRECTORY, SET_ENTRY);
    static final Rule TYPE = Rule.refusing("bitmap-type", ERROR, DIRECTORY, CONSTRAINTS, SET_ENTRY);
    static final Rule GRANULARITY = Rule.refusing("bitmap-granularity", ERROR, DIRECTORY, CONSTRAINTS, SET_ENTRY);
    static final Rule GRANULARITY_QEMU = Rule.refusing("bitmap-granularity-qemu", WARNING, DIRECTORY, CONSTRAINTS,
            SET_ENTRY);
    static final Rule NAME_SIZE = Rule.unseen("bitmap-name-size", ERROR, DIRECTORY, SET_ENTRY);
    static final Rule NAME_SIZE_QEMU = Rule.refusing("bitmap-name-size-qemu", WARNING, DIRECTORY, CONSTRAINTS,
            SET_ENTRY);
    static final Rule NAME_ENCODING = Rule.unseen("bitmap-name-encoding", WARNING, DIRECTORY,
            "In a copy, write a name of the same length in UTF-8.");
    static final Rule NAME_ZERO = Rule.unseen("bitmap-name-zero", WARNING, DIRECTORY,
            "In a copy, write a name of the same length without zero bytes.");
    static final Rule NAME_UNIQUE = Rule.refusing("bitmap-name-unique", ERROR, DIRECTORY, "Bitmap already exists: %s",
            "In a copy, change a letter of one of the names.");
    static final Rule EXTRA_DATA = Rule.refusing("bitmap-extra-data", WARNING, DIRECTORY,
            "Bitmap extra data is not supported",
            "Use the program that wrote the extra data. " + Remedies.DROP_BITMAPS);
    static final Rule PADDING = Rule.unseen(
            "bitmap-padding", WARNING, DIRECTORY, "In a copy, write zeros to the padding.");
    static final Rule ENTRY_RESERVED = Rule.refusing("bitmap-entry-reserved", ERROR, TABLE, TABLE_ENTRY,
            SET_TABLE_ENTRY);
    static final Rule ENTRY_ALIGNMENT = Rule.refusing("bitmap-entry-alignment", ERROR, TABLE, TABLE_ENTRY,
            SET_TABLE_ENTRY);
    static final Rule ENTRY_ALL_ONES = Rule.refusing("bitmap-entry-all-ones", ERROR, TABLE, TABLE_ENTRY,
            SET_TABLE_ENTRY);
    static final Rule ENTRY_END = Rule.of("bitmap-entry-end", ERROR, TABLE, RefcountRules.PAST_END, SET_TABLE_ENTRY);
    static final Rule DATA_CUT = Rule.unseen(
            "bitmap-data-cut", ERROR, DATA, "If the file was cut, get the rest. " + SET_TABLE_ENTRY);
    static final Rule DATA_OVERLAP = Rule.unseen("bitmap-data-overlap", ERROR, DATA, SET_TABLE_ENTRY);
    static final Rule TAIL = Rule.unseen("bitmap-tail", ERROR, DATA,
            "In a copy, write zeros behind the bit of the virtual disk's last byte.");

    static final List<Rule> ALL = List.of(EXTENSION_LENGTH, COUNT, COUNT_QEMU, RESERVED, DIRECTORY_SIZE,
            DIRECTORY_SIZE_QEMU, DIRECTORY_OFFSET, DIRECTORY_END, IGNORED, MORE, LESS, BROKEN, SHORT, UNREADABLE,
            ENTRY_SIZE,
            TABLE_OFFSET, TABLE_UNREADABLE, TABLE_END, TABLE_SIZE, TABLE_SIZE_SMALL, TABLE_SIZE_IN_USE, TABLE_SIZE_QEMU,
            FLAGS_RESERVED,
            IN_USE, FLAG_QEMU, AUTO_TYPE, TYPE, GRANULARITY, GRANULARITY_QEMU, NAME_SIZE, NAME_SIZE_QEMU, NAME_ENCODING,
            NAME_ZERO, NAME_UNIQUE, EXTRA_DATA, PADDING, ENTRY_RESERVED, ENTRY_ALIGNMENT, ENTRY_ALL_ONES, ENTRY_END,
            DATA_CUT, DATA_OVERLAP, TAIL);

    private BitmapRules() {}
}
