package io.github.qcowscope.ui.palette;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.qcowscope.fixture.BitmapSpec;
import io.github.qcowscope.fixture.ImageBuilder;
import io.github.qcowscope.fixture.TestImage;
import io.github.qcowscope.ui.command.Command;
import io.github.qcowscope.ui.document.Document;
import io.github.qcowscope.ui.go.Goto;
import io.github.qcowscope.ui.go.GotoParser;
import io.github.qcowscope.ui.job.AtOnce;
import io.github.qcowscope.ui.settings.Settings;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class PaletteModelTest {

    private final TestImage test = new ImageBuilder().clusterBits(12).size(8 << 20).data(0, "x")
            .bitmap(BitmapSpec.named("bitmap-1").zeroes().ones()).bitmap(BitmapSpec.named("other").zeroes()).build();
    private final Document document = new Document(Path.of("test.qcow2"), test.open(), new AtOnce());
    private final Set<Command> disabled = EnumSet.noneOf(Command.class);
    private final List<Command> run = new ArrayList<>();
    private final Settings settings = Settings.inMemory();
    private final PaletteModel model = model(document);

    private PaletteModel model(Document open) {
        return new PaletteModel(command -> !disabled.contains(command), run::add, () -> open,
                new Goto((image, offset) ->
                new GotoParser.Address.Nowhere("not mapped")), settings);
    }

    private List<String> titles(String query) {
        model.begin();
        model.queryProperty().set(query);
        return model.entries().stream().map(PaletteEntry::title).toList();
    }

    @ParameterizedTest
    @EnumSource(value = Command.class, mode = EnumSource.Mode.EXCLUDE, names = "PALETTE")
    void findsEveryCommandByItsNameItsIdAndItsKeys(Command command) {
        assertThat(titles("")).contains(command.plainText());
        assertThat(titles(command.plainText()).getFirst()).isEqualTo(command.plainText());
        assertThat(titles(command.id())).contains(command.plainText());
        if (!command.keys().isEmpty()) {
            assertThat(titles(command.keys().getFirst().getDisplayText()).getFirst()).isEqualTo(command.plainText());
        }
    }

    @ParameterizedTest
    @CsvSource({"cah, Copy as Hex", "follow, Follow Pointer", "reload, Reload", "f5, Reload",
            "ctrl+shift+c, Copy Value"})
    void listsTheBestMatchFirst(String query, String title) {
        assertThat(titles(query).getFirst()).isEqualTo(title);
    }

    @Test
    void runsWhatIsChosenAndListsItFirstTheNextTime() {
        titles("abo");
        model.choose(model.entries().getFirst());
        titles("reload");
        model.choose(model.entries().getFirst());
        assertThat(run).containsExactly(Command.ABOUT, Command.RELOAD);
        assertThat(titles("").subList(0, 2)).containsExactly("Reload", "About Qcowscope");
        assertThat(model(document).entries()).isEmpty();
        PaletteModel next = model(document);
        next.begin();
        assertThat(next.entries().getFirst().title()).isEqualTo("Reload");
    }

    @Test
    void listsWhatCannotBeHadLastWithTheReasonAndDoesNotRunIt() {
        disabled.add(Command.COPY_HEX);
        List<String> titles = titles("copy");
        assertThat(titles.getLast()).isEqualTo("Copy as Hex");
        PaletteEntry entry = model.entries().getLast();
        assertThat(entry.hindrance()).isEqualTo("needs selected bytes");
        model.choose(entry);
        assertThat(run).isEmpty();
    }

    @Test
    void goesToAnOffsetAndToANode() {
        assertThat(titles(":0x1000")).containsExactly("Go to 0x1000");
        assertThat(model.entries().getFirst().aside()).isEqualTo("0x1000 (4096)");
        model.choose(model.entries().getFirst());
        assertThat(document.caret()).isEqualTo(0x1000);
        assertThat(titles("c:1+16")).containsExactly("Go to c:1+16");
        assertThat(titles("header/magic").getFirst()).isEqualTo("Go to header/magic");
        model.choose(model.entries().getFirst());
        assertThat(document.selectedNode().path()).isEqualTo("header/magic");
    }

    @Test
    void completesAPathStepByStep() {
        assertThat(titles("@")).contains("header", "bitmaps");
        assertThat(titles("@btm").getFirst()).isEqualTo("bitmaps");
        model.complete(model.entries().getFirst());
        assertThat(model.queryProperty().get()).isEqualTo("@bitmaps/");
        assertThat(model.entries().stream().map(PaletteEntry::title)).contains("bitmaps/bitmap-1", "bitmaps/other");
        assertThat(titles("@bitmaps/bm1").getFirst()).isEqualTo("bitmaps/bitmap-1");
        model.choose(model.entries().getFirst());
        assertThat(document.selectedNode().path()).isEqualTo("bitmaps/bitmap-1");
    }

    @Test
    void saysWhyAPlaceDoesNotExist() {
        assertThat(titles(":0xfffffffff")).containsExactly("0xfffffffff");
        assertThat(model.entries().getFirst().hindrance()).contains("past the end");
        assertThat(titles("qqqq")).containsExactly("qqqq");
        PaletteModel closed = model(null);
        closed.begin();
        closed.queryProperty().set("@header");
        assertThat(closed.entries().getFirst().hindrance()).isEqualTo("needs an open image");
        closed.choose(closed.entries().getFirst());
    }
}
