package io.github.qcowscope.check;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.qcowscope.fixture.Damage;
import io.github.qcowscope.qcow2.layout.Kinds;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.regex.Pattern;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** An image with LUKS encryption, sound and damaged, checked by QEMU with the secret and by us without. */
@DisplayName("An encrypted image")
class QemuEncryptedTest {

    private static final int IMAGES = Integer.getInteger("qcowscope.encrypted", 30);
    private static final long SEED = Long.getLong("qcowscope.seed", 1);
    /** With so many iterations QEMU would be busy for minutes before it knew that the secret is wrong. */
    private static final Pattern ENDLESS = Pattern.compile(".*iter[a-z]* = 0x(10000|7fffffff|ffffffff)");
    /** Which lengths of keys go with which cipher is QEMU's own matter. */
    private static final Pattern KEY_LENGTH = Pattern.compile(".*key-bytes = 0x(?!0).*");

    @TempDir
    private Path folder;

    @Test
    @DisplayName("has the counts that QEMU counts, and findings for what QEMU says of its encryption header")
    void encrypted() throws Exception {
        Comparisons comparisons = new Comparisons();
        Path file = LuksImage.make(folder.resolve("luks.qcow2"));
        comparisons.compare("sound", file, true);
        List<Damage.Copy> copies = new ArrayList<>(new Damage(Files.readAllBytes(file), SEED,
                Set.of(Kinds.ENCRYPTION, Kinds.EXTENSION)).fields());
        copies.addAll(new Damage(Files.readAllBytes(file), SEED).flips(copies.size() / 2));
        copies.removeIf(copy -> ENDLESS.matcher(copy.what()).matches() || KEY_LENGTH.matcher(copy.what()).matches());
        Collections.shuffle(copies, new Random(SEED));
        for (Damage.Copy copy : copies.subList(0, Math.min(IMAGES, copies.size()))) {
            Files.write(file, copy.bytes());
            comparisons.compare(copy.what(), file, true);
        }
        assertThat(comparisons.differences()).isEmpty();
        assertThat(comparisons.refused()).isPositive();
        assertThat(comparisons.completed()).isPositive();
    }
}
