package io.github.qcowscope.ui.inspect;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.CharBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class ValueKindTest {

    private static ByteBuffer hex(String digits) {
        return ByteBuffer.wrap(HexFormat.ofDelimiter(" ").parseHex(digits));
    }

    private static String text(ValueKind kind, String digits) {
        return kind.read(hex(digits), Long.MAX_VALUE).text();
    }

    private static String little(ValueKind kind, String digits) {
        return kind.read(hex(digits).order(ByteOrder.LITTLE_ENDIAN), Long.MAX_VALUE).text();
    }

    /** The unsigned number in so many of the first bytes. */
    private static BigInteger number(byte[] bytes, int width, ByteOrder order) {
        byte[] first = Arrays.copyOf(bytes, width);
        if (order == ByteOrder.LITTLE_ENDIAN) {
            for (int i = 0; i < width / 2; i++) {
                byte swapped = first[i];
                first[i] = first[width - 1 - i];
                first[width - 1 - i] = swapped;
            }
        }
        return new BigInteger(1, first);
    }

    @Test
    void numbersAreThoseOfTheirBytes() {
        Random random = new Random(2);
        byte[] bytes = new byte[8];
        for (int round = 0; round < 20_000; round++) {
            random.nextBytes(bytes);
            if (round % 3 == 0) {
                bytes[random.nextInt(8)] = (byte) (random.nextBoolean() ? 0x80 : 0xff);
            }
            for (ByteOrder order : List.of(ByteOrder.BIG_ENDIAN, ByteOrder.LITTLE_ENDIAN)) {
                ByteBuffer buffer = ByteBuffer.wrap(bytes).order(order);
                for (ValueKind kind : List.of(ValueKind.U8, ValueKind.U16, ValueKind.U32, ValueKind.U64)) {
                    BigInteger number = number(bytes, kind.width(), order);
                    Reading reading = kind.read(buffer, 0);
                    assertThat(reading.plain()).isEqualTo(number.toString());
                    assertThat(reading.text()).isEqualTo(
                            number.compareTo(BigInteger.TEN) < 0 ? number.toString()
                                    : number + "  0x" + number.toString(16));
                }
                assertThat(ValueKind.I8.read(buffer, 0).plain()).isEqualTo(Byte.toString(bytes[0]));
                assertThat(ValueKind.I16.read(buffer, 0).plain()).isEqualTo(Short.toString(buffer.getShort(0)));
                assertThat(ValueKind.I32.read(buffer, 0).plain()).isEqualTo(Integer.toString(buffer.getInt(0)));
                assertThat(ValueKind.I64.read(buffer, 0).plain()).isEqualTo(Long.toString(buffer.getLong(0)));
                assertThat(Float.parseFloat(ValueKind.F32.read(buffer, 0).plain()))
                        .isEqualTo(Float.valueOf(buffer.getFloat(0)));
                assertThat(Double.parseDouble(ValueKind.F64.read(buffer, 0).plain()))
                        .isEqualTo(Double.valueOf(buffer.getDouble(0)));
            }
        }
    }

    @Test
    void aByteIsShownInItsBits() {
        for (int value = 0; value < 256; value++) {
            ByteBuffer one = ByteBuffer.wrap(new byte[] {(byte) value});
            Reading binary = ValueKind.BINARY.read(one, 1);
            assertThat(Integer.parseInt(binary.plain(), 2)).isEqualTo(value);
            assertThat(binary.plain()).hasSize(8);
            assertThat(Integer.parseInt(ValueKind.OCTAL.read(one, 1).plain(), 8)).isEqualTo(value);
        }
        assertThat(text(ValueKind.BINARY, "51")).isEqualTo("0101 0001  set: 6, 4, 0");
        assertThat(text(ValueKind.BINARY, "00")).isEqualTo("0000 0000");
    }

    @ParameterizedTest
    @CsvSource({
        "51, Q  U+0051 LATIN CAPITAL LETTER Q", "00, U+0000 NULL",
        "c3 b6, ö  U+00F6 LATIN SMALL LETTER O WITH DIAERESIS",
        "e2 82 ac, €  U+20AC EURO SIGN", "f0 9f 98 80, 😀  U+1F600 GRINNING FACE", "fb, no character",
        "c0 80, no character", "e0 80 80, no character", "ed a0 80, no character", "f4 90 80 80, no character",
        "c3, no character", "c3 41, no character"
    })
    void charactersInUtf8HaveTheirNames(String bytes, String text) {
        assertThat(text(ValueKind.UTF8, bytes)).isEqualTo(text);
    }

    @Test
    void utf8IsWhatTheJdkDecodes() {
        for (int point = 0; point <= Character.MAX_CODE_POINT; point += point < 0x3000 ? 1 : 37) {
            if (point < Character.MIN_SURROGATE || point > Character.MAX_SURROGATE) {
                ByteBuffer bytes = StandardCharsets.UTF_8.encode(Character.toString(point));
                assertThat(ValueKind.UTF8.read(bytes, 0).plain()).isEqualTo(Character.toString(point));
            }
        }
        Random random = new Random(1);
        byte[] any = new byte[4];
        for (int round = 0; round < 100_000; round++) {
            random.nextBytes(any);
            any[0] |= (byte) 0xc0;
            String plain = ValueKind.UTF8.read(ByteBuffer.wrap(any), 0).plain();
            String first = firstCharacter(any);
            assertThat(plain).isEqualTo(first);
        }
    }

    private static String firstCharacter(byte[] bytes) {
        for (int length = 1; length <= 4; length++) {
            try {
                CharBuffer decoded = StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes, 0, length));
                return decoded.toString();
            } catch (CharacterCodingException e) {
                // One byte more may make it whole.
            }
        }
        return "";
    }

    @Test
    void charactersInUtf16DependOnTheOrder() {
        assertThat(text(ValueKind.UTF16, "00 41")).isEqualTo("A  U+0041 LATIN CAPITAL LETTER A");
        assertThat(little(ValueKind.UTF16, "41 00")).isEqualTo("A  U+0041 LATIN CAPITAL LETTER A");
        assertThat(text(ValueKind.UTF16, "d8 3d de 00")).isEqualTo("😀  U+1F600 GRINNING FACE");
        assertThat(little(ValueKind.UTF16, "3d d8 00 de")).isEqualTo("😀  U+1F600 GRINNING FACE");
        assertThat(text(ValueKind.UTF16, "d8 3d")).isEqualTo("no character");
        assertThat(text(ValueKind.UTF16, "de 00 d8 3d")).isEqualTo("no character");
        assertThat(text(ValueKind.UTF16, "d8 3d 00 41")).isEqualTo("no character");
    }

    @Test
    void timesAreSecondsSince1970() {
        assertThat(text(ValueKind.TIME32, "00 00 00 00")).isEqualTo("1970-01-01T00:00:00Z");
        assertThat(text(ValueKind.TIME32, "ff ff ff ff")).isEqualTo("2106-02-07T06:28:15Z");
        assertThat(text(ValueKind.TIME64, "ff ff ff ff ff ff ff ff")).isEqualTo("1969-12-31T23:59:59Z");
        long last = Instant.parse("9999-12-31T23:59:59Z").getEpochSecond();
        long first = Instant.parse("0001-01-01T00:00:00Z").getEpochSecond();
        assertThat(text(ValueKind.TIME64, "%016x".formatted(last).replaceAll("..(?!$)", "$0 ")))
                .isEqualTo("9999-12-31T23:59:59Z");
        assertThat(text(ValueKind.TIME64, "%016x".formatted(last + 1).replaceAll("..(?!$)", "$0 ")))
                .startsWith("no date");
        assertThat(text(ValueKind.TIME64, "%016x".formatted(first).replaceAll("..(?!$)", "$0 ")))
                .isEqualTo("0001-01-01T00:00:00Z");
        assertThat(text(ValueKind.TIME64, "%016x".formatted(first - 1).replaceAll("..(?!$)", "$0 ")))
                .startsWith("no date");
        assertThat(text(ValueKind.TIME64, "80 00 00 00 00 00 00 00")).startsWith("no date");
    }

    @ParameterizedTest
    @EnumSource
    void tooFewBytesAreNoValue(ValueKind kind) {
        byte[] bytes = new byte[8];
        for (int length = 0; length <= 8; length++) {
            Reading reading = kind.read(ByteBuffer.wrap(bytes, 8 - length, length), 0);
            assertThat(reading.equals(Reading.NONE)).isEqualTo(length < kind.width());
        }
        assertThat(kind.label()).isNotBlank();
    }

    @Test
    void anOffsetInTheFileLeadsThere() {
        assertThat(ValueKind.U32.read(hex("00 00 01 00"), 257).target()).isEqualTo(256);
        assertThat(ValueKind.U32.read(hex("00 00 01 00"), 256).target()).isEqualTo(Reading.NOWHERE);
        assertThat(ValueKind.U64.read(hex("ff ff ff ff ff ff ff ff"), Long.MAX_VALUE).target())
                .isEqualTo(Reading.NOWHERE);
        assertThat(ValueKind.U64.read(hex("00 00 00 00 00 00 00 00"), 9).target()).isEqualTo(Reading.NOWHERE);
        assertThat(ValueKind.I32.read(hex("00 00 01 00"), 999).target()).isEqualTo(Reading.NOWHERE);
    }
}
