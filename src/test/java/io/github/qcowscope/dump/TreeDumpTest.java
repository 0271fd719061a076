package io.github.qcowscope.dump;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.qcowscope.bytes.ByteSource;
import io.github.qcowscope.bytes.HeapBytes;
import io.github.qcowscope.bytes.Span;
import io.github.qcowscope.fixture.BitmapSpec;
import io.github.qcowscope.fixture.HeaderField;
import io.github.qcowscope.fixture.ImageBuilder;
import io.github.qcowscope.fixture.Json;
import io.github.qcowscope.fixture.SampleImage;
import io.github.qcowscope.fixture.TestImage;
import io.github.qcowscope.job.Cancelled;
import io.github.qcowscope.job.Progress;
import io.github.qcowscope.qcow2.Qcow2Image;
import io.github.qcowscope.schema.Node;
import io.github.qcowscope.schema.Value;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayName("A dump of everything")
class TreeDumpTest {

    @Test
    @DisplayName("as text is what was reviewed")
    void textGolden() {
        assertThat(Dumps.of(VariousImage.make().bytes(), DumpFormat.TEXT)).isEqualTo(GoldenImage.recorded(VariousImage.TEXT));
    }

    @Test
    @DisplayName("as JSON is what was reviewed")
    void jsonGolden() {
        assertThat(Dumps.of(VariousImage.make().bytes(), DumpFormat.JSON, VariousImage.JSON_PATH))
                .isEqualTo(GoldenImage.recorded(VariousImage.JSON));
    }

    @Test
    @DisplayName("as JSON has every node of the tree, in its order, with all that the tree knows of it")
    void jsonHasEveryNode() {
        ByteSource bytes = SampleImage.make().bytes();
        Json document = Json.parse(Dumps.of(bytes, DumpFormat.JSON));

        assertThat(keys(document)).containsExactly("schemaVersion", "image", "node");
        assertThat(document.get("schemaVersion").number()).isEqualTo(1);
        assertThat(document.get("image").get("size").number()).isEqualTo(bytes.length());
        int[] count = {0};
        assertSame(document.get("node"), new Qcow2Image(bytes).root(), bytes, count);
        assertThat(count[0]).isGreaterThan(10_000);
    }

    private static List<Object> keys(Json object) {
        return new ArrayList<>(((Map<?, ?>) object.value()).keySet());
    }

    private static void assertSame(Json json, Node node, ByteSource file, int[] count) {
        count[0]++;
        assertThat(keys(json)).containsExactly("path", "name", "kind", "source", "offset",
                "size", "bits", "type", "raw", "value", "meaning", "target", "problems", "children");
        assertThat(json.get("path").text()).isEqualTo(node.path());
        assertThat(json.get("name").text()).isEqualTo(node.name());
        assertThat(json.get("kind").text()).isEqualTo(node.kind().id());
        assertThat(json.get("value").text()).isEqualTo(node.value().text());
        assertThat(json.get("meaning").text()).isEqualTo(node.meaning());
        assertPlace(json, node.span(), file);
        Span target = node.target();
        assertThat(json.get("target").isNull()).isEqualTo(target == null);
        if (target != null) {
            assertThat(json.get("target").get("offset").number()).isEqualTo(target.range().offset());
            assertThat(json.get("target").get("size").number()).isEqualTo(target.range().length());
        }
        if (node.value() instanceof Value.Num num) {
            assertThat(json.get("raw").text()).isEqualTo(Long.toUnsignedString(num.raw()));
        }
        assertThat(json.get("problems").elements().map(problem -> problem.get("message").text()))
                .containsExactlyElementsOf(node.problems().stream().map(problem -> problem.message()).toList());
        List<Json> children = json.get("children").elements().toList();
        assertThat(children).hasSize((int) node.childCount());
        for (int i = 0; i < children.size(); i++) {
            assertSame(children.get(i), node.child(i), file, count);
        }
    }

    private static void assertPlace(Json json, Span span, ByteSource file) {
        assertThat(json.get("source").isNull()).isEqualTo(span.source() == file);
        assertThat(json.get("offset").number()).isEqualTo(span.range().offset());
        assertThat(json.get("size").number()).isEqualTo(span.range().length());
        assertThat(json.get("bits").isNull()).isEqualTo(span.bits() == null);
        if (span.bits() != null) {
            assertThat(json.get("bits").get("low").number()).isEqualTo(span.bits().lo());
            assertThat(json.get("bits").get("high").number()).isEqualTo(span.bits().hi());
        }
    }

