package io.github.qcowscope.ui.text;

/** The marks in the texts of menus and buttons: the letter behind a {@code _} chooses the item. */
public final class Mnemonics {

    private Mnemonics() {}

    /** A text as it is shown where no letter chooses it. */
    public static String without(String text) {
        return text.replace("_", "");
    }
}
