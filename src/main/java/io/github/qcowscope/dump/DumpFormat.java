package io.github.qcowscope.dump;

import java.util.Optional;

/** What a dump can look like. */
public enum DumpFormat {
    /** Byte for byte what {@code qcow2.py IMAGE dump-header} of QEMU prints. */
    QEMU("qemu", "txt"),
    /** The layout of the patch of 2020 that first dumped bitmaps. */
    PATCH("patch", "txt"),
    /** Byte for byte what {@code qcow2.py IMAGE dump-header -j} of QEMU prints. */
    QEMU_JSON("qemu-json", "json"),
    /** Every node of the tree, for people. */
    TEXT("text", "txt"),
    /** Every node of the tree, for programs. */
    JSON("json", "json");

    private final String id;
    private final String extension;

    DumpFormat(String id, String extension) {
        this.id = id;
        this.extension = extension;
    }

    /** The format with an id. */
    public static Optional<DumpFormat> of(String id) {
        for (DumpFormat format : values()) {
            if (format.id.equals(id)) {
                return Optional.of(format);
            }
        }
        return Optional.empty();
    }

    /** What the command line calls it. */
    public String id() {
        return id;
    }

    /** The usual end of a file's name, without the dot. */
    public String extension() {
        return extension;
    }

    /** Whether it is one of QEMU's layouts, which show header, header extensions and bitmaps, and nothing else. */
    public boolean isScript() {
        return switch (this) {
            case QEMU, PATCH, QEMU_JSON -> true;
            case TEXT, JSON -> false;
        };
    }

    /** The id. */
    @Override
    public String toString() {
        return id;
    }
}
