package io.github.qcowscope.scan;

import io.github.qcowscope.bytes.ByteSource;
import io.github.qcowscope.job.Progress;
import io.github.qcowscope.qcow2.layout.Kinds;
import io.github.qcowscope.schema.Kind;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Consumer;

/**
 * Looks for structures of QCOW2 by their shape, in any file. Reads every stored byte once and what may be a table three
 * more times; memory does not grow with the file.
 *
 * @param proposals   what was found, the surest first; at most {@link #MOST}
 * @param clusterBits the cluster size that a header tells or the offsets in tables suggest, as a power of two
 * @param clusterSure how sure that is, in percent
 * @param dropped     whether there was more than could be kept
 */
public record Scan(List<Proposal> proposals, int clusterBits, int clusterSure, boolean dropped) {

    /** More proposals than this are not kept. */
    public static final int MOST = 100_000;
    /** What is looked for, in the order of a legend. */
    public static final List<Kind> KINDS = List.of(Kinds.HEADER, Kinds.EXTENSION, Kinds.BACKING, Kinds.BITMAP_DIRECTORY,
            Kinds.BITMAP_TABLE, Kinds.L1_TABLE, Kinds.L2_TABLE, Kinds.REFCOUNT_TABLE, Kinds.REFCOUNT_BLOCK,
            Kinds.SNAPSHOT, Kinds.ENCRYPTION);
    /** Images inside the file, besides the one that starts with it, whose tables are looked for. */
    private static final int MOST_IMAGES = 8;
    private static final int SURE = 60;
    /** From here on a cluster size that the tables suggest is tried against the one that the header tells. */
    private static final int CERTAIN = 95;
    private static final double SWEEP_SHARE = 0.8;

    /**
     * Scans a file.
     *
     * @param progress told how far the scan is, and asked whether to go on
     * @param found    gets each proposal as soon as it is made, on the calling thread; a surer one for the same bytes
     *                 may follow, and counts
     * @throws io.github.qcowscope.job.Cancelled when {@code progress} says so
     */
    public static Scan of(ByteSource source, Progress progress, Consumer<Proposal> found) {
        return new Work(source, found).run(progress);
    }

    /** A scan at work. */
    private static final class Work {
        private final ByteSource source;
        private final Consumer<Proposal> listener;
        /** By kind and place: different kinds may share a place, as a header and the image's first cluster do. */
        private final Map<String, Proposal> alone = new LinkedHashMap<>();
        /** By place: a cluster is one table and not two. */
        private final Map<Long, Proposal> tables = new LinkedHashMap<>();
        private final Map<Kind, Proposal> lastOfKind = new HashMap<>();
        private boolean dropped;

        Work(ByteSource source, Consumer<Proposal> listener) {
            this.source = source;
            this.listener = listener;
        }

        Scan run(Progress progress) {
            Sweep sweep = new Sweep(source);
            sweep.run(progress.part(0, SWEEP_SHARE), this::keepAlone);
            List<Proposal> headers = alone.values().stream()
                    .filter(proposal -> proposal.kind().equals(Kinds.HEADER) && proposal.confidence() >= SURE
                            && proposal.clusterBits() != 0)
                    .limit(MOST_IMAGES).toList();
            countClusters(sweep);
            Proposal first = headers.stream().filter(header -> header.base() == 0).findFirst().orElse(null);
            int bits = first == null ? sweep.votes().best() : first.clusterBits();
            int sure = first == null ? sweep.votes().confidence() : first.confidence();
            double share = (1 - SWEEP_SHARE) / (headers.size() + 1);
            Progress part = progress.part(SWEEP_SHARE, SWEEP_SHARE + share);
            search(sweep, 0, bits, part);
            int voted = sweep.votes().best();
            if (voted != bits && sweep.votes().confidence() >= CERTAIN && isBetter(sweep, voted, part)) {
                bits = voted;
                sure = sweep.votes().confidence();
            }
            for (int i = 0; i < headers.size(); i++) {
                if (headers.get(i) != first) {
                    search(sweep, headers.get(i).base(), headers.get(i).clusterBits(),
                            progress.part(SWEEP_SHARE + share * (i + 1), SWEEP_SHARE + share * (i + 2)));
                }
            }
            List<Proposal> all = new ArrayList<>();
            for (Proposal proposal : alone.values()) {
                all.add(placed(proposal, headers, bits));
            }
            all.addAll(headers.size() > (first == null ? 0 : 1) ? withoutOverlaps() : tables.values());
            all.sort(Proposal.SUREST_FIRST);
            progress.report(1, 1);
            return new Scan(List.copyOf(all), bits, sure, dropped);
        }

