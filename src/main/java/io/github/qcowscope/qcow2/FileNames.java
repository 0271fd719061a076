package io.github.qcowscope.qcow2;

import io.github.qcowscope.bytes.ByteSource;
import java.io.File;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** How the name of a file stands in an image, and what a file without a told format is taken for. */
final class FileNames {

    /** The protocol that only says that the name is a file's. */
    private static final String FILE = "file:";
    private static final int LONGEST_MAGIC = 8;
    /** First characters of formats that QEMU recognizes without being told. */
    private static final Map<String, String> MAGICS = magics();

    private FileNames() {}

    private static Map<String, String> magics() {
        Map<String, String> magics = new LinkedHashMap<>();
        magics.put("QFI\u00fb\0\0\0\1", "qcow");
        magics.put("QFI\u00fb", "qcow2");
        magics.put("QED\0", "qed");
        magics.put("KDMV", "vmdk");
        magics.put("COWD", "vmdk");
        magics.put("vhdxfile", "vhdx");
        magics.put("conectix", "vpc");
        magics.put("LUKS\u00ba\u00be", "luks");
        return magics;
    }

    /**
     * The file that a name in an image means: relative names are relative to the image's folder.
     *
     * @param image the image's own name
     * @param name  the name in the image
     * @return null where the name is that of a protocol, such as {@code nbd:} or {@code json:}
     */
    static @Nullable String resolve(String image, String name) {
        if (name.startsWith(FILE)) {
            return name.substring(FILE.length());
        }
        if (isAbsolute(name)) {
            return name;
        }
        int colon = name.indexOf(':');
        if (colon >= 0 && name.lastIndexOf('/', colon) < 0) {
            return null;
        }
        int folder = Math.max(image.lastIndexOf('/'), image.lastIndexOf(File.separatorChar));
        return image.substring(0, folder + 1) + name;
    }

    private static boolean isAbsolute(String name) {
        try {
            return Path.of(name).isAbsolute();
        } catch (InvalidPathException e) {
            return false;
        }
    }

    /** The format that a file's first bytes tell, as QEMU names it; {@code raw} where they tell none. */
    static String probe(ByteSource source) {
        String start = source.chunk(0, LONGEST_MAGIC).latin1();
        return MAGICS.entrySet().stream()
                .filter(magic -> start.startsWith(magic.getKey()))
                .map(Map.Entry::getValue)
                .findFirst()
                .orElse("raw");
    }
}
