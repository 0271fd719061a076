package io.github.qcowscope.bench;

import io.github.qcowscope.bytes.ByteRange;
import io.github.qcowscope.schema.Node;
import io.github.qcowscope.ui.MainWindow;
import io.github.qcowscope.ui.Panels;
import io.github.qcowscope.ui.document.Document;
import io.github.qcowscope.ui.go.GuestGoto;
import io.github.qcowscope.ui.hex.HexModel;
import io.github.qcowscope.ui.hex.HexPane;
import io.github.qcowscope.ui.panel.PanelTabs;
import io.github.qcowscope.ui.settings.Settings;
import io.github.qcowscope.ui.workspace.Sample;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.function.IntConsumer;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import javafx.application.Application;
import javafx.application.Platform;
import javafx.scene.control.ListView;
import javafx.scene.control.Menu;
import javafx.scene.control.MenuBar;
import javafx.scene.control.MenuItem;
import javafx.scene.control.Tab;
import javafx.scene.control.TableView;
import javafx.scene.control.TextField;
import javafx.scene.control.ToggleButton;
import javafx.stage.Stage;

/**
 * Uses the window on a preallocated image of 1 TiB as a user would, and measures how long its FX thread is deaf meanwhile. The
 * bar is 50 ms; ends with 1 where it is missed. What is measured is the second round: the first one loads classes and warms
 * up the compiler, as the cache that the application is packaged with does.
 *
 * <pre>{@code xvfb-run -a -s "-screen 0 1360x900x24" mvn process-test-classes exec:exec@bench -Dbench=PulseBenchmark \
 *     -Dbench.args="[FOLDER [ROUNDS TO WARM UP]]"}</pre>
 *
 * The folder (the one for temporary files unless told) needs 200 MiB of room. On a machine that is busy with other things, look
 * at the figures without the wait for a core.
 */
public final class PulseBenchmark {

    private PulseBenchmark() {}

    /** Makes the image, uses the window, prints, and removes the image. */
    public static void main(String[] arguments) {
        Application.launch(Window.class, arguments);
    }

    /** The window, and who uses it. */
    public static final class Window extends Application {

        private static final int STEPS = 150;
        private static final int JUMPS = 60;
        private static final long FRAME = 17;
        private static final long ROW = 16;
        private static final List<String> NODES = List.of("header", "l1", "l1/0", "l1/0/l2", "l1/0/l2/8191", "l1/1000/l2",
                "l1/1000/l2/5", "refcounts", "refcounts/0", "gaps", "");

        private final Random random = new Random(1);
        private MainWindow window;
        private Stage stage;
        private FxWatchdog watchdog;
        private boolean good = true;
        private boolean isMeasured;

        @Override
        public void start(Stage primary) {
            stage = primary;
            window = new MainWindow(primary, new MainWindow.Parts(Settings.inMemory(), new Sample(null), folder -> Optional.empty(),
                    (owner, document, from) -> { }, (owner, document, other) -> { }, Panels.all(), new GuestGoto(),
                    (owner, title, name) -> Optional.empty()));
            window.show();
            watchdog = new FxWatchdog();
            Thread user = new Thread(this::use, "user");
            user.setDaemon(true);
            user.start();
        }

        private void use() {
            int status = 1;
            try {
                List<String> arguments = getParameters().getRaw();
                Path folder = arguments.isEmpty() ? Path.of(System.getProperty("java.io.tmpdir")) : Path.of(arguments.getFirst());
                Path image = Files.createTempFile(folder, "pulse", ".qcow2");
                try {
                    make(image);
                    watchdog.start();
                    int rounds = arguments.size() > 1 ? Integer.parseInt(arguments.get(1)) : 1;
                    for (int i = 0; i <= rounds; i++) {
                        isMeasured = i == rounds;
                        round(image);
                    }
                    watchdog.end();
                    status = good ? 0 : 1;
                } finally {
                    Files.delete(image);
                }
            } catch (IOException | InterruptedException | RuntimeException e) {
                e.printStackTrace();
            }
            Runtime.getRuntime().halt(status);
        }

        private static void make(Path image) throws IOException, InterruptedException {
            Process process = new ProcessBuilder("qemu-img", "create", "-q", "-f", "qcow2", "-o", "preallocation=metadata",
                    image.toString(), "1T").inheritIO().start();
            if (process.waitFor() != 0) {
                throw new IOException("qemu-img makes no image");
            }
        }

        private void round(Path image) throws InterruptedException {
            phase("open", () -> {
                run(() -> window.workspace().open(image));
                // The check, the owners and the gaps go on from here: what follows is done beside them.
                until(() -> window.workspace().document() != null);
                pause(1000);
            });
            HexModel rows = ask(() -> ((HexPane) find(".hex-pane")).model());
            phase("scroll, beside all jobs", () -> scroll(rows));
            phase("select", this::select);
            phase("open, to its end", this::rest);
            phase("scroll", () -> scroll(rows));
            phase("select, all known", this::select);
            phase("arrow keys", () -> repeat(STEPS, i -> document().step(i * ROW, new ByteRange(i * ROW, 1))));
            phase("tree and tables", this::tables);
            phase("search", this::search);
            phase("found, scrolled", () -> scrollTable("#found"));
            phase("check", () -> {
                run(() -> tabs().bringForward("tab-problems"));
                pause(300);
                click("#problems-again");
                pause(500);
                rest();
            });
            phase("cluster map", () -> {
                run(() -> tabs().bringForward("tab-cluster-map"));
                pause(500);
                rest();
            });
            phase("tabs", this::everyTab);
            phase("close", () -> {
                run(window.workspace()::close);
                pause(200);
            });
        }

