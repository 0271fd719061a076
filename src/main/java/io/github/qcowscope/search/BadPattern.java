package io.github.qcowscope.search;

import java.util.List;

/** What a user typed is nothing that can be looked for. The interface has the words for it. */
public final class BadPattern extends Exception {

    private static final long serialVersionUID = 1L;

    /** What is wrong. */
    public enum Reason {
        /** There are no bytes. */
        NO_BYTES,
        /** A byte has only one digit. */
        HALF_BYTE,
        /** Something is no hexadecimal digit: the character. */
        NOT_HEX,
        /** Every byte is left open. */
        ALL_OPEN,
        /** There is no text. */
        NO_TEXT,
        /** There is no number. */
        NO_NUMBER,
        /** Something is no number: the text. */
        NOT_A_NUMBER,
        /** The number does not fit: the width in bits. */
        TOO_LARGE,
        /** There is no expression. */
        NO_REGEX,
        /** The expression is wrong: the reason, and the index of the character. */
        BAD_REGEX,
        /** The expression has a character that is no single byte: the character. */
        NOT_ASCII
    }

    private final Reason reason;
    private final transient List<Object> details;

    BadPattern(Reason reason, Object... details) {
        super(reason + " " + List.of(details));
        this.reason = reason;
        this.details = List.of(details);
    }

    /** What is wrong. */
    public Reason reason() {
        return reason;
    }

    /** What {@link Reason} says that belongs to it. */
    public List<Object> details() {
        return details;
    }
}
