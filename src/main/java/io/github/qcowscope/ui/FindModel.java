package io.github.qcowscope.ui;

import io.github.qcowscope.bytes.BytePattern;
import io.github.qcowscope.bytes.ByteRange;
import io.github.qcowscope.bytes.ByteSearch;
import io.github.qcowscope.bytes.ByteSource;
import io.github.qcowscope.job.Progress;
import javafx.beans.property.BooleanProperty;
import javafx.beans.property.ReadOnlyBooleanProperty;
import javafx.beans.property.ReadOnlyBooleanWrapper;
import javafx.beans.property.ReadOnlyStringProperty;
import javafx.beans.property.ReadOnlyStringWrapper;
import javafx.beans.property.SimpleBooleanProperty;
import javafx.beans.property.SimpleStringProperty;
import javafx.beans.property.StringProperty;
import org.jspecify.annotations.Nullable;

/** Looks for bytes or text in an image, from the caret on, and selects what it finds. */
public final class FindModel {

    /** Where a match is; {@code at} is -1 where there is none. */
    private record Match(long at, boolean wrapped) {}

    private final Document document;
    private final Background background;
    private final StringProperty text = new SimpleStringProperty(this, "text", "");
    private final BooleanProperty isHex = new SimpleBooleanProperty(this, "isHex", true);
    private final BooleanProperty ignoresCase = new SimpleBooleanProperty(this, "ignoresCase", true);
    private final ReadOnlyStringWrapper status = new ReadOnlyStringWrapper(this, "status", "");
    private final ReadOnlyBooleanWrapper isMissing = new ReadOnlyBooleanWrapper(this, "isMissing");
    private final ReadOnlyBooleanWrapper isSearching = new ReadOnlyBooleanWrapper(this, "isSearching");
    private @Nullable Stoppable search;
    private long found = -1;

    /** A search that can be stopped from here, besides from the list of jobs. */
    private static final class Stoppable implements Progress {
        private volatile boolean stopped;
        private volatile Progress job = Progress.NONE;

        @Override
        public void report(long done, long total) {
            job.report(done, total);
        }

        @Override
        public boolean isCancelled() {
            return stopped || job.isCancelled();
        }
    }

    /** Nothing is looked for yet. */
    public FindModel(Document document, Background background) {
        this.document = document;
        this.background = background;
    }

    /** What is looked for: hexadecimal digits with {@code ??} for any byte, or text. */
    public StringProperty textProperty() {
        return text;
    }

    /** Whether {@link #textProperty} is hexadecimal digits. */
    public BooleanProperty isHexProperty() {
        return isHex;
    }

    /** Whether letters match their other case; for text only. */
    public BooleanProperty ignoresCaseProperty() {
        return ignoresCase;
    }

    /** How the search went, in a sentence; empty before the first. */
    public ReadOnlyStringProperty statusProperty() {
        return status.getReadOnlyProperty();
    }

    /** Whether the last search found nothing, or could not be made. */
    public ReadOnlyBooleanProperty isMissingProperty() {
        return isMissing.getReadOnlyProperty();
    }

    /** Whether a search is going on. */
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

    /** Ends a search that is going on. */
    public void stop() {
        if (search != null && isSearching.get()) {
            search.stopped = true;
            isSearching.set(false);
            say(Messages.get("find.stopped"), false);
        }
    }

    private void search(boolean forward) {
        stop();
        BytePattern pattern;
        try {
            pattern = isHex.get() ? BytePattern.hex(text.get()) : BytePattern.text(text.get(), ignoresCase.get());
        } catch (IllegalArgumentException e) {
            say(e.getMessage(), true);
            return;
        }
        long from = forward && found == document.caret() ? found + 1 : document.caret();
        ByteSource source = document.source();
        Stoppable own = new Stoppable();
        search = own;
        isSearching.set(true);
        say(Messages.get("find.searching"), false);
        background.latest("find", Messages.get("find.job", text.get()), progress -> {
            own.job = progress;
            ByteSearch bytes = new ByteSearch(source, pattern);
            return forward ? forward(bytes, from, source.length(), own) : backward(bytes, from, source.length(), own);
        }, match -> {
            // Other bytes may be shown by now than those that were searched.
            if (!own.stopped && document.source().sharesBytesWith(source)) {
                isSearching.set(false);
                show(match, pattern.length(), forward);
            } else {
                stop();
            }
        }, () -> {
            if (search == own) {
                stop();
            }
        });
    }

    private static Match forward(ByteSearch search, long from, long length, Progress progress) {
        long at = search.first(ByteRange.between(Math.min(from, length), length), progress);
        return at >= 0 ? new Match(at, false)
                : new Match(search.first(new ByteRange(0, Math.min(from, length)), progress), true);
    }

    private static Match backward(ByteSearch search, long from, long length, Progress progress) {
        long at = search.last(new ByteRange(0, from), progress);
        return at >= 0 ? new Match(at, false)
                : new Match(search.last(ByteRange.between(from, length), progress), true);
    }

    private void show(Match match, int length, boolean forward) {
        found = match.at();
        if (match.at() < 0) {
            say(Messages.get("find.nothing"), true);
            return;
        }
        document.selectRange(match.at(), new ByteRange(match.at(), length));
        String key = !match.wrapped() ? "find.found" : forward ? "find.found-from-start" : "find.found-from-end";
        say(Messages.get(key, Long.toHexString(match.at())), false);
    }

    private void say(String sentence, boolean missing) {
        status.set(sentence);
        isMissing.set(missing);
    }
}
