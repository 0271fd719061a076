package io.github.qcowscope.ui.find;

import io.github.qcowscope.search.BadPattern;
import io.github.qcowscope.search.Needle;
import io.github.qcowscope.search.NumberOrder;
import io.github.qcowscope.search.NumberWidth;
import io.github.qcowscope.search.Patterns;
import io.github.qcowscope.search.TextEncoding;
import io.github.qcowscope.ui.text.Messages;
import java.util.Locale;

/**
 * What the user has put into the find bar.
 *
 * @param aligned whether numbers only count at offsets that are a multiple of their width
 */
record Query(FindMode mode, String text, boolean ignoresCase, TextEncoding encoding, NumberWidth width,
        NumberOrder order, boolean aligned) {

    /** What to look for. */
    Needle needle() throws BadPattern {
        return switch (mode) {
            case BYTES -> Patterns.hex(text);
            case TEXT -> Patterns.text(text, encoding, ignoresCase);
            case NUMBER -> Patterns.number(text, width, order, aligned);
            case REGEX -> Patterns.regex(text, ignoresCase);
        };
    }

    /** What is wrong, in a sentence. */
    static String explain(BadPattern bad) {
        return Messages.get("find.bad." + bad.reason().name().toLowerCase(Locale.ROOT).replace('_', '-'),
                bad.details().toArray());
    }
}
