package io.github.qcowscope.scan;

import io.github.qcowscope.bytes.ByteSource;
import io.github.qcowscope.bytes.Chunk;
import io.github.qcowscope.qcow2.bitmap.Bitmap;
import io.github.qcowscope.qcow2.bitmap.BitmapTableEntry;
import io.github.qcowscope.qcow2.header.Header;
import io.github.qcowscope.qcow2.layout.Geometry;
import io.github.qcowscope.qcow2.layout.Kinds;
import io.github.qcowscope.qcow2.mapping.L1Entry;
import io.github.qcowscope.qcow2.snapshot.Snapshot;
import io.github.qcowscope.schema.Kind;
import java.util.ArrayList;
import java.util.List;
import java.util.function.LongToIntFunction;

/** What the structures that were found by themselves say of where the tables are. */
final class Leads {

    private static final int MOST = 1 << 16;
    private static final int SURE = 50;

    private final ByteSource source;
    private final long base;
    private final List<Long> headers;
    private final List<Lead> found = new ArrayList<>();

    private Leads(ByteSource source, long base, List<Long> headers) {
        this.source = source;
        this.base = base;
        this.headers = headers;
    }

    /**
     * The leads in an image.
     *
     * @param base      where the image starts in the file
     * @param proposals what was found so far
     */
    static List<Lead> of(ByteSource source, long base, List<Proposal> proposals) {
        Leads leads = new Leads(source, base, proposals.stream()
                .filter(proposal -> proposal.kind().equals(Kinds.HEADER) && proposal.confidence() >= SURE)
                .map(proposal -> proposal.range().offset()).toList());
        for (Proposal proposal : proposals) {
            long at = proposal.range().offset();
            if (proposal.kind().equals(Kinds.HEADER) && at == base && proposal.confidence() >= SURE) {
                leads.header(new Header(source, base), at);
            } else if (proposal.kind().equals(Kinds.BITMAP_DIRECTORY)) {
                leads.entries(proposal, Bitmap.FIXED, Kinds.BITMAP_TABLE, BitmapTableEntry.SIZE,
                        "bitmap directory entry", entry -> DirectoryRecogniser.entryLength(source, entry));
            } else if (proposal.kind().equals(Kinds.SNAPSHOT)) {
                leads.entries(proposal, Snapshot.FIXED, Kinds.L1_TABLE, L1Entry.SIZE, "snapshot table entry",
                        entry -> SnapshotRecogniser.entryLength(source, entry));
            }
        }
        return leads.found;
    }

    private void header(Header header, long at) {
        Geometry geometry = header.geometry();
        String from = "The header at 0x%x".formatted(base);
        add(at, Kinds.L1_TABLE, header.raw(Header.L1_TABLE_OFFSET), header.raw(Header.L1_SIZE) * L1Entry.SIZE, from);
        add(at, Kinds.REFCOUNT_TABLE, header.raw(Header.REFCOUNT_TABLE_OFFSET),
                header.raw(Header.REFCOUNT_TABLE_CLUSTERS) << geometry.clusterBits(), from);
    }

    /**
     * Leads of entries that lie one behind the other, each of which starts with where its table lies and how many
     * entries that has.
     *
     * @param fixed     bytes that each entry has at least
     * @param table     what an entry leads to
     * @param entrySize bytes of an entry of that
     * @param name      what to call an entry
     * @param lengthAt  bytes of the entry at an offset; 0 where there is none
     */
    private void entries(Proposal proposal, int fixed, Kind table, int entrySize, String name,
            LongToIntFunction lengthAt) {
        long at = proposal.range().offset();
        for (int length = 1; at < proposal.range().end() && length > 0; at += length) {
            Chunk entry = source.chunk(at, fixed);
            add(at, table, entry.u64(0), entry.u32(8) * entrySize, "The %s at 0x%x".formatted(name, at));
            length = lengthAt.applyAsInt(at);
        }
    }

    private void add(long by, Kind kind, long offset, long length, String from) {
        if (found.size() < MOST && offset > 0 && length > 0 && offset < source.length() - base) {
            boolean near = headers.stream().noneMatch(header -> header > base && header <= by);
            found.add(new Lead(kind, base + offset, Math.min(length, source.length() - base - offset), near, from));
        }
    }
}
