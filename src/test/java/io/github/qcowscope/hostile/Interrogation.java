package io.github.qcowscope.hostile;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import io.github.qcowscope.bytes.ByteSource;
import io.github.qcowscope.bytes.HeapBytes;
import io.github.qcowscope.bytes.Span;
import io.github.qcowscope.dump.BitmapAllocationWriter;
import io.github.qcowscope.dump.BitmapComparisonWriter;
import io.github.qcowscope.dump.BitmapFormat;
import io.github.qcowscope.dump.BitmapListWriter;
import io.github.qcowscope.dump.BitmapRangesWriter;
import io.github.qcowscope.dump.CheckWriter;
import io.github.qcowscope.dump.DiffWriter;
import io.github.qcowscope.dump.Dump;
import io.github.qcowscope.dump.DumpFormat;
import io.github.qcowscope.dump.DumpRefused;
import io.github.qcowscope.dump.DumpRequest;
import io.github.qcowscope.dump.ListFormat;
import io.github.qcowscope.dump.LocateWriter;
import io.github.qcowscope.dump.MapWriter;
import io.github.qcowscope.job.Cancelled;
import io.github.qcowscope.qcow2.BackingChain;
import io.github.qcowscope.qcow2.Qcow2Image;
import io.github.qcowscope.qcow2.bitmap.BitmapDirectory;
import io.github.qcowscope.qcow2.dirty.DirtyAllocation;
import io.github.qcowscope.qcow2.dirty.DirtyBitmap;
import io.github.qcowscope.qcow2.dirty.DirtyComparison;
import io.github.qcowscope.qcow2.guest.GuestMap;
import io.github.qcowscope.qcow2.owner.Gaps;
import io.github.qcowscope.qcow2.owner.HostMap;
import io.github.qcowscope.schema.Node;
import io.github.qcowscope.schema.Problem;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * Asks of an image all that the window and the command line ask: its tree, all dumps, the check, the map, the bitmaps, the
 * owners of bytes, what differs from itself. Whatever the image says, each answer must come, or be one of the declared
 * refusals: {@link DumpRefused}, and {@link Cancelled} where the {@link Effort} is spent.
 *
 * <p>Knows nothing of a test library, so that a fuzzer runs it at full speed.
 */
final class Interrogation {

    private static final int FIRST_CHILDREN = 30;
    private static final int LAST_CHILDREN = 2;
    private static final int DEEPEST = 12;
    private static final int BITMAPS = 3;
    private static final int PLACES = 6;
    private static final int LONGEST_CHARACTER = 8;
    private static final ByteSource NOTHING = new HeapBytes("nothing", new byte[0]);

    private final ByteSource source;
    private final int mostNodes;
    private final Supplier<Effort> effort;
    private final Qcow2Image image;
    private int nodes;
    private int targets;

    private Interrogation(ByteSource source, int mostNodes, Supplier<Effort> effort) {
        this.source = source;
        this.mostNodes = mostNodes;
        this.effort = effort;
        image = new Qcow2Image(source);
    }

    /** One way to write something. */
    @FunctionalInterface
    private interface Question {
        void ask(OutputStream out, Effort effort) throws IOException, DumpRefused;
    }

    /**
     * Asks everything.
     *
     * @param mostNodes nodes of the tree that are looked at
     * @param effort    the bounds of each question
     * @throws AssertionError where an answer is wrong in itself: a span outside its source, a broken JSON document
     */
    static void of(ByteSource source, int mostNodes, Supplier<Effort> effort) {
        Interrogation interrogation = new Interrogation(source, mostNodes, effort);
        interrogation.tree(interrogation.image.root(), 0);
        interrogation.dumps();
        interrogation.check();
        interrogation.map();
        interrogation.bitmaps();
        interrogation.owners();
        interrogation.difference();
    }

    private void tree(Node node, int depth) {
        if (nodes++ >= mostNodes) {
            return;
        }
        require(depth <= DEEPEST, node, "lies too deep");
        require(!node.name().isEmpty(), node, "has no name");
        require(node.span().visible().isInside(), node, "reaches outside of its source: " + node.span());
        require(node.value().text() != null && node.meaning() != null && node.doc() != null, node, "says nothing");
        for (Problem problem : node.problems()) {
            require(problem.message().endsWith(".") && !problem.message().contains("null"), node, problem.message());
        }
        Span target = node.target();
        if (target != null && target.source() == source && targets++ < FIRST_CHILDREN) {
            ask(false, (out, bounds) -> require(image.follow(node, target, bounds) != null, node, "leads to nothing"));
        }
        long count = node.childCount();
        require(count >= 0, node, "has a negative number of children");
        for (long i = 0; i < count; i = i == FIRST_CHILDREN ? Math.max(i + 1, count - LAST_CHILDREN) : i + 1) {
            tree(node.child(i), depth + 1);
        }
    }

    private static void require(boolean truth, Node node, String otherwise) {
        if (!truth) {
            throw new AssertionError(node.path() + " " + otherwise);
        }
    }

