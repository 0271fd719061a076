package io.github.qcowscope.qcow2.tree;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.qcowscope.bytes.Span;
import io.github.qcowscope.fixture.ImageBuilder;
import io.github.qcowscope.fixture.TestImage;
import io.github.qcowscope.job.Progress;
import io.github.qcowscope.qcow2.Qcow2Image;
import io.github.qcowscope.schema.Node;
import io.github.qcowscope.schema.Problem;
import java.nio.ByteBuffer;
import java.util.Objects;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("The tree of the encryption header")
class EncryptionTreeTest {

    private static final int LENGTH = 20480;

    private static Node find(Qcow2Image image, String path) {
        return Objects.requireNonNull(image.root().find(path), path);
    }

    /** A LUKS header of which the second slot is active; key material of 32 * 50 bytes each. */
    private static ByteBuffer luks() {
        ByteBuffer header = ByteBuffer.allocate(LENGTH);
        header.put(new byte[] {'L', 'U', 'K', 'S', (byte) 0xba, (byte) 0xbe}).putShort((short) 1)
                .put("aes".getBytes(US_ASCII)).position(40).put("xts-plain64".getBytes(US_ASCII)).position(72)
                .put("sha256".getBytes(US_ASCII)).position(104).putInt(32).putInt(32).position(164).putInt(1000)
                .put("01234567-89ab-cdef-0123-456789abcdef".getBytes(US_ASCII));
        for (int slot = 0; slot < 8; slot++) {
            header.position(208 + slot * 48).putInt(slot == 1 ? 0x00ac71f3 : 0xdead).putInt(1000)
                    .position(208 + slot * 48 + 40).putInt(2 + slot * 4).putInt(50);
        }
        return header;
    }

    private static TestImage image(ByteBuffer header) {
        return new ImageBuilder().clusterBits(12).size(1 << 20).luks(header.array()).data(0, "secret").build();
    }

    @Test
    @DisplayName("has the header's fields, the key slots and the key material")
    void fields() {
        TestImage test = image(luks());
        Qcow2Image image = test.open();

        Node node = find(image, "encryption");
        assertThat(node.span()).isEqualTo(Span.of(image.source(), test.cryptoHeader(), LENGTH));
        assertThat(node.value().text()).isEqualTo("LUKS 1, aes-xts-plain64, 1 active key slot");
        assertThat(find(image, "encryption/cipher-mode").value().text()).isEqualTo("xts-plain64");
        assertThat(find(image, "encryption/hash-spec").value().text()).isEqualTo("sha256");
        assertThat(find(image, "encryption/uuid").value().text()).isEqualTo("01234567-89ab-cdef-0123-456789abcdef");
        assertThat(find(image, "encryption/key-bytes").meaning()).isEqualTo("256 bits");
        assertThat(find(image, "encryption/key-slot-0").value().text()).isEqualTo("inactive");
        assertThat(find(image, "encryption/key-slot-1/active").value().text()).isEqualTo("0xac71f3 (active)");
        assertThat(find(image, "encryption/key-slot-1/key-material-offset").target())
                .isEqualTo(find(image, "encryption/key-material-1").span())
                .isEqualTo(Span.of(image.source(), test.cryptoHeader() + 6 * 512, 32 * 50));
        assertThat(find(image, "l1/0/l2/0/data").doc()).startsWith("Encrypted");
        assertThat(TreeCheck.problems(image.root())).isEmpty();
        TreeCheck.nodes(image);
        TreeCheck.owners(image, 4);
    }

    @Test
    @DisplayName("knows the owner of each byte")
    void owners() {
        TestImage test = image(luks());
        Qcow2Image image = test.open();

        assertThat(image.ownerOf(test.cryptoHeader() + 8, Progress.NONE).path()).isEqualTo("encryption/cipher-name");
        assertThat(image.ownerOf(test.cryptoHeader() + 208 + 48, Progress.NONE).path())
                .isEqualTo("encryption/key-slot-1/active");
        assertThat(image.ownerOf(test.cryptoHeader() + 6 * 512, Progress.NONE).path())
                .isEqualTo("encryption/key-material-1");
        assertThat(image.ownerOf(test.cryptoHeader() + LENGTH - 1, Progress.NONE).path()).isEqualTo("encryption/padding-8");
    }

    @Test
    @DisplayName("tells what is wrong with a header")
    void damage() {
        ByteBuffer header = luks().put(0, (byte) 'X').putShort(6, (short) 2).putInt(108, -1).putInt(164, 0)
                .putInt(208, 5).putInt(208 + 40, 1).putInt(208 + 48 + 40, -1).putInt(208 + 48 + 44, -1);
        Qcow2Image image = image(header).open();

        assertThat(TreeCheck.problems(find(image, "encryption"))).contains(
                "encryption/magic: This is not a LUKS header: it does not start with LUKS\\xba\\xbe.",
                "encryption/version: A QCOW2 image uses version 1 of LUKS; this header says 2.",
                "encryption/mk-digest-iter: There must be at least one iteration.",
                "encryption/key-slot-0/active: The mark must be 0x00ac71f3 (active) or 0x0000dead (inactive) and is"
                        + " 0x00000005.",
                "encryption/key-slot-0/key-material-offset: The key material starts 512 bytes into the LUKS header, which"
                        + " itself has 592.");
        assertThat(find(image, "encryption/key-slot-1/key-material-offset").problems()).extracting(Problem::message)
                .first().asString().contains("does not fit in the encryption header");
        TreeCheck.nodes(image);
    }

    @Test
    @DisplayName("tells a header that the file lacks")
    void truncated() {
        TestImage test = image(luks());
        long pointer = test.extension(0x0537_be77L) + 8;
        for (long offset : new long[] {test.cryptoHeader(), test.length() - 100, test.length(), 1L << 60, -1}) {
            test.poke(pointer, 8, offset).poke(pointer + 8, 8, -1);
            Qcow2Image image = test.open();
            assertThat(find(image, "encryption").problems()).extracting(Problem::rule).containsExactly("truncated");
            assertThat(find(image, "encryption").span().isInside()).isTrue();
            TreeCheck.nodes(image);
        }
    }
}
