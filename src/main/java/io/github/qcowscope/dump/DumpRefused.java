package io.github.qcowscope.dump;

/** A dump that makes no sense; the message is one sentence for the user. */
public final class DumpRefused extends Exception {

    private static final long serialVersionUID = 1L;

    /** With the sentence. */
    public DumpRefused(String sentence) {
        super(sentence);
    }
}