    private void dumps() {
        for (DumpFormat format : DumpFormat.values()) {
            boolean json = format == DumpFormat.JSON || format == DumpFormat.QEMU_JSON;
            ask(json, (out, effort) -> Dump.write(source, DumpRequest.whole(format), out, effort));
        }
    }

    private void check() {
        for (ListFormat format : ListFormat.values()) {
            ask(format == ListFormat.JSON, (out, effort) -> CheckWriter.write(image, "image", format, out, effort));
        }
    }

    /** The backing file that a hostile image names is not opened: the answer would depend on the machine. */
    private void map() {
        try (BackingChain chain = BackingChain.alone(Path.of("image"), image)) {
            for (ListFormat format : ListFormat.values()) {
                ask(format == ListFormat.JSON, (out, effort) -> MapWriter.write(new GuestMap(chain), format, out, effort));
            }
        }
    }

    private void bitmaps() {
        for (BitmapFormat format : BitmapFormat.values()) {
            ask(format == BitmapFormat.JSON, (out, effort) -> BitmapListWriter.write(image, format, out, effort));
        }
        BitmapDirectory directory = image.bitmaps().orElse(null);
        int count = directory == null ? 0 : Math.min(BITMAPS, directory.count());
        DirtyBitmap before = null;
        for (int i = 0; i < count; i++) {
            DirtyBitmap bitmap = new DirtyBitmap(image, directory.get(i));
            for (BitmapFormat format : BitmapFormat.values()) {
                boolean json = format == BitmapFormat.JSON;
                ask(json, (out, effort) -> BitmapRangesWriter.write(bitmap, format, true, out, effort));
            }
            if (before != null) {
                DirtyComparison comparison = new DirtyComparison(before, bitmap);
                ask(true, (out, effort) -> BitmapComparisonWriter.write(comparison, BitmapFormat.JSON, true, out, effort));
            }
            try (BackingChain chain = BackingChain.alone(Path.of("image"), image)) {
                DirtyAllocation allocation = new DirtyAllocation(bitmap, new GuestMap(chain));
                ask(true, (out, effort) -> BitmapAllocationWriter.write(allocation, BitmapFormat.JSON, out, effort));
            }
            before = bitmap;
        }
    }

    private void owners() {
        ask(false, (out, effort) -> {
            switch (HostMap.of(image, HostMap.usualMemory(), effort)) {
                case HostMap.Ready ready -> owners(ready.map());
                case HostMap.Refused refused -> require(refused.sentence().endsWith("."), image.root(), refused.sentence());
            }
        });
    }

    private void owners(HostMap map) {
        for (long i = 0; i < Math.min(PLACES, source.length()); i++) {
            long offset = source.length() / PLACES * i + i;
            if (offset < source.length()) {
                ask(true, (out, effort) -> LocateWriter.write(image, offset, image.ownerOf(offset, effort),
                        map.ownersOf(offset, 20, effort), ListFormat.JSON, out));
            }
        }
        ask(false, (out, effort) -> {
            image.attach(map);
            image.attach(Gaps.of(image, map, effort));
            nodes = 0;
            Optional.ofNullable(image.root().find("gaps")).ifPresent(gaps -> tree(gaps, 0));
        });
    }

    private void difference() {
        Effort.Answer same = ask(false, (out, effort) ->
                DiffWriter.write(image.root(), new Qcow2Image(source).root(), ListFormat.HUMAN, out, effort.dividedBy(8)));
        String text = new String(same.toByteArray(), StandardCharsets.UTF_8);
        require(same.isCut() || image.root().find("gaps") != null
                || text.equals("# 0 added, 0 removed, 0 changed\n"), image.root(), "differs from itself: " + text);
        ask(true, (out, effort) ->
                DiffWriter.write(image.root(), new Qcow2Image(NOTHING).root(), ListFormat.JSON, out, effort.dividedBy(8)));
    }

    private Effort.Answer ask(boolean json, Question question) {
        Effort bounds = effort.get();
        Effort.Answer answer = bounds.answer();
        try {
            question.ask(answer, bounds);
        } catch (DumpRefused | Cancelled | Effort.Enough e) {
            answer.cut();
        } catch (IOException e) {
            throw new AssertionError("nobody but the answer itself may fail", e);
        }
        if (json) {
            parse(answer);
        }
        return answer;
    }

    private static void parse(Effort.Answer answer) {
        byte[] bytes = answer.toByteArray();
        try (JsonParser parser = new JsonFactory().createParser(bytes)) {
            JsonToken token;
            do {
                token = parser.nextToken();
            } while (token != null);
        } catch (JsonProcessingException e) {
            // An answer that was cut may end anywhere, also in the middle of a character.
            if (!answer.isCut() || e.getLocation().getByteOffset() < bytes.length - LONGEST_CHARACTER) {
                throw new AssertionError("invalid JSON", e);
            }
        } catch (IOException e) {
            throw new AssertionError("nothing but memory is read", e);
        }
    }
}