    @Test
    @DisplayName("as JSON has a line for each node")
    void jsonLinePerNode() {
        String dump = Dumps.of(VariousImage.make().bytes(), DumpFormat.JSON);

        assertThat(dump.lines()).allMatch(line -> line.split("\"path\": ", -1).length == 2).hasSize((int) count(VariousImage.make()));
    }

    private static long count(TestImage image) {
        return io.github.qcowscope.fixture.TreeWalk.all(image.open().root()).size();
    }

    @Test
    @DisplayName("as text has a row for each node that is not bits of a number, which stand in its row, and for each problem")
    void textHasEveryNode() {
        for (TestImage image : List.of(VariousImage.make(), SampleImage.make(), GoldenImage.EXTENDED_L2.make())) {
            List<String> expected = new ArrayList<>();
            expect(image.open().root(), false, expected);
            // The columns of names are as wide as they need be; the words in between can be compared.
            List<String> rows = Dumps.of(image.bytes(), DumpFormat.TEXT).lines().skip(1)
                    .map(line -> line.substring(30).strip().split(" ")[0]).toList();

            assertThat(rows).isEqualTo(expected);
        }
    }

    private static void expect(Node node, boolean isPart, List<String> rows) {
        if (!isPart) {
            rows.add(node.name().split(" ")[0]);
            node.problems().forEach(problem -> rows.add("!"));
        }
        boolean number = !(node.value() instanceof Value.Group);
        for (long i = 0; i < node.childCount(); i++) {
            Node child = node.child(i);
            expect(child, child.span().bits() != null && (number || child.span().range().equals(node.span().range())), rows);
        }
    }

    @Test
    @DisplayName("gives 64-bit numbers exactly, as unsigned")
    void exact() {
        TestImage image = GoldenImage.LARGEST_NUMBERS.make();

        assertThat(Dumps.of(image.bytes(), DumpFormat.JSON, "header/size")).contains(
                "\"raw\": 18446744073709551615, \"value\": \"18446744073709551615\"");
        assertThat(Dumps.of(image.bytes(), DumpFormat.JSON, "header/refcount_table_offset")).contains(
                "\"raw\": 9223372036854775808, \"value\": \"0x8000000000000000\"");
        assertThat(Dumps.of(image.bytes(), DumpFormat.TEXT, "header/size")).contains(" 18446744073709551615");
    }

    @Test
    @DisplayName("starts at the node that is asked for")
    void subtree() {
        assertThat(Dumps.of(VariousImage.make().bytes(), DumpFormat.TEXT, "bitmaps/backup/table")).isEqualTo("""
                offset                  size  name                                value
                0x1400                     8  Bitmap table                        1 entry
                0x1400                     8    [0]                               0x1600; serialized, guest 0x0-0xfff (4096)\
                  -> 0x1600-0x17ff (512)  [all_ones(0)=0 reserved(1-8)=0x0 offset(9-55)=0x1600 reserved(56-63)=0x0]
                0x1600                   512      Bitmap data                     guest 0x0-0xfff (4096)
                """);
        assertThat(Dumps.of(VariousImage.make().bytes(), DumpFormat.TEXT, "bitmaps/backup/flags/auto")).isEqualTo("""
                offset                  size  name                                value
                0x1a0c                     4  auto (bit 1)                        1; bit 1
                """);
        assertThat(Json.parse(Dumps.of(VariousImage.make().bytes(), DumpFormat.JSON, "bitmaps/backup/flags/auto"))
                .get("node").get("path").text()).isEqualTo("bitmaps/backup/flags/auto");
    }

    @Test
    @DisplayName("of a node that is not there is refused, with the nearest that is")
    void noSuchNode() {
        assertRefused("bitmaps/none", "There is no node bitmaps/none in the image; bitmaps has backup, drift.");
        assertRefused("nowhere/near", "There is no node nowhere/near in the image; the image has header, extensions,"
                + " backing-file, bitmaps, l1, refcounts, snapshots.");
        assertRefused("header/magic/x", "There is no node header/magic/x in the image; there is nothing below header/magic.");
        assertRefused("header/x", "There is no node header/x in the image; header has magic, version, backing_file_offset,"
                + " backing_file_size, cluster_bits, size, crypt_method, l1_size and 12 more.");
    }

