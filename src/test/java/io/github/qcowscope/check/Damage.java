package io.github.qcowscope.check;

import io.github.qcowscope.bytes.ByteRange;
import io.github.qcowscope.bytes.HeapBytes;
import io.github.qcowscope.fixture.TreeWalk;
import io.github.qcowscope.qcow2.Kinds;
import io.github.qcowscope.qcow2.Qcow2Image;
import io.github.qcowscope.schema.Kind;
import io.github.qcowscope.schema.Node;
import io.github.qcowscope.schema.Value;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;

/** Makes damaged copies of an image: single fields, bit flips in each kind of metadata, truncation, tables that overlap. */
final class Damage {

    private static final Set<Kind> METADATA = Set.of(Kinds.HEADER, Kinds.EXTENSION, Kinds.BITMAP_DIRECTORY,
            Kinds.BITMAP_TABLE, Kinds.L1_TABLE, Kinds.L2_TABLE, Kinds.REFCOUNT_TABLE, Kinds.REFCOUNT_BLOCK, Kinds.SNAPSHOT);

    private final byte[] sound;
    private final Qcow2Image image;
    private final Random random;
    /** Numbers of the format, by where they are: path and width. */
    private final TreeMap<Long, Node> numbers = new TreeMap<>();

    /**
     * A damaged copy.
     *
     * @param what  what was done to it
     * @param bytes the whole file
     */
    record Copy(String what, byte[] bytes) {}

    Damage(byte[] sound, long seed) {
        this(sound, seed, METADATA);
    }

    /** Damage to some kinds of structures only. */
    Damage(byte[] sound, long seed, Set<Kind> kinds) {
        this.sound = sound;
        random = new Random(seed);
        image = new Qcow2Image(new HeapBytes("sound", sound));
        TreeWalk.few(image.root(), 30, node -> {
            ByteRange range = node.span().range();
            if (kinds.contains(node.kind()) && node.span().bits() == null && isNumber(node) && range.end() <= sound.length) {
                numbers.putIfAbsent(range.offset(), node);
            }
        });
    }

    private static boolean isNumber(Node node) {
        return switch (node.value()) {
            case Value.Num num -> num.bits() >= Byte.SIZE;
            case Value.Flags flags -> true;
            case Value.Symbol symbol -> true;
            case Value.Pointer pointer -> true;
            case Value.Text text -> false;
            case Value.Bytes bytes -> false;
            case Value.Group group -> false;
            case Value.Unreadable unreadable -> false;
        };
    }

    /** One number is set to something else. */
    List<Copy> fields() {
        List<Copy> copies = new ArrayList<>();
        for (Node node : numbers.values()) {
            int width = (int) node.span().range().length();
            for (long value : values(width)) {
                byte[] copy = sound.clone();
                put(copy, (int) node.span().range().offset(), width, value);
                if (!Arrays.equals(copy, sound)) {
                    copies.add(new Copy("%s = 0x%x".formatted(node.path(), value), copy));
                }
            }
        }
        return copies;
    }

    private long[] values(int width) {
        long cluster = image.geometry().clusterSize();
        long inFile = cluster * random.nextInt((int) (sound.length / cluster));
        return switch (width) {
            case 1 -> new long[] {0, 1, 8, 32, 64, 255};
            case 2 -> new long[] {0, 1, 1024, 0xffff};
            case 4 -> new long[] {0, 1, 2, 40, 104, 65536, 0x7fff_ffffL, 0xffff_ffffL};
            default -> new long[] {0, 1, 512, cluster, inFile, inFile | 1L << 63, inFile | 1L << 62, inFile + 512 | 1L << 63,
                inFile | 1L << 58, inFile | 6, sound.length + cluster, 1L << 55, Long.MAX_VALUE, Long.MIN_VALUE, -1};
        };
    }

    /** One to three bits of metadata are flipped. */
    List<Copy> flips(int count) {
        List<Long> places = List.copyOf(numbers.keySet());
        List<Copy> copies = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            byte[] copy = sound.clone();
            StringBuilder what = new StringBuilder("flip");
            for (int flip = 0; flip <= random.nextInt(3); flip++) {
                Node node = numbers.get(places.get(random.nextInt(places.size())));
                ByteRange range = node.span().range();
                int at = (int) range.offset() + random.nextInt((int) range.length());
                int bit = random.nextInt(Byte.SIZE);
                copy[at] ^= (byte) (1 << bit);
                what.append(" %s@0x%x.%d".formatted(node.path(), at, bit));
            }
            copies.add(new Copy(what.toString(), copy));
        }
        return copies;
    }

    /** The file is cut. */
    List<Copy> cuts(int count) {
        List<Copy> copies = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            int length = i % 3 == 0 ? random.nextInt(sound.length) : i % 3 == 1 ? random.nextInt(sound.length) & ~511
                    : (int) (random.nextInt(sound.length) & -image.geometry().clusterSize());
            copies.add(new Copy("cut to " + length, Arrays.copyOf(sound, length)));
        }
        return copies;
    }

    /** Entries of tables lead to clusters that belong to something else. */
    List<Copy> overlaps(int count) {
        List<Node> entries = numbers.values().stream().filter(node -> node.span().range().length() == Long.BYTES
                && Set.of(Kinds.L1_TABLE, Kinds.L2_TABLE, Kinds.REFCOUNT_TABLE, Kinds.BITMAP_TABLE).contains(node.kind()))
                .toList();
        List<Copy> copies = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            Node node = entries.get(random.nextInt(entries.size()));
            long cluster = image.geometry().clusterSize() * random.nextInt((int) (sound.length / image.geometry().clusterSize()));
            boolean copied = random.nextBoolean() && node.kind() != Kinds.BITMAP_TABLE && node.kind() != Kinds.REFCOUNT_TABLE;
            byte[] copy = sound.clone();
            put(copy, (int) node.span().range().offset(), Long.BYTES, cluster | (copied ? 1L << 63 : 0));
            copies.add(new Copy("%s leads to 0x%x%s".formatted(node.path(), cluster, copied ? ", copied" : ""), copy));
        }
        return copies;
    }

    private static void put(byte[] bytes, int offset, int width, long value) {
        for (int i = 0; i < width; i++) {
            bytes[offset + i] = (byte) (value >>> (width - 1 - i) * Byte.SIZE);
        }
    }
}
