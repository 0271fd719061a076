package io.github.qcowscope.ui.hex;

import java.util.List;
import javafx.scene.text.Font;
import javafx.scene.text.Text;

/**
 * Sizes in pixels that follow from the font.
 *
 * @param font       all characters of which are equally wide
 * @param charWidth  width of a character
 * @param lineHeight height of a line of text
 */
record HexMetrics(Font font, double charWidth, double lineHeight) {

    /** Space on the left and right of a row. */
    static final double MARGIN = 10;
    /** Above the text of a row. */
    static final double ABOVE = 1;
    /** Below the text: room for underlines and for the ticks that show bits. */
    private static final double BELOW = 3;
    private static final int SAMPLE = 100;
    private static final List<String> FAMILIES =
            List.of("Cascadia Mono", "Consolas", "Menlo", "DejaVu Sans Mono");

    /** The sizes at a font size in pixels. */
    static HexMetrics of(double fontSize) {
        // A family that the system lacks comes back as another one; listing all families would take much longer.
        Font font = FAMILIES.stream()
                .map(family -> Font.font(family, fontSize))
                .filter(found -> FAMILIES.contains(found.getFamily()))
                .findFirst()
                .orElseGet(() -> Font.font("Monospaced", fontSize));
        Text sample = new Text("0".repeat(SAMPLE));
        sample.setFont(font);
        return new HexMetrics(font, sample.getLayoutBounds().getWidth() / SAMPLE,
                sample.getLayoutBounds().getHeight());
    }

    /** Height of a row: whole pixels, so that every row is drawn alike. */
    double rowHeight() {
        return Math.ceil(lineHeight + ABOVE + BELOW);
    }

    /** Left edge of a character, counted from the left edge of the content. */
    double x(double character) {
        return MARGIN + character * charWidth;
    }
}
