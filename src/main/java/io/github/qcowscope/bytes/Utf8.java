package io.github.qcowscope.bytes;

import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CoderResult;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;

/** Text from a file that may hold anything. */
public final class Utf8 {

    private Utf8() {}

    /**
     * Decodes UTF-8 and never fails: each byte that is not part of valid UTF-8 becomes {@code \xNN} (lower-case
     * digits).
     *
     * @param bytes  where the text lies
     * @param from   index of its first byte
     * @param length number of bytes
     */
    public static String decode(byte[] bytes, int from, int length) {
        if (isAscii(bytes, from, length)) {
            return new String(bytes, from, length, StandardCharsets.ISO_8859_1);
        }
        CharsetDecoder decoder = StandardCharsets.UTF_8.newDecoder()
                .onMalformedInput(CodingErrorAction.REPORT)
                .onUnmappableCharacter(CodingErrorAction.REPORT);
        ByteBuffer in = ByteBuffer.wrap(bytes, from, length);
        // An invalid byte takes four characters, a valid one at most one.
        CharBuffer out = CharBuffer.allocate(Math.multiplyExact(length, 4));
        while (in.hasRemaining()) {
            CoderResult result = decoder.decode(in, out, true);
            if (result.isError()) {
                for (int i = 0; i < result.length(); i++) {
                    out.put("\\x%02x".formatted(in.get() & 0xff));
                }
            }
            decoder.reset();
        }
        return out.flip().toString();
    }

    /** Nearly all names are: they need no decoder, which would be made for each. */
    private static boolean isAscii(byte[] bytes, int from, int length) {
        int at = from;
        while (at < from + length && bytes[at] >= 0) {
            at++;
        }
        return at == from + length;
    }

    /** Whether all of the bytes are valid UTF-8. */
    public static boolean isValid(byte[] bytes) {
        try {
            StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes));
            return true;
        } catch (java.nio.charset.CharacterCodingException e) {
            return false;
        }
    }
}
