package io.github.qcowscope.bytes;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** What a search looks for: a few bytes, some of which may be left open. */
public final class BytePattern {

    private static final byte WHOLE = (byte) 0xff;
    /** The bit that tells an ASCII capital from its small letter. */
    private static final byte NO_CASE = (byte) 0xdf;

    private final byte[] values;
    private final byte[] masks;

    private BytePattern(byte[] values, byte[] masks) {
        this.values = values;
        this.masks = masks;
    }

    /**
     * Bytes in hexadecimal, two digits each; {@code ?} stands for any digit, so {@code ??} for any byte. Spaces and a
     * {@code 0x} in front are skipped.
     *
     * @throws IllegalArgumentException with a sentence for the user, where the text is no such thing
     */
    public static BytePattern hex(String text) {
        String digits = text.strip().replaceFirst("^0[xX]", "").replaceAll("\\s", "");
        if (digits.isEmpty()) {
            throw new IllegalArgumentException("Type the bytes to find, two hexadecimal digits each.");
        }
        if (digits.length() % 2 != 0) {
            throw new IllegalArgumentException("Each byte needs two hexadecimal digits; the last one has only one.");
        }
        byte[] values = new byte[digits.length() / 2];
        byte[] masks = new byte[values.length];
        for (int i = 0; i < digits.length(); i++) {
            char c = digits.charAt(i);
            int digit = Character.digit(c, 16);
            if (c != '?' && (digit < 0 || c > 'f')) {
                throw new IllegalArgumentException("\"" + c + "\" is no hexadecimal digit; ?? stands for any byte.");
            }
            int shift = i % 2 == 0 ? 4 : 0;
            values[i / 2] |= (byte) (c == '?' ? 0 : digit << shift);
            masks[i / 2] |= (byte) (c == '?' ? 0 : 0xf << shift);
        }
        return new BytePattern(values, masks);
    }

    /**
     * Text, as its UTF-8 bytes.
     *
     * @param ignoreCase whether the letters A to Z match their small forms, and the other way round
     * @throws IllegalArgumentException with a sentence for the user, where the text is empty
     */
    public static BytePattern text(String text, boolean ignoreCase) {
        if (text.isEmpty()) {
            throw new IllegalArgumentException("Type the text to find.");
        }
        byte[] values = text.getBytes(StandardCharsets.UTF_8);
        byte[] masks = new byte[values.length];
        Arrays.fill(masks, WHOLE);
        for (int i = 0; ignoreCase && i < values.length; i++) {
            int small = values[i] | ~NO_CASE;
            if (small >= 'a' && small <= 'z') {
                masks[i] = NO_CASE;
                values[i] &= NO_CASE;
            }
        }
        return new BytePattern(values, masks);
    }

    /** Number of bytes that a match has. */
    public int length() {
        return values.length;
    }

    /** Whether the bytes from {@code at} on match; the array must reach that far. */
    boolean matches(byte[] bytes, int at) {
        for (int i = 0; i < values.length; i++) {
            if ((bytes[at + i] & masks[i]) != values[i]) {
                return false;
            }
        }
        return true;
    }
}
