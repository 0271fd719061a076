package io.github.qcowscope.bytes;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

@DisplayName("Holes of a file")
class FileStorageTest {

    private static final long GAP = 1 << 20;

    @TempDir
    private Path folder;

    /** A hole of a mebibyte, data, and a hole to the end. */
    private Path sparse() throws IOException {
        Path file = folder.resolve("sparse");
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE)) {
            byte[] data = new byte[1 << 16];
            java.util.Arrays.fill(data, (byte) 1);
            channel.write(ByteBuffer.wrap(data), GAP);
            channel.write(ByteBuffer.allocate(1), 3 * GAP);
            channel.truncate(3 * GAP);
        }
        return file;
    }

    @Test
    @EnabledOnOs(OS.LINUX)
    @DisplayName("are told from what is stored")
    void holes() throws IOException {
        try (MappedFile file = MappedFile.open(sparse())) {
            assertThat(file.extentAt(0)).isEqualTo(new Extent(GAP, true));
            assertThat(file.extentAt(17)).isEqualTo(new Extent(GAP, true));
            assertThat(file.extentAt(GAP)).isEqualTo(new Extent(GAP + (1 << 16), false));
            assertThat(file.extentAt(GAP + (1 << 16))).isEqualTo(new Extent(3 * GAP, true));
            assertThat(file.storedBytes()).isBetween(1L << 16, GAP);
        }
    }

    @Test
    @DisplayName("are not known once the file is closed")
    void closed() throws IOException {
        MappedFile file = MappedFile.open(sparse());
        file.extentAt(0);
        file.close();
        assertThat(file.extentAt(0)).isEqualTo(new Extent(3 * GAP, false));
        file.close();
    }

    @Test
    @DisplayName("are not known of bytes on the heap")
    void heap() {
        HeapBytes bytes = new HeapBytes("heap", new byte[100]);
        assertThat(bytes.extentAt(7)).isEqualTo(new Extent(100, false));
        assertThat(bytes.storedBytes()).isEqualTo(100);
    }
}
