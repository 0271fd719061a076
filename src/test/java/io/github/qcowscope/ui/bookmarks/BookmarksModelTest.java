package io.github.qcowscope.ui.bookmarks;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.qcowscope.bytes.ByteRange;
import io.github.qcowscope.fixture.ImageBuilder;
import io.github.qcowscope.fixture.TestImage;
import io.github.qcowscope.schema.Node;
import io.github.qcowscope.ui.bookmarks.Bookmark.Hue;
import io.github.qcowscope.ui.document.ByteMarks;
import io.github.qcowscope.ui.document.Document;
import io.github.qcowscope.ui.job.AtOnce;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class BookmarksModelTest {

    private static final Path IMAGE = Path.of("/images/disk.qcow2");

    @TempDir
    Path settings;

    private final TestImage test = new ImageBuilder().clusterBits(12).size(8 << 20).data(0, "x")
            .compressed(0x5000, "abcdefgh".repeat(512).getBytes(StandardCharsets.US_ASCII)).build();
    private Document document = document();

    private Document document() {
        return new Document(IMAGE, test.open(), new AtOnce());
    }

    private BookmarksModel model() {
        return new BookmarksModel(document, new BookmarkStore(settings), IMAGE);
    }

    private void select(String path) {
        document.select(Objects.requireNonNull(document.root().find(path), path));
    }

    private static List<ByteRange> ranges(BookmarksModel model) {
        return model.bookmarks().stream().map(Bookmark::range).toList();
    }

    @Test
    void marksWhatIsSelectedOrTheByteUnderTheCaretAndTakesItBack() {
        BookmarksModel model = model();
        select("header/size");
        model.toggle();
        Bookmark size = model.bookmarks().getFirst();
        assertThat(size).isEqualTo(new Bookmark(new ByteRange(24, 8), "Header › size", "header/size", Hue.AMBER));
        document.selectByte(4);
        model.toggle();
        assertThat(ranges(model)).containsExactly(new ByteRange(4, 1), new ByteRange(24, 8));
        assertThat(document.marks().all(ByteMarks.Group.BOOKMARKS).getLast().text()).isEqualTo("Header › size");
        select("header/size");
        model.toggle();
        assertThat(ranges(model)).containsExactly(new ByteRange(4, 1));
        assertThat(document.marks().all(ByteMarks.Group.BOOKMARKS)).hasSize(1);
    }

    @Test
    void comeBackAfterARestartWithNotesAndColours() throws IOException {
        BookmarksModel model = model();
        document.selectByte(100);
        model.toggle();
        model.note(model.bookmarks().getFirst(), "  why is this 3?  ");
        model.color(model.bookmarks().getFirst(), Hue.RED);
        List<Bookmark> before = List.copyOf(model.bookmarks());
        document = document();
        assertThat(model().bookmarks()).isEqualTo(before);
        assertThat(before.getFirst().note()).isEqualTo("why is this 3?");
        assertThat(new BookmarksModel(document, new BookmarkStore(settings), Path.of("/other.qcow2")).bookmarks())
                .isEmpty();
        BookmarksModel again = model();
        again.remove(again.bookmarks().getFirst());
        assertThat(model().bookmarks()).isEmpty();
        try (Stream<Path> left = Files.list(settings.resolve("bookmarks"))) {
            assertThat(left).isEmpty();
        }
    }

    @Test
    void setAFileAsideThatCannotBeRead() throws IOException {
        document.selectByte(1);
        model().toggle();
        Path file = only();
        Files.writeString(file, "broken by hand");
        BookmarksModel model = model();
        assertThat(model.bookmarks()).isEmpty();
        assertThat(model.toldProperty().get()).contains(file.toString());
        model.toggle();
        assertThat(settings.resolve("bookmarks").resolve(file.getFileName() + ".unreadable"))
                .hasContent("broken by hand");
        assertThat(model().bookmarks()).hasSize(1);
        byte[] large = new byte[(4 << 20) + 1];
        Arrays.fill(large, (byte) '[');
        Files.write(file, large);
        assertThat(model().bookmarks()).isEmpty();
    }

    private Path only() throws IOException {
        try (Stream<Path> files = Files.list(settings.resolve("bookmarks"))) {
            return files.findFirst().orElseThrow();
        }
    }

    @Test
    void areNoReasonToFailWhereTheyCannotBeKept() throws IOException {
        Path file = Files.writeString(settings.resolve("file"), "");
        BookmarksModel model = new BookmarksModel(document, new BookmarkStore(file), IMAGE);
        model.toggle();
        assertThat(model.bookmarks()).hasSize(1);
        BookmarkStore memory = new BookmarkStore(null);
        new BookmarksModel(document, memory, IMAGE).toggle();
        assertThat(new BookmarksModel(document, memory, IMAGE).bookmarks()).hasSize(1);
    }

    @Test
    void areWalkedThroughRoundAndRound() {
        BookmarksModel model = model();
        for (long offset : new long[] {0x10, 0x100, 0x1000}) {
            document.selectByte(offset);
            model.toggle();
        }
        document.selectByte(0x80);
        model.next();
        assertThat(document.caret()).isEqualTo(0x100);
        model.next();
        model.next();
        assertThat(document.caret()).isEqualTo(0x10);
        model.previous();
        assertThat(document.caret()).isEqualTo(0x1000);
        model.previous();
        assertThat(document.caret()).isEqualTo(0x100);
    }

    @Test
    void leadBackToTheFileFromAnInflatedClusterWhichTakesNone() {
        BookmarksModel model = model();
        select("header/size");
        model.toggle();
        Node inflated = Objects.requireNonNull(document.root().find("l1/0/l2/5/compressed-data/inflated"));
        document.select(inflated);
        model.toggle();
        assertThat(model.bookmarks()).hasSize(1);
        assertThat(model.toldProperty().get()).contains("inflated");
        model.next();
        assertThat(document.showsImage()).isTrue();
        assertThat(document.selection()).isEqualTo(new ByteRange(24, 8));
        assertThat(document.selectedNode().path()).isEqualTo("header/size");
    }

    @Test
    void areKeptPastTheEndOfAFileThatWasCutAndSaySo() {
        BookmarksModel model = model();
        model.add("{\"bookmarks\": [{\"offset\": %d, \"length\": 4}]}".formatted(test.length() + 10));
        Bookmark lost = model.bookmarks().getFirst();
        assertThat(model.isPastEnd(lost)).isTrue();
        model.goTo(lost);
        assertThat(document.caret()).isZero();
        assertThat(model.toldProperty().get()).startsWith("The file ends before");
        model.next();
        assertThat(document.caret()).isZero();
    }

    @Test
    void areCopiedAndAddedElsewhereWithoutDoubles() {
        BookmarksModel model = model();
        select("header/size");
        model.toggle();
        model.note(model.bookmarks().getFirst(), "a | b");
        assertThat(model.markdown()).endsWith("| 0x18 | 8 | `header/size` | a \\| b |\n");
        String json = model.json();
        model.add(json);
        assertThat(model.bookmarks()).hasSize(1);
        assertThat(model.toldProperty().get()).isEqualTo("No new bookmarks.");
        model.remove(model.bookmarks().getFirst());
        model.add(json);
        assertThat(model.bookmarks().getFirst().note()).isEqualTo("a | b");
        model.add("nonsense");
        model.add(null);
        assertThat(model.toldProperty().get()).contains("no bookmarks on the clipboard");
        assertThat(model.bookmarks()).hasSize(1);
    }
}
