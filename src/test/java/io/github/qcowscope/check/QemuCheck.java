package io.github.qcowscope.check;

import io.github.qcowscope.fixture.Json;
import io.github.qcowscope.fixture.QemuTools;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * What QEMU says of an image.
 *
 * @param exitCode of {@code qemu-img check}
 * @param numbers  its counts; null where it did not complete
 * @param messages what it printed besides, line by line
 */
record QemuCheck(int exitCode, @Nullable Map<String, Long> numbers, List<String> messages) {

    /** The counts that are compared. */
    static final List<String> KEYS = List.of("corruptions", "leaks", "check-errors", "image-end-offset", "total-clusters",
            "allocated-clusters", "fragmented-clusters", "compressed-clusters");

    private static final String SECRET = "secret,id=key,data=" + LuksImage.PASSWORD;

    /** Damaged bitmaps can make QEMU allocate and count for minutes. */
    private static final int PATIENCE_SECONDS = 5;

    /** Runs {@code qemu-img check}; empty where QEMU does not end. */
    static Optional<QemuCheck> of(Path file, boolean encrypted) {
        String[] arguments = encrypted
                ? new String[] {"check", "--object", SECRET, "--image-opts", "--output=json",
                    "driver=qcow2,encrypt.key-secret=key,file.filename=" + file}
                : new String[] {"check", "-f", "qcow2", "--output=json", file.toString()};
        return QemuTools.QEMU_IMG.runWithin(PATIENCE_SECONDS, file.getParent(), arguments).map(QemuCheck::of);
    }

    private static QemuCheck of(QemuTools.Output output) {
        List<String> messages = new ArrayList<>();
        output.err().lines().map(line -> line.replace("qemu-img: ", "")).forEach(messages::add);
        return new QemuCheck(output.exitCode(), output.out().startsWith("{") ? numbers(Json.parse(output.out())) : null,
                messages);
    }

    private static Map<String, Long> numbers(Json json) {
        Map<String, Long> numbers = new TreeMap<>();
        for (String key : KEYS) {
            numbers.put(key, json.get(key).isNull() ? 0 : json.get(key).number());
        }
        return numbers;
    }

    /** Our counts in the same form. */
    static Map<String, Long> numbers(CheckResult result) {
        Map<String, Long> numbers = new TreeMap<>();
        numbers.put("corruptions", result.corruptions());
        numbers.put("leaks", result.leaks());
        numbers.put("check-errors", result.checkErrors());
        numbers.put("image-end-offset", result.imageEndOffset());
        numbers.put("total-clusters", result.totalClusters());
        numbers.put("allocated-clusters", result.allocatedClusters());
        numbers.put("fragmented-clusters", result.fragmentedClusters());
        numbers.put("compressed-clusters", result.compressedClusters());
        return numbers;
    }

    /** Why QEMU could not open the image; null where it could. */
    @Nullable String refusal() {
        return messages.stream().filter(line -> line.contains("Could not open '")).findFirst().orElse(null);
    }

    /** Whether it could not open the image only because it could not open another file that the image names. */
    boolean missesOtherFile() {
        return refusal() != null && (refusal().contains("Could not open backing file")
                || refusal().indexOf("Could not open '") != refusal().lastIndexOf("Could not open '"));
    }

    /** How {@code qemu-img info} answers: the reason why it cannot open the image, or null. */
    static @Nullable String infoRefusal(Path file) {
        QemuTools.Output output = QemuTools.QEMU_IMG.runIn(file.getParent(), "info", "-f", "qcow2", file.toString());
        return output.exitCode() == 0 ? null : output.err();
    }
}