    private static void assertRefused(String path, String sentence) {
        assertThatThrownBy(() -> Dump.write(VariousImage.make().bytes(), new DumpRequest(DumpFormat.TEXT, false, path),
                OutputStream.nullOutputStream(), Progress.NONE)).isInstanceOf(DumpRefused.class).hasMessage(sentence);
    }

    @Test
    @DisplayName("of what is not QCOW2 has one node with a problem")
    void notQcow2() {
        assertThat(Dumps.of(new HeapBytes("notes.txt", "Shopping list".getBytes(StandardCharsets.US_ASCII)),
                DumpFormat.TEXT)).isEqualTo("""
                offset                  size  name                                value
                0x0                       13  notes.txt                           13 bytes, not QCOW2
                0x0                       13  ! error not-qcow2: This is not a QCOW2 image: it does not start with QFI\\xfb\
                 (51 46 49 FB). Its bytes are shown as they are.
                """);
        assertThat(Dumps.of(new HeapBytes("void", new byte[0]), DumpFormat.TEXT)).contains("! error empty: The file is empty.");
    }

    @ParameterizedTest
    @ValueSource(strings = {"a\nb", "a\u001b[31mb", "a\u202eb", "a\u2028b", "a\u0085b", "a\u007fb"})
    @DisplayName("as text writes characters that a terminal acts upon as escapes")
    void controlCharacters(String name) {
        TestImage image = new ImageBuilder().clusterBits(9).bitmap(BitmapSpec.named(name)).build();
        String dump = Dumps.of(image.bytes(), DumpFormat.TEXT, "bitmaps");

        assertThat(dump.chars()).allMatch(c -> c == '\n' || c >= ' ' && c < 0x7f);
        assertThat(dump).containsPattern("a\\\\(x0a|x1b\\[31m|u202e|u2028|x85|x7f)b");
        assertThat(Json.parse(Dumps.of(image.bytes(), DumpFormat.JSON, "bitmaps"))
                .get("node").get("children").get(0).get("name").text()).isEqualTo(name);
    }

    @Test
    @DisplayName("as text leaves letters of any script as they are")
    void letters() {
        TestImage image = new ImageBuilder().clusterBits(9).bitmap(BitmapSpec.named("größe ж 字 🗺")).build();

        assertThat(Dumps.of(image.bytes(), DumpFormat.TEXT, "bitmaps")).contains(" größe ж 字 🗺 ");
    }

    @ParameterizedTest
    @EnumSource
    @DisplayName("reports how far it is, never backwards, and stops when it is told to")
    void progress(DumpFormat format) {
        TestImage image = new ImageBuilder().clusterBits(9).size(8L << 30)
                .bitmap(BitmapSpec.named("wide").granularityBits(9).tableSize(20_000)).bitmap(BitmapSpec.named("b")).build();
        List<Double> reports = new ArrayList<>();
        Progress telling = (done, total) -> reports.add(done / (double) total);
        assertThat(write(image, format, telling)).isTrue();

        assertThat(reports).isSorted().hasSizeGreaterThan(3).allMatch(part -> part >= 0 && part <= 1);
        assertThat(reports.getLast()).isGreaterThan(reports.getFirst());

        Progress stopping = new Progress() {
            private int asked;

            @Override
            public void report(long done, long total) {}

            @Override
            public boolean isCancelled() {
                return ++asked > 3;
            }
        };
        assertThatThrownBy(() -> write(image, format, stopping)).isInstanceOf(Cancelled.class);
    }

    private static boolean write(TestImage image, DumpFormat format, Progress progress) {
        try {
            Dump.write(image.bytes(), DumpRequest.whole(format), OutputStream.nullOutputStream(), progress);
            return true;
        } catch (java.io.IOException | DumpRefused e) {
            throw new AssertionError(e);
        }
    }

    @Test
    @DisplayName("shows a header of version 1 and of an unknown version with its problem")
    void otherVersions() {
        TestImage image = VariousImage.make().poke(HeaderField.VERSION, 1);
        assertThat(Dumps.of(image.bytes(), DumpFormat.TEXT)).contains("! error header-version: This is a QCOW image of version 1");
        image.poke(HeaderField.VERSION, 9);
        assertThat(Dumps.of(image.bytes(), DumpFormat.TEXT)).contains("! error header-version: Version 9 of the format");
    }
}
