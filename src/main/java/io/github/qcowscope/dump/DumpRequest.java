package io.github.qcowscope.dump;

/**
 * What to dump.
 *
 * @param format         how it shall look
 * @param extensionsOnly whether QEMU's layouts leave the header out; means nothing to the others
 * @param path           path of the node to dump with all below it; empty for the whole image. QEMU's layouts have a
 *                       place only for the whole image, {@code header}, {@code extensions} and {@code bitmaps/NAME}
 */
public record DumpRequest(DumpFormat format, boolean extensionsOnly, String path) {

    /** The whole image. */
    public static DumpRequest whole(DumpFormat format) {
        return new DumpRequest(format, false, "");
    }
}
