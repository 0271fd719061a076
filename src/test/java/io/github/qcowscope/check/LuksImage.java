package io.github.qcowscope.check;

import io.github.qcowscope.fixture.QemuTools;
import java.nio.file.Path;

/** An image that QEMU encrypts with LUKS. */
final class LuksImage {

    static final String PASSWORD = "open-sesame";

    private LuksImage() {}

    /** Makes it; with few iterations, though QEMU measures its own speed all the same. */
    static Path make(Path file) {
        create(file).orFail();
        return file;
    }

    private static QemuTools.Output create(Path file) {
        return QemuTools.QEMU_IMG.run("create", "-q", "-f", "qcow2", "--object", "secret,id=key,data=" + PASSWORD,
                "-o", "encrypt.format=luks,encrypt.key-secret=key,encrypt.iter-time=100,cluster_size=4096", file.toString(),
                "1M");
    }
}
