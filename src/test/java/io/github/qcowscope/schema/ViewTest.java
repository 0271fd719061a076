package io.github.qcowscope.schema;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.qcowscope.bytes.Bits;
import io.github.qcowscope.bytes.ByteRange;
import io.github.qcowscope.bytes.HeapBytes;
import io.github.qcowscope.bytes.Span;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@DisplayName("A structure laid over bytes")
class ViewTest {

    private static final Kind KIND = new Kind("record", "Record");

    private static final BitField READY = BitField.flag(0, "ready", "Ready.");
    private static final BitField MODE = BitField.number(3, 2, "mode", "Mode.").with(Map.of(1L, "fast", 2L, "safe"));
    private static final BitField PLACE = BitField.offset(11, 9, "place", "Place.");

    private static final Field<Long> SIZE = Field.<Long>number("size", 0, 2)
            .doc("Size of the text.")
            .meaning(Units::bytes)
            .rule(Severity.WARNING, "size-small", (view, raw) -> raw < 2 ? "The size " + raw + " is small." : null)
            .rule(Severity.ERROR, "size-limit", (view, raw) -> raw > view.context() ? "The size is over the limit." : null);
    private static final Field<Long> FLAGS = Field.<Long>number("flags", 2, 2)
            .bits(READY, BitField.reserved(1, 1), MODE, BitField.reserved(8, 4), PLACE, BitField.reserved(15, 12))
            .pointer(view -> Span.of(view.source(), PLACE.of(view.raw(ViewTest.FLAGS)), 4));
    private static final Field<Long> STATE = Field.<Long>number("state", 4, 1).symbols(Map.of(1L, "open"));
    private static final Field<Long> MARKS = Field.<Long>number("marks", 5, 1)
            .bits(READY, BitField.flag(1, "done", "Done."), BitField.reserved(7, 2));
    private static final Field<Long> TEXT = Field.<Long>variable("text", Field.Type.TEXT, view -> 6, view -> view.raw(SIZE))
            .when(view -> view.raw(SIZE) > 0);
    private static final Field<Long> PADDED = Field.<Long>variable("padded", Field.Type.PADDED_TEXT,
            view -> 6 + view.raw(SIZE), view -> 4);
    private static final Field<Long> PADDING = Field.<Long>variable("padding", Field.Type.PADDING,
            view -> 10 + view.raw(SIZE), view -> 2);
    private static final Field<Long> REST = Field.<Long>variable("rest", Field.Type.BYTES,
            view -> 12 + view.raw(SIZE), view -> 20);
    private static final Struct<Long> RECORD = new Struct<>("Record", "Records",
            List.of(SIZE, FLAGS, STATE, MARKS, TEXT, PADDED, PADDING, REST));

    private static View<Long> view(String hex) {
        byte[] bytes = HexFormat.of().parseHex(hex.replace(" ", ""));
        return new View<>(RECORD, 10L, new HeapBytes("record", bytes), 0);
    }

    private static View<Long> sound() {
        return view("0003 0c05 01 02 414243 58590000 0000 " + "0102030405060708090a0b0c0d0e0f1011121314");
    }

    @Test
    @DisplayName("reads each type of field")
    void values() {
        View<Long> view = sound();

        assertThat(view.value(SIZE)).isEqualTo(new Value.Num(3, 16, Base.DEC));
        assertThat(view.value(FLAGS)).isEqualTo(new Value.Pointer(0xc05, 16, Span.of(view.source(), 0xc00, 4)));
        assertThat(view.value(STATE).text()).isEqualTo("1 (open)");
        assertThat(view.value(MARKS)).isEqualTo(new Value.Flags(2, 8, List.of("done")));
        assertThat(view.value(TEXT)).isEqualTo(new Value.Text("ABC", false));
        assertThat(view.value(PADDED)).isEqualTo(new Value.Text("XY", false));
        assertThat(view.text(PADDED)).isEqualTo("XY");
        assertThat(view.value(PADDING).text()).isEqualTo("2 bytes: 00 00");
        assertThat(view.value(REST).text()).isEqualTo("20 bytes: 01 02 03 04 05 06 07 08 09 0A 0B 0C 0D 0E 0F 10 …");
        assertThat(RECORD.fields()).allSatisfy(field -> assertThat(view.problems(field)).isEmpty());
    }

    @Test
    @DisplayName("names a number that it does not know")
    void unknownSymbol() {
        assertThat(view("0000 0000 09").value(STATE).text()).isEqualTo("9 (unknown)");
    }

    @Test
    @DisplayName("leaves out the fields that this very structure has not")
    void presence() {
        assertThat(sound().fields()).isEqualTo(RECORD.fields());
        assertThat(view("0000").fields()).doesNotContain(TEXT).hasSize(7);
        assertThat(view("0000").has(TEXT)).isFalse();
    }

    @Test
    @DisplayName("tells where a field lies, also one whose place depends on others")
    void spans() {
        View<Long> view = new View<>(RECORD, 10L, sound().source(), 0);

        assertThat(view.span(STATE).range()).isEqualTo(new ByteRange(4, 1));
        assertThat(view.span(REST).range()).isEqualTo(new ByteRange(15, 20));
        assertThat(new View<>(RECORD, 10L, view.source(), 1000).span(FLAGS).range()).isEqualTo(new ByteRange(1002, 2));
    }

