package io.github.qcowscope.ui.hex;

/** The two ways in which a row shows its bytes. */
public enum HexColumn {
    /** Two hexadecimal digits a byte. */
    HEX,
    /** One character a byte. */
    TEXT;

    /** The column that shows the same bytes the other way. */
    public HexColumn other() {
        return this == HEX ? TEXT : HEX;
    }
}
