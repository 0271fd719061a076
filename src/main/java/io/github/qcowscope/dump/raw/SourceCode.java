package io.github.qcowscope.dump.raw;

import io.github.qcowscope.bytes.Excerpt;
import io.github.qcowscope.job.Progress;
import io.github.qcowscope.schema.Units;
import java.util.Base64;
import java.util.HexFormat;

/** Bytes as constants of programming languages. */
final class SourceCode {

    private static final int C_ROW = 12;
    private static final int JAVA_ROW = 8;
    private static final int PYTHON_ROW = 16;
    /**
     * The most bytes that a Java array lists one by one: the method that fills an array must not have more than 64 KiB
     * of code, of which each element takes up to 8.
     */
    static final int MOST_ELEMENTS = 8000;
    /**
     * Characters of one string of a long Java constant; the 16 MiB that are ever copied then need some 5,500 of them.
     */
    private static final int STRING = 4096;
    private static final HexFormat HEX = HexFormat.of();

    private SourceCode() {}

    static String c(Excerpt bytes, Progress progress) {
        StringBuilder text = new StringBuilder(bytes.length() * 6 + 128)
                .append("/* ").append(place(bytes)).append(" */\n")
                .append("static const unsigned char bytes[").append(bytes.length()).append("] = {");
        for (int i = 0; i < bytes.length(); i++) {
            HexText.tell(progress, i, bytes);
            text.append(i % C_ROW == 0 ? "\n    " : " ").append("0x");
            HEX.toHexDigits(text, bytes.bytes()[i]);
            text.append(",");
        }
        return text.append("\n};\n").toString();
    }

    static String java(Excerpt bytes, Progress progress) {
        StringBuilder text = new StringBuilder("// ").append(place(bytes)).append("\n");
        return (bytes.length() > MOST_ELEMENTS ? decoded(bytes, text) : listed(bytes, text, progress)).toString();
    }

    private static StringBuilder listed(Excerpt bytes, StringBuilder text, Progress progress) {
        text.append("byte[] bytes = {");
        for (int i = 0; i < bytes.length(); i++) {
            HexText.tell(progress, i, bytes);
            text.append(i % JAVA_ROW == 0 ? "\n    " : " ").append(bytes.u8(i) > Byte.MAX_VALUE ? "(byte) 0x" : "0x");
            HEX.toHexDigits(text, bytes.bytes()[i]);
            text.append(",");
        }
        return text.append("\n};\n");
    }

    /** No string constant may be longer than 64 KiB, and the compiler joins those with a plus between. */
    private static StringBuilder decoded(Excerpt bytes, StringBuilder text) {
        String base64 = Base64.getEncoder().encodeToString(bytes.bytes());
        text.append("byte[] bytes = java.util.Base64.getDecoder().decode(String.join(\"\"");
        for (int i = 0; i < base64.length(); i += STRING) {
            text.append(",\n    \"").append(base64, i, Math.min(base64.length(), i + STRING)).append('"');
        }
        return text.append("));\n");
    }

    static String python(Excerpt bytes, Progress progress) {
        StringBuilder text = new StringBuilder("# ").append(place(bytes)).append("\ndata = (");
        for (int i = 0; i < bytes.length(); i++) {
            HexText.tell(progress, i, bytes);
            if (i % PYTHON_ROW == 0) {
                text.append(i == 0 ? "" : "\"").append("\n    b\"");
            }
            python(bytes.u8(i), text);
        }
        return text.append("\"\n)\n").toString();
    }

    private static void python(int value, StringBuilder text) {
        if (value == '"' || value == '\\') {
            text.append('\\').append((char) value);
        } else if (value >= ' ' && value < 0x7f) {
            text.append((char) value);
        } else {
            text.append("\\x");
            HEX.toHexDigits(text, (byte) value);
        }
    }

    private static String place(Excerpt bytes) {
        return "offset 0x%x, %s".formatted(bytes.range().offset(), Units.count(bytes.length(), "byte"));
    }
}
