package io.github.qcowscope.ui.minimap;

import io.github.qcowscope.bytes.ByteRange;
import io.github.qcowscope.qcow2.layout.Kinds;
import io.github.qcowscope.schema.Kind;
import io.github.qcowscope.ui.document.ByteMarks.Sort;
import io.github.qcowscope.ui.job.Late;
import io.github.qcowscope.ui.text.Messages;
import io.github.qcowscope.ui.theme.ResolvedColors;
import java.util.ArrayList;
import java.util.List;
import javafx.beans.value.ObservableValue;
import javafx.geometry.Orientation;
import javafx.scene.AccessibleAttribute;
import javafx.scene.AccessibleRole;
import javafx.scene.canvas.Canvas;
import javafx.scene.canvas.GraphicsContext;
import javafx.scene.control.Tooltip;
import javafx.scene.input.KeyEvent;
import javafx.scene.input.MouseButton;
import javafx.scene.input.MouseEvent;
import javafx.scene.layout.Region;
import javafx.scene.paint.Color;
import org.jspecify.annotations.Nullable;

/** Paints the minimap, and takes the mouse and the keys. */
final class MinimapStrip extends Region {

    private static final double WIDTH = 46;
    /** Where the strip begins; problems are marked on its left, the rest on its right. */
    private static final double LEFT = 12;
    private static final double RIGHT = 36;
    /** Where data begin in a row that has metadata too. */
    private static final double DATA_LEFT = 24;
    private static final double MARK = 7;
    private static final double LEAST_WINDOW = 6;
    private static final int PAGE = 20;
    private static final String[] RAMP = {"-bitmap-clean", "-bitmap-low", "-bitmap-some", "-bitmap-half", "-bitmap-most",
        "-bitmap-full"};

    private final MinimapModel model;
    private final Canvas canvas = new Canvas();
    private final ResolvedColors colors = new ResolvedColors(colorNames(), this::requestLayout);
    private final Late<Tooltip> tip = new Late<>(this::makeTip);

    MinimapStrip(MinimapModel model, ObservableValue<ByteRange> shown) {
        this.model = model;
        setId("minimap");
        getStyleClass().add("minimap");
        setFocusTraversable(true);
        setAccessibleRole(AccessibleRole.SLIDER);
        setMinSize(WIDTH, 0);
        setPrefWidth(WIDTH);
        getChildren().addAll(colors, canvas);
        for (ObservableValue<?> changing : List.of(model.cellsProperty(), model.marksProperty(), model.cursorProperty(), shown,
                focusedProperty())) {
            changing.subscribe(this::requestLayout);
        }
        model.toldProperty().subscribe(words -> {
            tip.ifMade(bubble -> bubble.setText(words));
            setAccessibleText(Messages.get("minimap.name") + " " + words);
        });
        addEventHandler(MouseEvent.MOUSE_PRESSED, this::press);
        addEventHandler(MouseEvent.MOUSE_DRAGGED, this::drag);
        addEventHandler(MouseEvent.MOUSE_RELEASED, this::release);
        addEventHandler(MouseEvent.MOUSE_MOVED, e -> {
            model.tell(rowAt(e.getY()));
            tip.get();
        });
        addEventHandler(MouseEvent.MOUSE_EXITED, e -> model.tell(-1));
        addEventHandler(KeyEvent.KEY_PRESSED, this::press);
    }

    private Tooltip makeTip() {
        Tooltip made = new Tooltip(model.toldProperty().get());
        Tooltip.install(this, made);
        return made;
    }

    private static List<String> colorNames() {
        List<String> names = new ArrayList<>(List.of("-hex-background", "-hex-line", "-hex-caret", "-hex-current",
                "-hex-selection-line", "-kind-gap-pale", "-hex-missing", "-problem-note", "-problem-warning", "-problem-error"));
        names.addAll(List.of(RAMP));
        for (Kind kind : Kinds.ALL) {
            names.add(fill(kind));
            names.add(line(kind));
        }
        return names;
    }

    private static String fill(Kind kind) {
        return "-kind-" + kind.id();
    }

    private static String line(Kind kind) {
        return "-kind-" + kind.id() + "-line";
    }

    private int rowAt(double y) {
        int count = model.cellsProperty().get().rows().count();
        return count == 0 ? -1 : Math.clamp((int) (y * count / Math.max(1, getHeight())), 0, count - 1);
    }

    private double y(int row) {
        return row * getHeight() / model.cellsProperty().get().rows().count();
    }

    private void press(MouseEvent e) {
        requestFocus();
        e.consume();
    }

    private void drag(MouseEvent e) {
        if (e.isPrimaryButtonDown()) {
            model.scrollTo(rowAt(e.getY()));
        }
    }

    private void release(MouseEvent e) {
        if (e.getButton() == MouseButton.PRIMARY) {
            if (e.isStillSincePress()) {
                model.select(rowAt(e.getY()));
            } else {
                model.scrollTo(rowAt(e.getY()));
            }
        }
    }

    private void press(KeyEvent e) {
        int all = model.cellsProperty().get().rows().count();
        switch (e.getCode()) {
            case UP -> model.moveBy(-1);
            case DOWN -> model.moveBy(1);
            case PAGE_UP -> model.moveBy(-PAGE);
            case PAGE_DOWN -> model.moveBy(PAGE);
            case HOME -> model.moveBy(-all);
            case END -> model.moveBy(all);
            case ENTER, SPACE -> model.select(model.cursorProperty().get());
            default -> {
                return;
            }
        }
        e.consume();
    }

