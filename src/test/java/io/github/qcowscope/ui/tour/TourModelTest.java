package io.github.qcowscope.ui.tour;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.qcowscope.bytes.HeapBytes;
import io.github.qcowscope.fixture.SampleImage;
import io.github.qcowscope.qcow2.Qcow2Image;
import io.github.qcowscope.ui.document.Document;
import io.github.qcowscope.ui.job.AtOnce;
import java.io.IOException;
import java.nio.file.Files;
import org.junit.jupiter.api.Test;

class TourModelTest {

    private final TourModel model = new TourModel();

    private static Document sample() throws IOException {
        return new Document(SampleImage.FILE,
                new Qcow2Image(new HeapBytes("sample", Files.readAllBytes(SampleImage.FILE))), new AtOnce());
    }

    @Test
    void leadsThroughTheSampleAndSelectsTheRealThingAtEachStep() throws IOException {
        Document document = sample();
        model.start(document);
        for (TourModel.Step step : TourModel.STEPS) {
            assertThat(document.selectedNode().path()).isEqualTo(step.path());
            assertThat(document.selection().isEmpty()).isFalse();
            assertThat(step.title()).isNotBlank();
            assertThat(step.text()).hasSizeBetween(100, 300);
            model.next();
        }
        assertThat(model.isOn()).isFalse();
        assertThat(document.selectedNode().path()).isEqualTo(TourModel.STEPS.getLast().path());
        model.next();
        model.back();
        assertThat(model.isOn()).isFalse();
    }

    @Test
    void goesBackAndEndsWithItsDocument() throws IOException {
        Document document = sample();
        model.start(document);
        model.back();
        assertThat(model.indexProperty().get()).isZero();
        model.next();
        model.back();
        assertThat(document.selectedNode().path()).isEqualTo("header");
        model.leave(document);
        assertThat(model.isOn()).isTrue();
        model.leave(sample());
        assertThat(model.isOn()).isFalse();
    }
}
