package io.github.qcowscope.ui.inspect;

/**
 * A value that bytes were read as.
 *
 * @param text   what is shown
 * @param plain  what is copied: the value and nothing else; empty where there is none
 * @param target the offset in the source that it could be, {@link #NOWHERE} for none
 */
record Reading(String text, String plain, long target) {

    /** No offset. */
    static final long NOWHERE = -1;
    /** Nothing could be read. */
    static final Reading NONE = new Reading("", "", NOWHERE);

    /** A value that is shown as it is copied. */
    static Reading of(String text) {
        return new Reading(text, text, NOWHERE);
    }

    /** The text. */
    @Override
    public String toString() {
        return text;
    }
}
