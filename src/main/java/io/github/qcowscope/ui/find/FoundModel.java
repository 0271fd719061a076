package io.github.qcowscope.ui.find;

import io.github.qcowscope.search.Finder;
import io.github.qcowscope.search.Match;
import io.github.qcowscope.search.Matches;
import io.github.qcowscope.search.Needle;
import io.github.qcowscope.search.RegexTooHard;
import io.github.qcowscope.ui.document.Document;
import io.github.qcowscope.ui.job.Background;
import io.github.qcowscope.ui.table.LazyList;
import io.github.qcowscope.ui.text.Messages;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import javafx.beans.property.ReadOnlyBooleanProperty;
import javafx.beans.property.ReadOnlyBooleanWrapper;
import javafx.beans.property.ReadOnlyIntegerProperty;
import javafx.beans.property.ReadOnlyIntegerWrapper;
import javafx.beans.property.ReadOnlyStringProperty;
import javafx.beans.property.ReadOnlyStringWrapper;
import javafx.collections.ObservableList;
import org.jspecify.annotations.Nullable;

/** All matches of a search, as a list that can be sorted, filtered and saved. */
public final class FoundModel {

    /**
     * A row.
     *
     * @param index  of the match, in the order of the bytes
     * @param match  where it is
     * @param offset the same as goto takes it
     */
    public record Row(int index, Match match, String offset) {}

    /** What a search for all comes to. */
    private sealed interface Outcome {
        record Whole() implements Outcome {}

        record Failed(String sentence) implements Outcome {}
    }

    /** Matches that are listed; those beyond are counted. */
    static final int MOST = 1_000_000;
    /** Rows whose details are kept: far more than fit on a screen. */
    private static final int KEPT = 4096;
    /** Rows whose details are asked for at a time. */
    private static final int BATCH = 64;
    private static final FoundPlaces.Details UNKNOWN = new FoundPlaces.Details("", "", "");

    private final Document document;
    private final Background background;
    private final LazyList<Row> rows = new LazyList<>(0, this::row);
    private final ReadOnlyStringWrapper summary = new ReadOnlyStringWrapper(this, "summary", "");
    private final ReadOnlyBooleanWrapper isSearching = new ReadOnlyBooleanWrapper(this, "isSearching");
    private final ReadOnlyBooleanWrapper wasAsked = new ReadOnlyBooleanWrapper(this, "wasAsked");
    private final ReadOnlyIntegerWrapper news = new ReadOnlyIntegerWrapper(this, "news");
    private final Map<Integer, FoundPlaces.Details> details = new LinkedHashMap<>();
    private final Set<Integer> wanted = new LinkedHashSet<>();
    private boolean isFetching;
    private FoundList list = new FoundList();
    private @Nullable FoundPlaces places;
    private int @Nullable [] order;
    private String filter = "";
    private FoundOrder.Column column = FoundOrder.Column.OFFSET;
    private boolean descending;
    private String title = "";
    private Stoppable search = new Stoppable();

    FoundModel(Document document, Background background) {
        this.document = document;
        this.background = background;
    }

    /** The rows; always the same list. */
    public ObservableList<Row> rows() {
        return rows;
    }

    /** How many there are, or how the search goes, in a sentence. */
    public ReadOnlyStringProperty summaryProperty() {
        return summary.getReadOnlyProperty();
    }

    /** Whether the search is going on. */
    public ReadOnlyBooleanProperty isSearchingProperty() {
        return isSearching.getReadOnlyProperty();
    }

    /** Whether anything has been searched for. */
    public ReadOnlyBooleanProperty wasAskedProperty() {
        return wasAsked.getReadOnlyProperty();
    }

    /** Changes when more is known about rows that were asked for by {@link #details}. */
    ReadOnlyIntegerProperty newsProperty() {
        return news.getReadOnlyProperty();
    }

    /** Looks for all matches, in place of those that are listed. */
    void find(Needle needle, Query query, FindScope scope) {
        search.stop();
        Stoppable own = new Stoppable();
        search = own;
        forget();
        title = Messages.get("found.what", query.text(), scope.label());
        wasAsked.set(true);
        isSearching.set(true);
        summary.set(Messages.get("found.searching", title, 0));
        FoundList growing = list;
        var source = document.source();
        var selected = document.selectedNode();
        String job = Messages.get("find.job", query.text());
        background.<FoundBatches.Part, Outcome>stream("found", job, (progress, parts) -> {
            own.follow(progress);
            return scope.locate(document.image(), source, own).<Outcome>map(place -> {
                FoundPlaces where = new FoundPlaces(document.path(), document.image(), selected, place);
                FoundBatches batches = new FoundBatches(where, parts);
                try {
                    new Finder(place.source(), needle, place.scope()).all(MOST, own, batches::add);
                    batches.send();
                } catch (RegexTooHard e) {
                    batches.send();
                    return new Outcome.Failed(Messages.get("find.too-hard", Long.toHexString(e.offset())));
                }
                return new Outcome.Whole();
            }).orElseGet(() -> new Outcome.Failed(Messages.get("find.no-map")));
        }, part -> {
            if (list == growing) {
                add(part);
            }
        }, outcome -> end(growing, outcome instanceof Outcome.Failed failed ? failed.sentence() : ""), () ->
                end(growing, Messages.get("found.stopped")));
    }

