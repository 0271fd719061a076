package io.github.qcowscope.ui;

/** The marks in the texts of menus and buttons: the letter behind a {@code _} chooses the item. */
final class Mnemonics {

    private Mnemonics() {}

    /** A text as it is shown where no letter chooses it. */
    static String without(String text) {
        return text.replace("_", "");
    }
}