        /** What a user does for a while. */
        private interface Use {
            void run() throws InterruptedException;
        }

        private void phase(String name, Use use) throws InterruptedException {
            pause(100);
            watchdog.begin(name);
            use.run();
            pause(100);
            if (isMeasured) {
                good &= watchdog.print();
            }
        }

        private void scroll(HexModel rows) throws InterruptedException {
            repeat(STEPS, i -> rows.scrollBy(1));
            repeat(JUMPS, i -> rows.scrollTo(random.nextLong(rows.rowCount())));
            repeat(JUMPS, i -> document().selectByte(random.nextLong(document().source().length())));
        }

        private void select() throws InterruptedException {
            for (String path : NODES) {
                run(() -> {
                    Node node = document().root().find(path);
                    if (node != null) {
                        document().select(node);
                    }
                });
                pause(300);
            }
        }

        private void tables() throws InterruptedException {
            run(() -> document().select(Objects.requireNonNull(document().root().find("l1/7/l2/9"))));
            pause(300);
            ListView<?> tree = ask(() -> (ListView<?>) find("#tree"));
            repeat(JUMPS, i -> tree.scrollTo(random.nextInt(tree.getItems().size())));
            run(() -> {
                tabs().bringForward("tab-fields");
                document().select(Objects.requireNonNull(document().root().find("l1")));
            });
            pause(300);
            scrollTable("#fields");
        }

        private void scrollTable(String id) throws InterruptedException {
            javafx.scene.Node table = ask(() -> find(id));
            switch (table) {
                case TableView<?> rows -> repeat(JUMPS, i -> rows.scrollTo(random.nextInt(Math.max(1, rows.getItems().size()))));
                case ListView<?> rows -> repeat(JUMPS, i -> rows.scrollTo(random.nextInt(Math.max(1, rows.getItems().size()))));
                default -> throw new IllegalStateException(id + " has no rows");
            }
        }

        private void search() throws InterruptedException {
            run(() -> fire("find"));
            run(() -> ((ToggleButton) find("#find-bytes")).fire());
            for (String pattern : List.of("80 00 00 0c ?? ?? 00 00", "80 00 00", "00 01 00 01")) {
                run(() -> ((TextField) find("#find-field")).setText(pattern));
                pause(200);
                run(() -> fire("find-next"));
                pause(500);
                run(() -> fire("find-all"));
                pause(500);
                rest();
            }
        }

        private void everyTab() throws InterruptedException {
            for (int i = 0; i < 3; i++) {
                for (String id : ask(() -> tabs().getTabs().stream().map(Tab::getId).toList())) {
                    run(() -> tabs().bringForward(id));
                    pause(250);
                }
            }
        }

        private void repeat(int times, IntConsumer move) throws InterruptedException {
            for (int i : IntStream.range(0, times).toArray()) {
                run(() -> move.accept(i));
                pause(FRAME);
            }
        }

        private Document document() {
            return Objects.requireNonNull(window.workspace().document());
        }

        private PanelTabs tabs() {
            return (PanelTabs) find("#panels");
        }

        private javafx.scene.Node find(String query) {
            return Objects.requireNonNull(stage.getScene().lookup(query), query);
        }

        private void click(String query) throws InterruptedException {
            run(() -> ((javafx.scene.control.ButtonBase) find(query)).fire());
        }

        private void fire(String item) {
            MenuBar bar = (MenuBar) find(".menu-bar");
            bar.getMenus().stream().map(Menu::getItems).flatMap(List::stream).filter(each -> item.equals(each.getId()))
                    .findFirst().map(MenuItem.class::cast).orElseThrow().fire();
        }

        /** Waits for the end of all work. */
        private void rest() throws InterruptedException {
            until(window::isIdle);
        }

        private static void until(Supplier<Boolean> condition) throws InterruptedException {
            while (!ask(condition)) {
                pause(50);
            }
        }

        private static void run(Runnable action) throws InterruptedException {
            ask(() -> {
                action.run();
                return true;
            });
        }

        private static <T> T ask(Supplier<T> question) throws InterruptedException {
            CompletableFuture<T> answer = new CompletableFuture<>();
            Platform.runLater(() -> {
                try {
                    answer.complete(question.get());
                } catch (RuntimeException e) {
                    answer.completeExceptionally(e);
                }
            });
            try {
                return answer.get();
            } catch (java.util.concurrent.ExecutionException e) {
                throw new IllegalStateException(e.getCause());
            }
        }

        private static void pause(long milliseconds) throws InterruptedException {
            Thread.sleep(milliseconds);
        }
    }
}
