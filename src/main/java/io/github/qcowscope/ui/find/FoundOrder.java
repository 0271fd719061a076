package io.github.qcowscope.ui.find;

import io.github.qcowscope.bytes.Chunk;
import io.github.qcowscope.job.Progress;
import io.github.qcowscope.search.Match;
import java.util.Comparator;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** Filters a list of matches and puts it in order. For the background; a list does not change while that goes on. */
final class FoundOrder {

    /** By what matches are put in order. */
    enum Column {
        /** Where they are. */
        OFFSET,
        /** How long they are. */
        LENGTH,
        /** What their first eight bytes are. */
        BYTES,
        /** Whose they are. */
        OWNER
    }

    /** Longer lists are not looked through by what must be read for each match: that would take minutes. */
    static final int MOST_OWNERS = 200_000;
    private static final int CHECKED = 1 << 10;

    private final FoundList list;
    private final FoundPlaces places;
    private final Progress progress;
    private String @Nullable [] owners;

    FoundOrder(FoundList list, FoundPlaces places, Progress progress) {
        this.list = list;
        this.places = places;
        this.progress = progress;
    }

    /**
     * The indices of the matches that a filter lets through, in an order.
     *
     * @param filter a text that the offset, the bytes or the owner must have in them; empty for all
     */
    int[] of(String filter, Column column, boolean descending) {
        IntStream all = IntStream.range(0, list.size());
        String wanted = filter.strip().toLowerCase(Locale.ROOT);
        IntStream kept = wanted.isEmpty() ? all : all.filter(index -> matches(index, wanted));
        if (column == Column.OFFSET) {
            int[] indices = kept.toArray();
            return descending ? reversed(indices) : indices;
        }
        Comparator<Integer> order = switch (column) {
            case OFFSET -> Comparator.naturalOrder();
            case LENGTH -> Comparator.comparingInt(index -> list.get(index).length());
            case BYTES -> {
                long[] starts = starts();
                yield (a, b) -> Long.compareUnsigned(starts[a], starts[b]);
            }
            case OWNER -> {
                String[] paths = owners();
                yield Comparator.comparing(index -> paths[index]);
            }
        };
        return kept.boxed().sorted(descending ? order.reversed() : order).mapToInt(Integer::intValue).toArray();
    }

    private static int[] reversed(int[] indices) {
        return IntStream.rangeClosed(1, indices.length).map(i -> indices[indices.length - i]).toArray();
    }

    private boolean matches(int index, String wanted) {
        step(index);
        FoundPlaces.Details details = places.details(list.get(index), progress);
        return (places.offset(list.get(index)) + " " + details.bytes() + " " + details.text() + " " + details.owner())
                .toLowerCase(Locale.ROOT).contains(wanted);
    }

    private long[] starts() {
        long[] starts = new long[list.size()];
        for (int i = 0; i < starts.length; i++) {
            step(i);
            Match match = list.get(i);
            Chunk chunk = places.source().chunk(match.offset(), Math.min(Long.BYTES, match.length()));
            starts[i] = chunk.u64(0);
        }
        return starts;
    }

    /** The path of each match's owner; many matches of one owner share one text. */
    private String[] owners() {
        String[] known = owners;
        if (known == null) {
            known = new String[list.size()];
            Map<String, String> same = new HashMap<>();
            for (int i = 0; i < known.length; i++) {
                step(i);
                String path = places.owner(list.get(i), progress);
                String before = same.putIfAbsent(path, path);
                known[i] = before == null ? path : before;
            }
            owners = known;
        }
        return known;
    }

    private void step(int index) {
        if (index % CHECKED == 0) {
            progress.check();
            progress.report(index, list.size());
        }
    }
}
