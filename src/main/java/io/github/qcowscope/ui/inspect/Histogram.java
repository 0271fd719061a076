package io.github.qcowscope.ui.inspect;

import io.github.qcowscope.bytes.ByteStatistics;
import io.github.qcowscope.ui.text.Messages;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import javafx.beans.property.BooleanProperty;
import javafx.beans.property.ReadOnlyStringProperty;
import javafx.beans.property.ReadOnlyStringWrapper;
import javafx.beans.property.SimpleBooleanProperty;
import javafx.css.PseudoClass;
import javafx.scene.AccessibleRole;
import javafx.scene.control.Label;
import javafx.scene.input.KeyEvent;
import javafx.scene.input.MouseEvent;
import javafx.scene.layout.Region;
import org.jspecify.annotations.Nullable;

/** How often each byte is there: 256 bars. The arrow keys and the pointer choose one to be told about. */
final class Histogram extends Region {

    private static final PseudoClass CHOSEN = PseudoClass.getPseudoClass("chosen");
    private static final double LEAST_HEIGHT = 90;
    private static final double LEAST_WIDTH = ByteStatistics.VALUES;
    private static final int LINE = 16;

    private final List<Region> bars = new ArrayList<>();
    private final Region baseline = new Region();
    /** What the highest bar stands for, above the bars. */
    private final Label most = word("");
    private final Label first = word("00");
    private final Label firstPrintable = word("20");
    private final Label printable = word(Messages.get("statistics.printable"));
    private final Label lastPrintable = word("7E");
    private final Label last = word("FF");
    private final BooleanProperty logarithmic = new SimpleBooleanProperty(this, "logarithmic");
    private final ReadOnlyStringWrapper told = new ReadOnlyStringWrapper(this, "told", "");
    private @Nullable ByteStatistics statistics;
    private int chosen;

    /** No bars yet. */
    Histogram() {
        setId("histogram");
        getStyleClass().add("histogram");
        setFocusTraversable(true);
        setAccessibleRole(AccessibleRole.IMAGE_VIEW);
        setMinSize(LEAST_WIDTH, LEAST_HEIGHT);
        baseline.getStyleClass().add("histogram-baseline");
        for (int value = 0; value < ByteStatistics.VALUES; value++) {
            Region bar = new Region();
            bar.getStyleClass().addAll("histogram-bar",
                    value == 0 ? "zero" : value >= ' ' && value <= '~' ? "printable" : "other");
            bar.setMouseTransparent(true);
            bars.add(bar);
        }
        getChildren().addAll(bars);
        getChildren().addAll(baseline, most, first, firstPrintable, printable, lastPrintable, last);
        logarithmic.subscribe(this::requestLayout);
        addEventHandler(MouseEvent.MOUSE_MOVED, e -> choose((int) (e.getX() * ByteStatistics.VALUES / getWidth())));
        addEventHandler(MouseEvent.MOUSE_PRESSED, e -> requestFocus());
        addEventHandler(KeyEvent.KEY_PRESSED, this::keyPressed);
        show(null);
    }

    private static Label word(String text) {
        Label word = new Label(text);
        word.getStyleClass().addAll("hint", "histogram-word");
        word.setMouseTransparent(true);
        return word;
    }

    private void keyPressed(KeyEvent key) {
        if (key.isShortcutDown() || key.isAltDown()) {
            return;
        }
        switch (key.getCode()) {
            case LEFT -> choose(chosen - 1);
            case RIGHT -> choose(chosen + 1);
            case PAGE_UP, DOWN -> choose(chosen - LINE);
            case PAGE_DOWN, UP -> choose(chosen + LINE);
            case HOME -> choose(0);
            case END -> choose(ByteStatistics.VALUES - 1);
            default -> {
                return;
            }
        }
        key.consume();
    }

    /** Whether bars grow with the logarithm of a count, so that rare bytes are seen beside frequent ones. */
    BooleanProperty logarithmicProperty() {
        return logarithmic;
    }

    /** What there is to say about the chosen byte. */
    ReadOnlyStringProperty toldProperty() {
        return told.getReadOnlyProperty();
    }

    /** Shows counts; none where null. */
    void show(@Nullable ByteStatistics counts) {
        statistics = counts;
        most.setText(counts == null ? "" : Messages.get("statistics.most", mostOf(counts)));
        choose(chosen);
        requestLayout();
    }

    /** Chooses a byte; the nearest there is. */
    void choose(int value) {
        bars.get(chosen).pseudoClassStateChanged(CHOSEN, false);
        chosen = Math.clamp(value, 0, ByteStatistics.VALUES - 1);
        bars.get(chosen).pseudoClassStateChanged(CHOSEN, true);
        ByteStatistics counts = statistics;
        String name = "0x%02X".formatted(chosen) + (chosen > ' ' && chosen <= '~' ? " “%c”".formatted(chosen) : "");
        told.set(counts == null ? "" : Messages.get("statistics.bar", name, counts.counts()[chosen],
                Fact.percent(counts, counts.counts()[chosen])));
        setAccessibleText(Messages.get("statistics.histogram") + " " + told.get());
        requestLayout();
    }

    /** Height of a byte's bar as a share of the room, 0 to 1; a byte that is there at all is seen. */
    double heightOf(int value) {
        ByteStatistics counts = statistics;
        long highest = counts == null ? 0 : mostOf(counts);
        if (counts == null || highest == 0) {
            return 0;
        }
        long count = counts.counts()[value];
        return logarithmic.get() ? Math.log1p(count) / Math.log1p(highest) : (double) count / highest;
    }

    private static long mostOf(ByteStatistics counts) {
        return Arrays.stream(counts.counts()).max().orElse(0);
    }

    @Override
    protected void layoutChildren() {
        double width = getWidth() / ByteStatistics.VALUES;
        double line = Math.ceil(first.prefHeight(-1));
        double foot = getHeight() - 1 - line;
        double room = foot - line;
        ByteStatistics counts = statistics;
        for (int value = 0; value < ByteStatistics.VALUES; value++) {
            boolean there = counts != null && counts.counts()[value] > 0;
            double height = there ? Math.max(1, heightOf(value) * room) : value == chosen ? 1 : 0;
            double left = Math.round(value * width);
            double right = Math.round((value + 1) * width);
            bars.get(value).resizeRelocate(left, foot - height, Math.max(1, right - left), height);
        }
        baseline.resizeRelocate(0, foot, getWidth(), 1);
        place(most, 0, 0, 0);
        place(first, 0, 0, foot + 1);
        place(firstPrintable, ' ' * width, 0, foot + 1);
        place(printable, (' ' + '~' + 1) / 2.0 * width, 0.5, foot + 1);
        place(lastPrintable, ('~' + 1) * width, 1, foot + 1);
        place(last, getWidth(), 1, foot + 1);
    }

    /** Puts a word so that a share of its width lies left of a place. */
    private static void place(Label word, double x, double share, double y) {
        word.autosize();
        word.relocate(Math.round(x - share * word.getWidth()), y);
    }
}