        /**
         * Looks for tables under another cluster size than the header's, and keeps them where they are more convincing.
         */
        private boolean isBetter(Sweep sweep, int clusterBits, Progress progress) {
            Map<Long, Proposal> told = new LinkedHashMap<>(tables);
            tables.clear();
            search(sweep, 0, clusterBits, progress);
            boolean better = weight(tables) > weight(told);
            if (!better) {
                tables.clear();
                tables.putAll(told);
            }
            return better;
        }

        private static long weight(Map<Long, Proposal> proposals) {
            return proposals.values().stream().mapToLong(Proposal::confidence).sum();
        }

        /**
         * Tells of which image a structure is part that does not say so itself: of the one in which its first offset
         * leads to a table, or else of the one with the last header before it.
         */
        private Proposal placed(Proposal proposal, List<Proposal> headers, int firstBits) {
            if (proposal.clusterBits() != 0) {
                return proposal;
            }
            long at = proposal.range().offset();
            List<Proposal> possible = new ArrayList<>(List.of(proposal.withClusterBits(firstBits)));
            if (proposal.base() != 0) {
                return possible.getFirst();
            }
            headers.stream().filter(header -> header.base() > 0 && header.base() < at).forEach(header ->
                    possible.add(proposal.withClusterBits(header.clusterBits()).withBase(header.base())));
            boolean leads = proposal.kind().equals(Kinds.BITMAP_DIRECTORY) || proposal.kind().equals(Kinds.SNAPSHOT);
            long offset = leads ? source.chunk(at, Long.BYTES).u64(0) : 0;
            return possible.reversed().stream().filter(placed -> {
                Proposal table = tables.get(placed.base() + offset);
                return table != null && table.base() == placed.base();
            }).findFirst().orElse(possible.getLast());
        }

        /** What is a table of one image cannot be part of a table of another: the surer one is kept. */
        private List<Proposal> withoutOverlaps() {
            TreeMap<Long, Proposal> kept = new TreeMap<>();
            tables.values().stream().sorted(Proposal.SUREST_FIRST).forEach(proposal -> {
                Map.Entry<Long, Proposal> before = kept.lowerEntry(proposal.range().end());
                if (before == null || before.getValue().base() == proposal.base()
                        || !before.getValue().range().overlaps(proposal.range())) {
                    kept.put(proposal.range().offset(), proposal);
                }
            });
            return List.copyOf(kept.values());
        }

        private void search(Sweep sweep, long base, int clusterBits, Progress progress) {
            List<Lead> leads = Leads.of(source, base, List.copyOf(alone.values()));
            new TableSearch(source, base, clusterBits, sweep, leads)
                    .run(progress, proposal -> keep(tables, proposal.range().offset(), proposal));
        }

        /** The first refcounts tell how many clusters the file has, and so how large they are. */
        private void countClusters(Sweep sweep) {
            for (int i = 0; i < Math.min(MOST_IMAGES, sweep.counts().count()); i++) {
                int length = (int) Math.min(1 << 21, source.length() - sweep.counts().start(i));
                Piece piece = Piece.read(source, sweep.counts().start(i), length);
                int count = 0;
                while (count < piece.count() && Words.areCounts(piece.words(), count)) {
                    count += Piece.SECTOR_WORDS;
                }
                CountFacts facts = CountFacts.of(piece.words(), count, 0, Long.MAX_VALUE - Integer.MAX_VALUE);
                if (facts != null && facts.own()) {
                    sweep.votes().length(facts.last() + 1L, source.length());
                }
            }
        }

        /**
         * A directory that is longer than a piece of the sweep is found again in the next one, as far as that has it.
         */
        private void keepAlone(Proposal proposal) {
            Proposal before = lastOfKind.get(proposal.kind());
            if (before == null || !before.range().contains(proposal.range())) {
                lastOfKind.put(proposal.kind(), proposal);
                keep(alone, proposal.key(), proposal);
            }
        }

        private <K> void keep(Map<K, Proposal> kept, K key, Proposal proposal) {
            Proposal before = kept.get(key);
            if (before == null && alone.size() + tables.size() >= MOST) {
                dropped = true;
            } else if (before == null || before.confidence() < proposal.confidence()) {
                kept.put(key, proposal);
                listener.accept(proposal);
            }
        }
    }

    /** Those that are not in the image's tree already. */
    public static List<Proposal> unknown(Collection<Proposal> proposals) {
        return proposals.stream().filter(proposal -> !proposal.isKnown()).toList();
    }
}
