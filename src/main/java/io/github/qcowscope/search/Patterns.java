package io.github.qcowscope.search;

import io.github.qcowscope.search.BadPattern.Reason;
import io.github.qcowscope.search.BytePattern.Choice;
import java.io.ByteArrayOutputStream;
import java.math.BigInteger;
import java.nio.charset.Charset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;

/** Makes what can be looked for out of what a user types. */
public final class Patterns {

    private static final byte WHOLE = (byte) 0xff;

    private Patterns() {}

    /**
     * Bytes in hexadecimal, two digits each; {@code ?} stands for any digit, so {@code ??} for any byte. Spaces and a
     * {@code 0x} in front are skipped.
     */
    public static Needle hex(String text) throws BadPattern {
        String digits = text.strip().replaceFirst("^0[xX]", "").replaceAll("\\s", "");
        if (digits.isEmpty()) {
            throw new BadPattern(Reason.NO_BYTES);
        }
        byte[] values = new byte[(digits.length() + 1) / 2];
        byte[] masks = new byte[values.length];
        for (int i = 0; i < digits.length(); i++) {
            char c = digits.charAt(i);
            int digit = c > 'f' ? -1 : Character.digit(c, 16);
            if (c != '?' && digit < 0) {
                throw new BadPattern(Reason.NOT_HEX, String.valueOf(c));
            }
            int shift = i % 2 == 0 ? 4 : 0;
            values[i / 2] |= (byte) (c == '?' ? 0 : digit << shift);
            masks[i / 2] |= (byte) (c == '?' ? 0 : 0xf << shift);
        }
        if (digits.length() % 2 != 0) {
            throw new BadPattern(Reason.HALF_BYTE);
        }
        if (digits.chars().allMatch(c -> c == '?')) {
            throw new BadPattern(Reason.ALL_OPEN);
        }
        return new BytePattern(values, masks, List.of(), 1);
    }

    /**
     * Text.
     *
     * @param ignoreCase whether letters match their other case, where both have as many bytes in the encoding
     */
    public static Needle text(String text, TextEncoding encoding, boolean ignoreCase) throws BadPattern {
        if (text.isEmpty()) {
            throw new BadPattern(Reason.NO_TEXT);
        }
        // Encodings that give the same bytes are one; without letters of both cases the bytes are all that there is.
        Map<List<Object>, BytePattern> patterns = new LinkedHashMap<>();
        for (Charset charset : encoding.charsets()) {
            patterns.putIfAbsent(List.of(HexFormat.of().formatHex(text.getBytes(charset))),
                    text(text, charset, ignoreCase));
        }
        return anyOf(List.copyOf(patterns.values()));
    }

    private static BytePattern text(String text, Charset charset, boolean ignoreCase) {
        ByteArrayOutputStream values = new ByteArrayOutputStream();
        ByteArrayOutputStream masks = new ByteArrayOutputStream();
        List<Choice> choices = new ArrayList<>();
        text.codePoints().forEach(letter -> {
            List<byte[]> forms = ignoreCase ? forms(letter, charset) : List.of(bytes(letter, charset));
            byte[] value = forms.getFirst().clone();
            byte[] mask = new byte[value.length];
            Arrays.fill(mask, WHOLE);
            for (byte[] form : forms) {
                for (int i = 0; i < mask.length; i++) {
                    mask[i] &= (byte) ~(form[i] ^ value[i]);
                }
            }
            for (int i = 0; i < value.length; i++) {
                value[i] &= mask[i];
            }
            if (forms.size() > 1 && !isTold(forms, mask)) {
                choices.add(new Choice(values.size(), forms));
            }
            values.writeBytes(value);
            masks.writeBytes(mask);
        });
        return new BytePattern(values.toByteArray(), masks.toByteArray(), List.copyOf(choices), 1);
    }

    /** Whether the mask admits the forms and nothing else: two of them that differ in one bit. */
    private static boolean isTold(List<byte[]> forms, byte[] mask) {
        int open = 0;
        for (byte bits : mask) {
            open += Byte.SIZE - Integer.bitCount(bits & 0xff);
        }
        return 1 << Math.min(open, 30) == forms.size();
    }

