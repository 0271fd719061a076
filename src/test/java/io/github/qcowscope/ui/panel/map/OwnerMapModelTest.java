package io.github.qcowscope.ui.panel.map;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.qcowscope.fixture.ImageBuilder;
import io.github.qcowscope.job.Progress;
import io.github.qcowscope.ui.document.Document;
import io.github.qcowscope.ui.job.Background;
import java.nio.file.Path;
import java.util.function.Consumer;
import java.util.function.Function;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("The making of the map of owners")
class OwnerMapModelTest {

    /** Work that the user stops, until told otherwise. */
    private static final class Stoppable implements Background {

        private boolean stopping = true;

        @Override
        public <T> void latest(String key, String title, Function<Progress, T> work, Consumer<T> then) {
            latest(key, title, work, then, () -> {});
        }

        @Override
        public <T> void latest(String key, String title, Function<Progress, T> work, Consumer<T> then, Runnable ended) {
            if (stopping) {
                ended.run();
            } else {
                then.accept(work.apply(Progress.NONE));
            }
        }
    }

    @Test
    @DisplayName("can be stopped, and begun again")
    void stopped() {
        Stoppable background = new Stoppable();
        Document document = new Document(Path.of("image.qcow2"), new ImageBuilder().build().open(), background);
        OwnerMapModel model = new OwnerMapModel(document, background);
        assertThat(model.stateProperty().get()).isEqualTo(new OwnerMapModel.State.None("The map was not finished."));
        assertThat(document.image().hostMap()).isEmpty();
        background.stopping = false;
        model.make();
        assertThat(model.stateProperty().get()).isInstanceOf(OwnerMapModel.State.Ready.class);
        assertThat(document.image().hostMap()).isPresent();
    }
}
