package io.github.qcowscope.ui.find;

import io.github.qcowscope.bytes.ByteRange;
import io.github.qcowscope.bytes.ByteSource;
import io.github.qcowscope.job.Progress;
import io.github.qcowscope.schema.Node;
import io.github.qcowscope.search.BadPattern;
import io.github.qcowscope.search.Finder;
import io.github.qcowscope.search.Match;
import io.github.qcowscope.search.Needle;
import io.github.qcowscope.search.NumberOrder;
import io.github.qcowscope.search.NumberWidth;
import io.github.qcowscope.search.RegexTooHard;
import io.github.qcowscope.search.TextEncoding;
import io.github.qcowscope.ui.document.Document;
import io.github.qcowscope.ui.job.Background;
import io.github.qcowscope.ui.text.Messages;
import java.util.List;
import javafx.beans.Observable;
import javafx.beans.property.BooleanProperty;
import javafx.beans.property.ObjectProperty;
import javafx.beans.property.ReadOnlyBooleanProperty;
import javafx.beans.property.ReadOnlyBooleanWrapper;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.property.ReadOnlyStringProperty;
import javafx.beans.property.ReadOnlyStringWrapper;
import javafx.beans.property.SimpleBooleanProperty;
import javafx.beans.property.SimpleObjectProperty;
import javafx.beans.property.SimpleStringProperty;
import javafx.beans.property.StringProperty;
import org.jspecify.annotations.Nullable;

/** Looks for bytes, text, numbers or an expression in an image, from the caret on, and selects what it finds. */
public final class FindModel {

    /** What came of a search for one match. */
    private sealed interface Outcome {
        /** A match; {@code wrapped} where it was found only behind the end, or before the start. */
        record Found(Match match, boolean wrapped, FoundPlaces places, FoundPlaces.@Nullable Target target)
                implements Outcome {}

        record Nothing() implements Outcome {}

        record Failed(String sentence) implements Outcome {}
    }

    /** The first place that is next, and the one that is not previous. */
    private record Begin(long forward, long backward) {}

    private final Document document;
    private final Background background;
    private final FoundModel found;
    private final ObjectProperty<FindMode> mode = new SimpleObjectProperty<>(this, "mode", FindMode.BYTES);
    private final StringProperty text = new SimpleStringProperty(this, "text", "");
    private final BooleanProperty ignoresCase = new SimpleBooleanProperty(this, "ignoresCase", true);
    private final BooleanProperty regexIgnoresCase = new SimpleBooleanProperty(this, "regexIgnoresCase");
    private final ObjectProperty<TextEncoding> encoding =
            new SimpleObjectProperty<>(this, "encoding", TextEncoding.UTF_8);
    private final ObjectProperty<NumberWidth> width = new SimpleObjectProperty<>(this, "width", NumberWidth.BITS_64);
    private final ObjectProperty<NumberOrder> order = new SimpleObjectProperty<>(this, "order", NumberOrder.BIG);
    private final BooleanProperty aligned = new SimpleBooleanProperty(this, "aligned");
    private final ObjectProperty<FindScope> scope =
            new SimpleObjectProperty<>(this, "scope", new FindScope.Everything());
    private final ReadOnlyObjectWrapper<@Nullable Needle> needle = new ReadOnlyObjectWrapper<>(this, "needle");
    private final ReadOnlyStringWrapper status = new ReadOnlyStringWrapper(this, "status", "");
    private final ReadOnlyBooleanWrapper isMissing = new ReadOnlyBooleanWrapper(this, "isMissing");
    private final ReadOnlyBooleanWrapper isSearching = new ReadOnlyBooleanWrapper(this, "isSearching");
    private String problem = "";
    private @Nullable Stoppable search;
    private @Nullable Match last;
    private @Nullable ByteSource lastSource;

    /** Nothing is looked for yet. */
    public FindModel(Document document, Background background) {
        this.document = document;
        this.background = background;
        found = new FoundModel(document, background);
        for (Observable part : List.of(mode, text, ignoresCase, regexIgnoresCase, encoding, width, order, aligned)) {
            part.addListener(of -> read());
        }
        scope.addListener((of, before, now) -> stop());
        read();
    }

    /** All matches, once they were asked for. */
    public FoundModel found() {
        return found;
    }

    /** What {@link #textProperty} is. */
    public ObjectProperty<FindMode> modeProperty() {
        return mode;
    }

    /** What is looked for, as the user typed it. */
    public StringProperty textProperty() {
        return text;
    }

    /** Whether letters match their other case in text. */
    public BooleanProperty ignoresCaseProperty() {
        return ignoresCase;
    }

    /** Whether bytes that are letters match their other case in expressions. */
    public BooleanProperty regexIgnoresCaseProperty() {
        return regexIgnoresCase;
    }

    /** The encoding of text. */
    public ObjectProperty<TextEncoding> encodingProperty() {
        return encoding;
    }

    /** The width of a number. */
    public ObjectProperty<NumberWidth> widthProperty() {
        return width;
    }

    /** The byte order of a number. */
    public ObjectProperty<NumberOrder> orderProperty() {
        return order;
    }

    /** Whether numbers count only at multiples of their width. */
    public BooleanProperty alignedProperty() {
        return aligned;
    }

    /** Where to look. */
    ObjectProperty<FindScope> scopeProperty() {
        return scope;
    }

    /** What is looked for; null as long as that is nothing, or nothing that could be looked for. */
    public ReadOnlyObjectProperty<@Nullable Needle> needleProperty() {
        return needle.getReadOnlyProperty();
    }

    /** What is wrong with what was typed, or how the search went, in a sentence. */
    public ReadOnlyStringProperty statusProperty() {
        return status.getReadOnlyProperty();
    }

