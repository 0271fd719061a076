package io.github.qcowscope.dump;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What the script printed is recorded; see {@link GoldenImage}. */
@DisplayName("QEMU's layouts")
class ScriptGoldenTest {

    @ParameterizedTest
    @EnumSource
    @DisplayName("are byte for byte what dump-header prints")
    void text(GoldenImage image) {
        assertThat(Dumps.of(image.make().bytes(), DumpFormat.QEMU)).isEqualTo(image.recorded(DumpFormat.QEMU));
    }

    @ParameterizedTest
    @EnumSource
    @DisplayName("are byte for byte what dump-header -j prints")
    void json(GoldenImage image) {
        assertThat(Dumps.of(image.make().bytes(), DumpFormat.QEMU_JSON)).isEqualTo(image.recorded(DumpFormat.QEMU_JSON));
    }

    @ParameterizedTest
    @EnumSource
    @DisplayName("leave the header and the empty line out, as dump-header-exts does")
    void extensionsOnly(GoldenImage image) {
        for (DumpFormat format : new DumpFormat[] {DumpFormat.QEMU, DumpFormat.QEMU_JSON}) {
            String whole = image.recorded(format);
            String extensions = whole.substring(whole.indexOf("\n\n") + 2);

            assertThat(Dumps.of(image.make().bytes(), new DumpRequest(format, true, ""))).isEqualTo(extensions);
        }
    }
}