    /** A letter in either case, the typed form first. */
    private static List<byte[]> forms(int letter, Charset charset) {
        byte[] typed = bytes(letter, charset);
        return Stream.of(letter, Character.toLowerCase(letter), Character.toUpperCase(letter)).distinct()
                .map(form -> bytes(form, charset)).filter(form -> form.length == typed.length).toList();
    }

    private static byte[] bytes(int letter, Charset charset) {
        return Character.toString(letter).getBytes(charset);
    }

    /**
     * A number: decimal, with a minus in front where it is negative, or hexadecimal after {@code 0x}.
     *
     * @param aligned whether only offsets count that are a multiple of the number's width
     */
    public static Needle number(String text, NumberWidth width, NumberOrder order, boolean aligned) throws BadPattern {
        BigInteger number = parse(text.strip().replace("_", "").toLowerCase(Locale.ROOT));
        List<BytePattern> patterns = new ArrayList<>();
        for (int bytes : width.bytes()) {
            if (fits(number, bytes * Byte.SIZE)) {
                byte[] big = bigEndian(number, bytes);
                byte[] little = reversed(big);
                if (order != NumberOrder.LITTLE) {
                    patterns.add(aligned(big, aligned));
                }
                if (order == NumberOrder.LITTLE || order == NumberOrder.BOTH && !Arrays.equals(big, little)) {
                    patterns.add(aligned(little, aligned));
                }
            }
        }
        if (patterns.isEmpty()) {
            throw new BadPattern(Reason.TOO_LARGE, width.bytes().getLast() * Byte.SIZE);
        }
        return anyOf(patterns);
    }

    private static BigInteger parse(String text) throws BadPattern {
        if (text.isEmpty()) {
            throw new BadPattern(Reason.NO_NUMBER);
        }
        boolean negative = text.startsWith("-");
        String digits = negative || text.startsWith("+") ? text.substring(1) : text;
        boolean hex = digits.startsWith("0x");
        digits = hex ? digits.substring(2) : digits;
        if (!digits.matches(hex ? "[0-9a-f]+" : "[0-9]+")) {
            throw new BadPattern(Reason.NOT_A_NUMBER, text);
        }
        // However long it is, it does not fit: a number of millions of digits would take its time.
        String bounded = digits.length() > Long.SIZE ? "1" + "0".repeat(Long.SIZE) : digits;
        BigInteger number = new BigInteger(bounded, hex ? 16 : 10);
        return negative ? number.negate() : number;
    }

    /** Whether a number has room in so many bits, with a sign or without. */
    private static boolean fits(BigInteger number, int bits) {
        return number.signum() < 0 ? number.bitLength() < bits : number.bitLength() <= bits;
    }

    private static byte[] bigEndian(BigInteger number, int bytes) {
        long value = number.longValue();
        byte[] result = new byte[bytes];
        for (int i = 0; i < bytes; i++) {
            result[i] = (byte) (value >>> (bytes - 1 - i) * Byte.SIZE);
        }
        return result;
    }

    private static byte[] reversed(byte[] bytes) {
        byte[] result = new byte[bytes.length];
        for (int i = 0; i < bytes.length; i++) {
            result[i] = bytes[bytes.length - 1 - i];
        }
        return result;
    }

    private static BytePattern aligned(byte[] bytes, boolean aligned) {
        byte[] masks = new byte[bytes.length];
        Arrays.fill(masks, WHOLE);
        return new BytePattern(bytes, masks, List.of(), aligned ? bytes.length : 1);
    }

    /**
     * A regular expression over bytes, in Java's syntax: {@code .} is any byte, {@code \xfb} the byte FB, {@code ^} and
     * {@code $} are where lines begin and end.
     *
     * @param ignoreCase whether the letters A to Z match their other case
     */
    public static Needle regex(String text, boolean ignoreCase) throws BadPattern {
        return BytesRegex.of(text, ignoreCase);
    }

    private static Needle anyOf(List<BytePattern> patterns) {
        return patterns.size() == 1 ? patterns.getFirst() : new AnyOf(patterns);
    }
}