    /** Whether the last search found nothing, or nothing can be looked for. */
    public ReadOnlyBooleanProperty isMissingProperty() {
        return isMissing.getReadOnlyProperty();
    }

    /** Whether a search for one match is going on. */
    public ReadOnlyBooleanProperty isSearchingProperty() {
        return isSearching.getReadOnlyProperty();
    }

    /** Goes to the next match, past the end to the first. */
    public void next() {
        search(true);
    }

    /** Goes to the match before, past the start to the last. */
    public void previous() {
        search(false);
    }

    /** Lists all matches; says whether it began to. */
    public boolean all() {
        stop();
        Needle wanted = needle.get();
        if (wanted == null) {
            say(problem, true);
            return false;
        }
        found.find(wanted, query(), scope.get());
        return true;
    }

    /** Ends a search for one match that is going on. */
    public void stop() {
        if (search != null && isSearching.get()) {
            search.stop();
            isSearching.set(false);
            say(Messages.get("find.stopped"), false);
        }
    }

    /** Looks for what another model did: used after a reload. */
    void takePlaceOf(FindModel earlier) {
        mode.set(earlier.mode.get());
        text.set(earlier.text.get());
        ignoresCase.set(earlier.ignoresCase.get());
        regexIgnoresCase.set(earlier.regexIgnoresCase.get());
        encoding.set(earlier.encoding.get());
        width.set(earlier.width.get());
        order.set(earlier.order.get());
        aligned.set(earlier.aligned.get());
    }

    private Query query() {
        boolean anyCase = mode.get() == FindMode.REGEX ? regexIgnoresCase.get() : ignoresCase.get();
        return new Query(mode.get(), text.get(), anyCase, encoding.get(), width.get(), order.get(), aligned.get());
    }

    /** Understands what was typed, and explains what is wrong with it; an empty field is not wrong yet. */
    private void read() {
        stop();
        last = null;
        try {
            needle.set(query().needle());
            problem = "";
        } catch (BadPattern e) {
            needle.set(null);
            problem = Query.explain(e);
        }
        boolean isEmpty = text.get().isEmpty();
        say(isEmpty ? "" : problem, !isEmpty && !problem.isEmpty());
    }

    private void search(boolean forward) {
        stop();
        Needle wanted = needle.get();
        if (wanted == null) {
            say(problem, true);
            return;
        }
        ByteSource shown = document.source();
        FindScope where = scope.get();
        Stoppable own = new Stoppable();
        search = own;
        isSearching.set(true);
        say(Messages.get("find.searching"), false);
        long caret = document.caret();
        Node selected = document.selectedNode();
        Match before = last;
        ByteSource beforeIn = lastSource;
        background.latest("find", Messages.get("find.job", text.get()), progress -> {
            own.follow(progress);
            return where.locate(document.image(), shown, own).<Outcome>map(place -> search(place, wanted, forward,
                    
                    start(before, place.source().sharesBytesWith(shown), place.isGuest() || place.source() == beforeIn,
                            caret, forward && !wanted.overlaps()),
                    new FoundPlaces(document.path(), document.image(), selected, place), own))
                    .orElseGet(() -> new Outcome.Failed(Messages.get("find.no-map")));
        }, outcome -> {
            // Other bytes may be shown by now than those that were searched.
            if (!own.isStopped() && document.source().sharesBytesWith(shown)) {
                isSearching.set(false);
                show(outcome, shown, forward);
            } else if (search == own) {
                stop();
            }
        }, () -> {
            if (search == own) {
                stop();
            }
        });
    }

    /**
     * Where to begin: at the caret, or at the next place after the match that it is on; in bytes that are not shown,
     * after the last match.
     */
    private static Begin start(@Nullable Match before, boolean isShown, boolean isSame, long caret, boolean behind) {
        if (before == null || (isShown ? before.offset() != caret : !isSame)) {
            return isShown ? new Begin(caret, caret) : new Begin(0, 0);
        }
        return new Begin(before.offset() + (behind ? before.length() : 1), before.offset());
    }

    private static Outcome search(FindScope.Place place, Needle wanted, boolean forward, Begin begin,
            FoundPlaces places, Progress progress) {
        Finder finder = new Finder(place.source(), wanted, place.scope());
        long length = place.source().length();
        long middle = Math.min(forward ? begin.forward() : begin.backward(), length);
        ByteRange before = new ByteRange(0, middle);
        ByteRange behind = ByteRange.between(middle, length);
        try {
            Match match = forward ? finder.first(behind, progress) : finder.last(before, progress);
            boolean wrapped = match == null;
            if (match == null) {
                match = forward ? finder.first(before, progress) : finder.last(behind, progress);
            }
            return match == null ? new Outcome.Nothing()
                    : new Outcome.Found(match, wrapped, places, places.target(match, progress));
        } catch (RegexTooHard e) {
            return new Outcome.Failed(Messages.get("find.too-hard", Long.toHexString(e.offset())));
        }
    }

    private void show(Outcome outcome, ByteSource shown, boolean forward) {
        switch (outcome) {
            case Outcome.Nothing() -> say(Messages.get("find.nothing"), true);
            case Outcome.Failed(String sentence) -> say(sentence, true);
            case Outcome.Found match -> {
                last = match.match();
                lastSource = match.places().source();
                if (lastSource == shown) {
                    document.selectRange(last.offset(), last.range());
                } else if (match.target() != null) {
                    document.select(match.target().node(), match.target().range());
                }
                String key = !match.wrapped() ? "find.found" : forward ? "find.found-from-start"
                        : "find.found-from-end";
                say(Messages.get(key, match.places().offset(last)), false);
            }
        }
    }

    private void say(String sentence, boolean missing) {
        status.set(sentence);
        isMissing.set(missing);
    }
}
