package io.github.qcowscope.search;

/** A regular expression needs more steps than anybody would wait for, or more memory than there is. */
public final class RegexTooHard extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final long offset;

    RegexTooHard(long offset) {
        super("the expression needs too many steps near 0x" + Long.toHexString(offset), null, false, false);
        this.offset = offset;
    }

    /** Near which offset it got too hard. */
    public long offset() {
        return offset;
    }
}