    @Test
    @DisplayName("applies the rules, with what a structure knows of its surroundings")
    void rules() {
        assertThat(view("0001 0000").problems(SIZE)).singleElement().satisfies(problem -> {
            assertThat(problem.severity()).isEqualTo(Severity.WARNING);
            assertThat(problem.rule()).isEqualTo("size-small");
            assertThat(problem.message()).isEqualTo("The size 1 is small.");
            assertThat(problem.where()).isNotNull().extracting(Span::range).isEqualTo(new ByteRange(0, 2));
        });
        assertThat(view("000b 0000").problems(SIZE)).extracting(Problem::rule).containsExactly("size-limit");
        assertThat(view("000a 0000").problems(SIZE)).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"0002, 1, 1", "01f0, 8, 4", "0010, 8, 4", "8000, 15, 12"})
    @DisplayName("finds reserved bits that are set, and points at them")
    void reservedBits(String flags, int hi, int lo) {
        View<Long> view = view("0003" + flags);

        assertThat(view.problems(FLAGS)).singleElement().satisfies(problem -> {
            assertThat(problem.rule()).isEqualTo("reserved-bits");
            assertThat(problem.where()).isNotNull();
            assertThat(problem.where().bits()).isEqualTo(new Bits(hi, lo));
            assertThat(problem.where().range()).isEqualTo(new ByteRange(2, 2));
        });
    }

    @Test
    @DisplayName("finds padding that is not zero")
    void padding() {
        assertThat(view("0000 0000 00 00 00000000 0001").problems(PADDING))
                .extracting(Problem::rule).containsExactly("padding-not-zero");
    }

    @Test
    @DisplayName("over a cut file says what is missing, and reads the missing bytes as zero")
    void truncated() {
        View<Long> view = view("00");

        assertThat(view.raw(SIZE)).isZero();
        assertThat(view.isReadable(SIZE)).isFalse();
        assertThat(view.value(SIZE)).isEqualTo(new Value.Unreadable("past the end of the file (1 bytes)"));
        assertThat(view.value(SIZE).text()).startsWith("unreadable: ");
        for (Field<Long> field : view.fields()) {
            assertThat(view.problems(field)).as(field.name()).extracting(Problem::rule).containsExactly("truncated");
        }
        assertThat(view("0003").value(TEXT)).isInstanceOf(Value.Unreadable.class);
    }

    @Test
    @DisplayName("reads no more than a screen of a text, whatever its length")
    void longText() {
        byte[] bytes = new byte[70_000];
        bytes[0] = (byte) 0xff;
        bytes[1] = (byte) 0xff;
        View<Long> view = new View<>(RECORD, 10L, new HeapBytes("record", bytes), 0);

        assertThat(view.value(TEXT)).isInstanceOfSatisfying(Value.Text.class, text -> {
            assertThat(text.text()).hasSize(4096);
            assertThat(text.cut()).isTrue();
        });
        assertThat(view.chunk(TEXT, 10).wanted()).isEqualTo(10);
    }

    @Test
    @DisplayName("becomes nodes: one a field, and one for each part of a number")
    void nodes() {
        View<Long> view = sound();
        List<Node> nodes = Nodes.fields("records/1", KIND, view);

        assertThat(nodes).extracting(Node::path).contains("records/1/size", "records/1/text", "records/1/rest").hasSize(8);
        Node size = nodes.getFirst();
        assertThat(size.meaning()).isEqualTo("3 bytes");
        assertThat(size.doc()).isEqualTo("Size of the text.");
        assertThat(size.section()).isEqualTo("Records");
        assertThat(size.childCount()).isZero();
        Node flags = nodes.get(1);
        assertThat(IntStream.range(0, 6).mapToObj(flags::child).map(Node::key)).containsExactly(
                "ready", "reserved-1", "mode", "reserved-4", "place", "reserved-12");
        assertThat(flags.child(2).value().text()).isEqualTo("1 (fast)");
        assertThat(flags.child(2).meaning()).isEqualTo("bits 2-3");
        assertThat(flags.child(2).span()).isEqualTo(new Span(view.source(), new ByteRange(2, 2), new Bits(3, 2)));
        assertThat(flags.child(4).target()).isEqualTo(flags.target());
        assertThat(flags.child(4).value()).isEqualTo(
                new Value.Pointer(0xc00, 3, Span.of(view.source(), 0xc00, 4)));
    }

    @Test
    @DisplayName("puts the problem of a reserved bit on the bit's node too")
    void bitProblems() {
        Node flags = Nodes.field("", KIND, view("0003 0002"), FLAGS);

        assertThat(flags.path()).isEqualTo("flags");
        assertThat(flags.child(1).problems()).hasSize(1);
        assertThat(flags.child(0).problems()).isEmpty();
        assertThat(flags.child(3).problems()).isEmpty();
    }

    @Test
    @DisplayName("shows the parts of a number that is missing as missing")
    void missingBits() {
        Node flags = Nodes.field("", KIND, view("0003 00"), FLAGS);

        assertThat(flags.child(0).value()).isInstanceOf(Value.Unreadable.class);
        assertThat(flags.meaning()).isEmpty();
    }
}
