package io.github.qcowscope.dump;

/** Values separated by commas, as RFC 4180 has them. */
final class Csv {

    private Csv() {}

    /** A text as one value: in quotes where it needs them. */
    static String quoted(String text) {
        return text.chars().anyMatch(c -> c == ',' || c == '"' || c < ' ')
                ? '"' + text.replace("\"", "\"\"") + '"' : text;
    }
}
