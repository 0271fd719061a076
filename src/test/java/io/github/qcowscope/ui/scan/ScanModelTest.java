package io.github.qcowscope.ui.scan;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.qcowscope.bytes.ByteRange;
import io.github.qcowscope.bytes.HeapBytes;
import io.github.qcowscope.fixture.SampleImage;
import io.github.qcowscope.fixture.TestImage;
import io.github.qcowscope.job.Cancelled;
import io.github.qcowscope.job.Progress;
import io.github.qcowscope.qcow2.Qcow2Image;
import io.github.qcowscope.qcow2.layout.Kinds;
import io.github.qcowscope.scan.Proposal;
import io.github.qcowscope.schema.Kind;
import io.github.qcowscope.ui.document.Document;
import io.github.qcowscope.ui.job.AtOnce;
import io.github.qcowscope.ui.job.Background;
import io.github.qcowscope.ui.scan.ScanModel.State;
import java.nio.file.Path;
import java.util.function.Consumer;
import java.util.function.Function;
import org.junit.jupiter.api.Test;

class ScanModelTest {

    private final TestImage image = SampleImage.make();
    private Runnable pending = () -> { };

    private Document document() {
        return new Document(Path.of("disk"), image.open(), new AtOnce());
    }

    private static Proposal first(ScanModel model, Kind kind) {
        return model.listed().stream().filter(proposal -> proposal.kind().equals(kind)).findFirst().orElseThrow();
    }

    @Test
    void doesNothingBeforeItIsAsked() {
        ScanModel model = new ScanModel(document(), new AtOnce());
        assertThat(model.state()).isEqualTo(State.NONE);
        assertThat(model.isHeadless()).isFalse();
        assertThat(model.hasTree()).isTrue();
        assertThat(model.summary()).isEmpty();
    }

    @Test
    void knowsAFileThatDoesNotBeginAsAnImage() {
        image.poke(0, 1, 0);
        ScanModel model = new ScanModel(document(), new AtOnce());
        assertThat(model.isHeadless()).isTrue();
        assertThat(model.hasTree()).isTrue();
        image.poke(0, new byte[4096]);
        assertThat(new ScanModel(document(), new AtOnce()).hasTree()).isFalse();
    }

    @Test
    void listsWhatTheTreeHasOnlyOnDemand() {
        Document document = document();
        ScanModel model = new ScanModel(document, new AtOnce());
        model.scan();
        assertThat(model.state()).isEqualTo(State.DONE);
        assertThat(model.listed()).isEmpty();
        assertThat(model.count()).isEqualTo(24);
        assertThat(document.root().find("proposals")).isNull();
        model.withKnownProperty().set(true);
        assertThat(model.listed()).hasSize(24);
        model.kindProperty().set(Kinds.BITMAP_TABLE);
        assertThat(model.listed()).hasSize(5);
        model.select(model.listed().getFirst());
        assertThat(document.selectedNode().path()).startsWith("bitmaps/").endsWith("/table");
        assertThat(model.summary()).isEqualTo("Found: 0; in the tree already: 24. Clusters of 4 KiB, 99 % sure.");
    }

    @Test
    void addsWhatIsFoundToTheTree() {
        image.poke(0, new byte[4096]);
        Document document = document();
        ScanModel model = new ScanModel(document, new AtOnce());
        model.scan();
        Proposal table = first(model, Kinds.SNAPSHOT);
        model.select(table);
        assertThat(document.selectedNode().path()).isEqualTo("proposals/" + table.key());
        assertThat(document.selection()).isEqualTo(table.range());
        assertThat(document.selectedNode().child(1).name()).isEqualTo("before-update");
        document.selectByte(image.l1Table() + 3);
        assertThat(document.selectedNode().path()).isEqualTo("proposals/0x%x-l1-table/0".formatted(image.l1Table()));
    }

    @Test
    void lightsBytesWhileTheScanStillRuns() {
        image.poke(0, new byte[4096]);
        Document document = document();
        AtOnce background = new AtOnce();
        ScanModel model = new ScanModel(document, background);
        background.hold();
        model.scan();
        assertThat(model.state()).isEqualTo(State.RUNNING);
        model.select(new Proposal(Kinds.L1_TABLE, new ByteRange(4096, 512), 50, "It is one.", 0, 12, 64, ""));
        assertThat(document.selection().offset()).isEqualTo(4096);
        background.release();
        assertThat(model.state()).isEqualTo(State.DONE);
    }

    @Test
    void canBeStopped() {
        boolean[] cancelled = {false};
        Background background = new Background() {
            @Override
            public <T> void latest(String key, String title, Function<Progress, T> work, Consumer<T> then) {
                throw new UnsupportedOperationException(key);
            }

            @Override
            public <T> void latest(String key, String title, Function<Progress, T> work, Consumer<T> then,
                    Runnable ended) {
                pending = () -> {
                    try {
                        then.accept(work.apply(Progress.NONE));
                    } catch (Cancelled e) {
                        cancelled[0] = true;
                        ended.run();
                    }
                };
            }
        };
        ScanModel model = new ScanModel(document(), background);
        model.scan();
        model.stop();
        pending.run();
        assertThat(cancelled[0]).isTrue();
        assertThat(model.state()).isEqualTo(State.STOPPED);
        assertThat(model.summary()).isEqualTo("The scan was not finished.");
        model.scan();
        pending.run();
        assertThat(model.state()).as("a new scan is not stopped by the old wish").isEqualTo(State.DONE);
    }

    @Test
    void saysThatNothingWasFound() {
        Document document = new Document(Path.of("text"), new Qcow2Image(new HeapBytes("text", new byte[5000])),
                new AtOnce());
        ScanModel model = new ScanModel(document, new AtOnce());
        model.scan();
        assertThat(model.count()).isZero();
        assertThat(model.summary()).isEmpty();
    }
}