    private void forget() {
        list = new FoundList();
        places = null;
        order = null;
        details.clear();
        wanted.clear();
        rows.become(0, this::row);
    }

    private void add(FoundBatches.Part part) {
        places = part.places();
        if (!part.matches().isEmpty()) {
            part.matches().forEach(list::add);
            rows.become(list.size(), this::row);
            summary.set(Messages.get("found.searching", title, list.count()));
        }
    }

    private void end(FoundList ended, String note) {
        if (list != ended) {
            return;
        }
        isSearching.set(false);
        tell(note);
        if (!filter.isEmpty() || column != FoundOrder.Column.OFFSET || descending) {
            arrange();
        }
    }

    private void tell(String note) {
        String count = list.count() > list.size() ? Messages.get("found.cut", title, list.count(), list.size())
                : Messages.get("found.count", title, list.count());
        String shown = rows.size() < list.size() ? " " + Messages.get("found.filtered", rows.size()) : "";
        summary.set(count + shown + (note.isEmpty() ? "" : " " + note));
    }

    /** Ends the search; what was found so far stays. */
    public void stop() {
        if (isSearching.get()) {
            search.stop();
            end(list, Messages.get("found.stopped"));
        }
    }

    /** Lists only rows that have a text in their offset, bytes or owner; all where it is empty. */
    public void filter(String text) {
        filter = text.strip();
        arrange();
    }

    /** Lists the rows in another order. */
    void sort(FoundOrder.Column by, boolean downwards) {
        if (column != by || descending != downwards) {
            column = by;
            descending = downwards;
            arrange();
        }
    }

    private void arrange() {
        FoundPlaces where = places;
        FoundList all = list;
        if (where == null || isSearching.get()) {
            return;
        }
        if (all.size() > FoundOrder.MOST_OWNERS && (!filter.isEmpty() || column == FoundOrder.Column.OWNER)) {
            tell(Messages.get("found.too-many", FoundOrder.MOST_OWNERS));
            return;
        }
        String text = filter;
        FoundOrder.Column by = column;
        boolean downwards = descending;
        background.latest("found-order", Messages.get("found.ordering"),
                progress -> new FoundOrder(all, where, progress).of(text, by, downwards), indices -> {
                    if (list == all) {
                        order = indices;
                        rows.become(indices.length, this::row);
                        tell("");
                    }
                });
    }

    private Row row(long row) {
        int[] now = order;
        int index = now == null ? (int) row : now[(int) row];
        Match match = list.get(index);
        FoundPlaces where = places;
        return new Row(index, match, where == null ? "" : where.offset(match));
    }

    /**
     * What is known of a row. What is not is found out in the background; {@link #newsProperty} tells when.
     */
    FoundPlaces.Details details(Row row) {
        if (!details.containsKey(row.index()) && places != null) {
            wanted.add(row.index());
            fetch();
        }
        return details.getOrDefault(row.index(), UNKNOWN);
    }

    private void fetch() {
        FoundPlaces where = places;
        FoundList all = list;
        if (isFetching || where == null || wanted.isEmpty()) {
            return;
        }
        isFetching = true;
        // The latest ones: the user may have scrolled on.
        List<Integer> batch = List.copyOf(wanted).reversed().stream().filter(index -> index < all.size())
                .limit(BATCH).toList();
        List<Match> matches = batch.stream().map(all::get).toList();
        wanted.clear();
        background.latest("found-details", Messages.get("found.details"), progress ->
                matches.stream().map(match -> where.details(match, progress)).toList(), known -> {
            isFetching = false;
            if (list == all) {
                if (details.size() > KEPT) {
                    details.clear();
                }
                for (int i = 0; i < batch.size(); i++) {
                    details.put(batch.get(i), known.get(i));
                }
                news.set(news.get() + 1);
            }
            fetch();
        }, () -> isFetching = false);
    }

    /** Goes to a match. */
    public void select(Row row) {
        FoundPlaces where = places;
        if (where != null) {
            background.latest("found-go", Messages.get("job.place"), progress ->
                    Optional.ofNullable(where.target(row.match(), progress)), target ->
                    target.ifPresent(place -> document.select(place.node(), place.range())));
        }
    }

    /** Rows as text, a line each, with tabs between offset, length, bytes and owner, as far as these are known. */
    String text(List<Row> chosen) {
        return chosen.stream().map(row -> {
            FoundPlaces.Details known = details.getOrDefault(row.index(), UNKNOWN);
            return String.join("\t", row.offset(), Integer.toString(row.match().length()), known.bytes(),
                    known.owner());
        }).collect(Collectors.joining("\n"));
    }

    /**
     * Saves all rows in their order as CSV.
     *
     * @param target where to
     */
    void save(Path target) {
        FoundPlaces where = places;
        FoundList all = list;
        int[] now = order;
        int count = rows.size();
        if (where != null) {
            background.latest("found-save", Messages.get("found.saving"), progress ->
                    FoundCsv.save(target, where, all, now, count, progress), this::tell);
        }
    }

    /** What to call the list. */
    String name() {
        return document.path().getFileName() + "-found";
    }
}
