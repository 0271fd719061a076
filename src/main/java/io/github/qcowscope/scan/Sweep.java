package io.github.qcowscope.scan;

import io.github.qcowscope.bytes.ByteSource;
import io.github.qcowscope.bytes.Extent;
import io.github.qcowscope.job.Progress;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.LongStream;

/**
 * The first look at a file: every stored byte is read once, in pieces, on all cores. Finds the structures that tell by
 * themselves what they are, the sectors that can be part of a table or of a refcount block, and what speaks for which
 * cluster size. Holes are left out.
 */
final class Sweep {

    private static final int PIECE = 1 << 20;
    /**
     * Pieces that are read before their results are put together: enough for all cores, few enough to be stopped soon.
     */
    private static final int BATCH = 64;

    /** What a piece holds. */
    private record Look(List<Proposal> found, Runs entries, Runs counts, ClusterVotes votes) {
        Look() {
            this(new ArrayList<>(), new Runs(), new Runs(), new ClusterVotes());
        }
    }

    private static final List<Recogniser> RECOGNISERS = List.of(new HeaderRecogniser(), new ExtensionRecogniser(),
            new DirectoryRecogniser(), new SnapshotRecogniser(), new LuksRecogniser());

    private final ByteSource source;
    private final Runs entries = new Runs();
    private final Runs counts = new Runs();
    private final ClusterVotes votes = new ClusterVotes();

    /** A sweep over a file, not done yet. */
    Sweep(ByteSource source) {
        this.source = source;
    }

    /** Reads everything; hands on what was found, in the order of the file. */
    void run(Progress progress, Consumer<Proposal> found) {
        List<Long> batch = new ArrayList<>();
        for (long at = 0; at < source.length();) {
            Extent extent = source.extentAt(at);
            long end = Math.min(extent.end(), source.length());
            if (!extent.hole()) {
                // File systems count in blocks, so a stretch starts at a sector.
                for (long piece = at; piece < end; piece += PIECE) {
                    batch.add(piece);
                    batch.add(Math.min(PIECE, end - piece));
                    if (batch.size() == 2 * BATCH) {
                        putTogether(batch, found);
                        progress.check();
                        progress.report(piece, source.length());
                    }
                }
            }
            at = Math.max(at + 1, end);
        }
        putTogether(batch, found);
        progress.check();
    }

    private void putTogether(List<Long> batch, Consumer<Proposal> found) {
        List<Look> looks = LongStream.range(0, batch.size() / 2).parallel()
                .mapToObj(i -> look(batch.get((int) (2 * i)), batch.get((int) (2 * i + 1)))).toList();
        batch.clear();
        for (Look look : looks) {
            look.found.forEach(found);
            entries.addAll(look.entries);
            counts.addAll(look.counts);
            votes.addAll(look.votes);
        }
    }

    private Look look(long offset, long length) {
        Piece piece = Piece.read(source, offset / Piece.SECTOR * Piece.SECTOR, length + offset % Piece.SECTOR);
        Look look = new Look();
        for (Recogniser recogniser : RECOGNISERS) {
            recogniser.look(piece, look.found::add);
        }
        long end = -1;
        for (int at = 0; at < piece.count(); at += Piece.SECTOR_WORDS) {
            if (!piece.isZero(at)) {
                end = look(piece, at, look, end);
            }
        }
        return look;
    }

    /** Looks at a sector that is not zero; tells where the run of entries ends that it may belong to. */
    private long look(Piece piece, int at, Look look, long runEnd) {
        long[] words = piece.words();
        long offset = piece.offsetOf(at);
        boolean plain = Words.areEntries(words, at, source.length());
        if (Words.areCounts(words, at) || Words.areSmallCounts(words, at)) {
            look.counts.add(offset, offset + Piece.SECTOR);
        }
        if (!plain && !Words.areExtendedEntries(words, at, source.length())) {
            return runEnd;
        }
        look.entries.add(offset, offset + Piece.SECTOR);
        long before = 0;
        int pointers = 0;
        for (int i = at; i < at + Piece.SECTOR_WORDS; i += plain ? 1 : 2) {
            long target = Words.offset(words[i]);
            if (target != 0) {
                pointers++;
                look.votes.entry(target);
                if (before != 0) {
                    look.votes.step(target - before);
                }
            }
            before = target;
        }
        if (pointers > 0 && offset != runEnd) {
            look.votes.start(offset);
        }
        return offset + Piece.SECTOR;
    }

    /** Sectors whose numbers can all be entries of a table. */
    Runs entries() {
        return entries;
    }

    /** Sectors whose numbers can all be refcounts. */
    Runs counts() {
        return counts;
    }

    /** What speaks for which cluster size. */
    ClusterVotes votes() {
        return votes;
    }
}