    @Override
    public @Nullable Object queryAccessibleAttribute(AccessibleAttribute attribute, Object... parameters) {
        return switch (attribute) {
            case VALUE -> (double) model.cursorProperty().get();
            case MIN_VALUE -> 0.0;
            case MAX_VALUE -> (double) Math.max(0, model.cellsProperty().get().rows().count() - 1);
            case ORIENTATION -> Orientation.VERTICAL;
            default -> super.queryAccessibleAttribute(attribute, parameters);
        };
    }

    @Override
    protected void layoutChildren() {
        model.resize((int) getHeight());
        canvas.setWidth(getWidth());
        canvas.setHeight(getHeight());
        GraphicsContext to = canvas.getGraphicsContext2D();
        to.setFill(colors.named("-hex-background"));
        to.fillRect(0, 0, getWidth(), getHeight());
        MinimapCells cells = model.cellsProperty().get();
        int count = cells.rows().count();
        if (count == 0) {
            return;
        }
        for (int row = 0; row < count; row++) {
            paintRow(to, cells, row);
        }
        to.setStroke(colors.named("-hex-line"));
        to.setLineWidth(1);
        to.strokeRect(LEFT - 0.5, 0.5, RIGHT - LEFT + 1, getHeight() - 1);
        paintMarks(to, model.marksProperty().get(), count);
        paintWindow(to, cells.rows());
        if (isFocused()) {
            to.setStroke(colors.named("-hex-caret"));
            to.setLineWidth(2);
            to.strokeRect(1, 1, getWidth() - 2, getHeight() - 2);
            to.strokeLine(2, y(model.cursorProperty().get()) + 0.5, getWidth() - 2, y(model.cursorProperty().get()) + 0.5);
        }
    }

    private void paintRow(GraphicsContext to, MinimapCells cells, int row) {
        double top = Math.floor(y(row));
        double height = Math.max(1, Math.floor(y(row + 1)) - top);
        byte first = cells.first()[row];
        switch (cells.mode()) {
            case KINDS -> {
                byte data = cells.other()[row];
                if (first == MinimapCells.NOTHING && data < 0) {
                    fill(to, "-kind-gap-pale", LEFT, RIGHT, top, height);
                }
                if (data >= 0) {
                    fill(to, fill(Kinds.ALL.get(data)), first < 0 ? LEFT : DATA_LEFT, RIGHT, top, height);
                }
                if (first >= 0) {
                    fill(to, line(Kinds.ALL.get(first)), LEFT, data < 0 ? RIGHT : DATA_LEFT, top, height);
                }
            }
            case ENTROPY -> {
                if (first == MinimapCells.UNKNOWN) {
                    fill(to, "-hex-missing", LEFT, RIGHT, top, height);
                } else if (first >= 0) {
                    to.setFill(ramp(first / 100.0));
                    to.fillRect(LEFT, top, RIGHT - LEFT, height);
                }
            }
        }
    }

    private void fill(GraphicsContext to, String color, double left, double right, double top, double height) {
        to.setFill(colors.named(color));
        to.fillRect(left, top, right - left, height);
    }

    private Color ramp(double share) {
        double at = Math.clamp(share, 0, 1) * (RAMP.length - 1);
        int step = Math.min((int) at, RAMP.length - 2);
        return colors.named(RAMP[step]).interpolate(colors.named(RAMP[step + 1]), at - step);
    }

    /** The bytes that the hex pane shows, as a frame that stays large enough to be seen. */
    private void paintWindow(GraphicsContext to, MinimapRows rows) {
        ByteRange shown = model.shown();
        if (!shown.isEmpty()) {
            double top = y(rows.rowOf(shown.offset()));
            double height = Math.max(LEAST_WINDOW, y(rows.rowOf(shown.end() - 1) + 1) - top);
            top = Math.min(top, getHeight() - height);
            to.setStroke(colors.named("-hex-caret"));
            to.setLineWidth(2);
            to.strokeRect(LEFT - 3, top + 1, RIGHT - LEFT + 6, height - 2);
        }
    }

    /** The milder marks first, so that the worse ones lie above them. */
    private void paintMarks(GraphicsContext to, MinimapMarks marks, int count) {
        for (Sort sort : Sort.values()) {
            for (int row = 0; row < count && row < marks.hits().length; row++) {
                double middle = y(row) + 0.5;
                if (marks.problems()[row] == sort) {
                    problem(to, sort, middle);
                }
                Kind hue = marks.bookmarks()[row];
                if (sort == Sort.BOOKMARK && hue != null) {
                    to.setFill(colors.named(line(hue)));
                    to.fillPolygon(new double[] {RIGHT + 3, RIGHT + 3 + MARK, RIGHT + 3 + MARK},
                            new double[] {middle, middle - MARK / 2, middle + MARK / 2}, 3);
                }
                if (sort == Sort.HIT && marks.hits()[row]) {
                    fill(to, "-hex-selection-line", RIGHT + 1, RIGHT + 5, middle - 1, 2);
                }
            }
        }
    }

    /** A square for an error, a triangle for a warning, a ring for a note. */
    private void problem(GraphicsContext to, Sort sort, double middle) {
        double top = Math.clamp(middle - MARK / 2, 0, Math.max(0, getHeight() - MARK));
        double left = 1;
        switch (sort) {
            case ERROR -> fill(to, "-problem-error", left, left + MARK, top, MARK);
            case WARNING -> {
                to.setFill(colors.named("-problem-warning"));
                to.fillPolygon(new double[] {left, left + MARK / 2, left + MARK}, new double[] {top + MARK, top, top + MARK}, 3);
            }
            case NOTE -> {
                to.setStroke(colors.named("-problem-note"));
                to.setLineWidth(1.5);
                to.strokeOval(left + 1, top + 1, MARK - 2, MARK - 2);
            }
            case BOOKMARK, HIT -> { }
        }
    }
}
