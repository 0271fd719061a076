package io.github.qcowscope.bench;

import atlantafx.base.theme.PrimerLight;
import io.github.qcowscope.ui.App;
import io.github.qcowscope.ui.document.Document;
import io.github.qcowscope.ui.hex.HexImage;
import io.github.qcowscope.ui.hex.HexModel;
import io.github.qcowscope.ui.hex.HexPane;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.util.Arrays;
import java.util.Locale;
import java.util.Objects;
import java.util.Random;
import javafx.animation.AnimationTimer;
import javafx.application.Application;
import javafx.application.Platform;
import javafx.scene.Scene;
import javafx.stage.Stage;

/**
 * Measures what a step of one row and a jump cost the FX thread, in a window of 60 rows over a file of 8 TiB: from the
 * call to the end of the pulse that shows it (CSS, layout, painting, hand-over to the renderer). Prints median and 95th
 * percentile, by the clock and on the CPU: the two differ where the machine has other things to do.
 *
 * <p>Steps go down and up a bitmap table of which every entry is marked, jumps anywhere in the file.
 */
public final class HexPaneBenchmark {

    private static final int ROUNDS = 2000;
    private static final int WARM_UP = 500;
    private static final long LENGTH = 8L << 40;
    private static final double WIDTH = 800;
    private static final double HEIGHT = 1230;

    private HexPaneBenchmark() {}

    /** Runs it; ends with 1 where a bar is missed. */
    public static void main(String[] arguments) {
        Application.launch(Window.class, arguments);
    }

    /** What one kind of move cost, in milliseconds. */
    private static final class Samples {
        private final String name;
        private final double bar;
        private final double[] wall = new double[WARM_UP + ROUNDS];
        private final double[] cpu = new double[WARM_UP + ROUNDS];

        Samples(String name, double bar) {
            this.name = name;
            this.bar = bar;
        }

        /** Makes a move, and has its cost noted when the pulse that shows it is over. */
        void take(int round, Runnable move) {
            ThreadMXBean threads = ManagementFactory.getThreadMXBean();
            long wallStart = System.nanoTime();
            long cpuStart = threads.getCurrentThreadCpuTime();
            move.run();
            // What is queued during a pulse runs right after it.
            Platform.runLater(() -> {
                wall[round] = (System.nanoTime() - wallStart) / 1e6;
                cpu[round] = (threads.getCurrentThreadCpuTime() - cpuStart) / 1e6;
            });
        }

        /** Prints the figures of the warm rounds, and tells whether the bar holds. */
        boolean print() {
            double p95 = percentile(wall, 95);
            System.out.printf(Locale.ROOT,
                    "%s: median %.1f ms, p95 %.1f ms (bar %.0f ms); of it on the CPU: median %.1f ms, p95 %.1f ms%n",
                    name, percentile(wall, 50), p95, bar, percentile(cpu, 50), percentile(cpu, 95));
            return p95 <= bar;
        }

        private static double percentile(double[] milliseconds, int percent) {
            double[] warm = Arrays.copyOfRange(milliseconds, WARM_UP, milliseconds.length);
            Arrays.sort(warm);
            return warm[warm.length * percent / 100];
        }
    }

    /** The window. */
    public static final class Window extends Application {
        private final Samples steps = new Samples("step", 8);
        private final Samples jumps = new Samples("jump", 17);
        private final Random random = new Random(1);
        private int rounds;

        @Override
        public void start(Stage stage) {
            Application.setUserAgentStylesheet(new PrimerLight().getUserAgentStylesheet());
            Document document = HexImage.document(LENGTH);
            HexPane pane = new HexPane(document);
            Scene scene = new Scene(pane, WIDTH, HEIGHT);
            scene.getStylesheets().add(Objects.requireNonNull(
                    App.class.getResource("palette-light.css")).toExternalForm());
            stage.setScene(scene);
            stage.setX(0);
            stage.setY(0);
            stage.show();
            pane.requestFocus();
            document.select(Objects.requireNonNull(document.root().find("bitmaps/bitmap-0/table/0")));
            HexModel model = pane.model();
            Runnable step = () -> model.scrollBy(rounds++ % 1000 < 500 ? 1 : -1);
            Runnable jump = () -> model.scrollTo(random.nextLong(model.rowCount()));
            measure(steps, step, () -> measure(jumps, jump, () -> report(model)));
        }

        /** One move a pulse, so that every move has a pulse of its own to show it. */
        private static void measure(Samples samples, Runnable move, Runnable then) {
            new AnimationTimer() {
                private int next;

                @Override
                public void handle(long now) {
                    if (next < WARM_UP + ROUNDS) {
                        samples.take(next++, move);
                    } else {
                        stop();
                        then.run();
                    }
                }
            }.start();
        }

        private void report(HexModel model) {
            System.out.printf("%d rows, %d rounds after %d to warm up%n", model.visibleRows(), ROUNDS, WARM_UP);
            boolean good = steps.print() & jumps.print();
            Platform.exit();
            if (!good) {
                Runtime.getRuntime().halt(1);
            }
        }
    }
}
