package io.github.qcowscope.ui.live;

import io.github.qcowscope.bytes.FileState;
import io.github.qcowscope.bytes.LiveFile;
import io.github.qcowscope.qcow2.Qcow2Image;
import io.github.qcowscope.ui.document.Document;
import io.github.qcowscope.ui.job.Background;
import io.github.qcowscope.ui.text.Messages;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import java.util.function.Consumer;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.value.ObservableBooleanValue;
import org.jspecify.annotations.Nullable;

/**
 * Watches the file of a document. Nothing happens by itself: whoever owns it calls {@link #poll()} as often as it shall
 * look. A look costs one question to the file system, in the background, and there is never more than one at a time:
 * however fast another program writes, the file is read again once for each look that finds it changed.
 */
public final class LiveModel {

    /** What is going on with the file. */
    public enum Condition {
        /** Nobody writes to it. */
        QUIET,
        /** It has changed a moment ago, and what is shown is what it said then. */
        LIVE,
        /** Another file has taken its place a moment ago, and is shown. */
        REPLACED,
        /** It has changed, and what is shown is older. */
        CHANGED,
        /** It has changed, and could not be read again. */
        UNREADABLE,
        /** It holds no bytes any more. */
        EMPTY,
        /** There is no file of that name any more. */
        GONE
    }

    /**
     * What is known of the file.
     *
     * @param last when it was seen to have changed the last time; null where it never was
     * @param why  the sentence that says why it could not be read again; else empty
     */
    public record Report(Condition condition, @Nullable Instant last, String why) {}

    /** What a look has found. */
    private sealed interface Seen {
        /** Nothing new. */
        record Same() implements Seen {}

        record Gone() implements Seen {}

        record Empty() implements Seen {}

        /** Another state, and nobody wants it read. */
        record Changed(FileState state) implements Seen {}

        record Failed(FileState state, String why) implements Seen {}

        /** Another state, or the same once more, as it has been read. */
        record Read(Qcow2Image image, boolean isOther, boolean isReplaced) implements Seen {}
    }

    /**
     * How long a file has been left alone when it counts as finished; some file systems keep no finer time than this.
     */
    static final Duration REST = Duration.ofSeconds(2);

    private final Document document;
    private final Background background;
    private final ObservableBooleanValue reloads;
    private final InstantSource clock;
    private final Consumer<Qcow2Image> update;
    private final ReadOnlyObjectWrapper<Report> report =
            new ReadOnlyObjectWrapper<>(this, "report", new Report(Condition.QUIET, null, ""));
    private @Nullable FileState left;
    private boolean looking;
    private boolean restless;

    /**
     * A watch that has not looked yet.
     *
     * @param background where to look
     * @param reloads    whether a file that has changed is read again
     * @param clock      tells the time of a change
     * @param update     shows what the file says by now
     */
    public LiveModel(Document document, Background background, ObservableBooleanValue reloads, InstantSource clock,
            Consumer<Qcow2Image> update) {
        this.document = document;
        this.background = background;
        this.reloads = reloads;
        this.clock = clock;
        this.update = update;
    }

    /** What is known of the file. */
    public ReadOnlyObjectProperty<Report> reportProperty() {
        return report.getReadOnlyProperty();
    }

    /** What is known of the file. */
    public Report report() {
        return report.get();
    }

    /** Looks whether the file has changed; does nothing while an earlier look has not come back. */
    public void poll() {
        if (looking || !(document.image().source() instanceof LiveFile file)) {
            return;
        }
        looking = true;
        boolean reading = reloads.get();
        boolean resting = reading && restless && isRested();
        background.latest("live", Messages.get("live.job", file.name()), progress -> look(file, reading, resting),
                seen -> {
                    looking = false;
                    take(seen, resting);
                }, () -> looking = false);
    }

    private boolean isRested() {
        Instant last = report().last();
        return last == null || !clock.instant().isBefore(last.plus(REST));
    }

    private static Seen look(LiveFile file, boolean reading, boolean resting) {
        Optional<FileState> now = FileState.of(file.path());
        if (now.isEmpty()) {
            return new Seen.Gone();
        }
        FileState state = now.get();
        boolean isOther = !now.equals(file.state());
        if (!isOther && !resting) {
            return new Seen.Same();
        }
        if (isOther && state.size() == 0) {
            // Whoever makes an image anew begins like this: what comes next is worth showing.
            return new Seen.Empty();
        }
        if (!reading) {
            return new Seen.Changed(state);
        }
        try {
            boolean isReplaced = file.state().filter(before -> !before.isOfSameFileAs(state)).isPresent();
            return new Seen.Read(new Qcow2Image(file.renewed()), isOther, isReplaced);
        } catch (IOException e) {
            return new Seen.Failed(state, String.valueOf(e.getMessage()));
        }
    }

    private void take(Seen seen, boolean resting) {
        switch (seen) {
            case Seen.Same same -> {
                left = null;
                Condition before = report().condition();
                boolean goesOn = (before == Condition.LIVE || before == Condition.REPLACED) && !isRested();
                report(goesOn ? before : Condition.QUIET, report().last(), "");
            }
            case Seen.Gone gone -> report(Condition.GONE, report().last(), "");
            case Seen.Empty empty -> report(Condition.EMPTY, report().last(), "");
            case Seen.Changed changed -> report(Condition.CHANGED, lastOf(changed.state()), "");
            case Seen.Failed failed -> report(Condition.UNREADABLE, lastOf(failed.state()), failed.why());
            case Seen.Read read -> take(read, resting);
        }
    }

    private void take(Seen.Read read, boolean resting) {
        left = null;
        update.accept(read.image());
        if (read.isReplaced()) {
            restless = false;
            document.rest();
            report(Condition.REPLACED, clock.instant(), "");
        } else if (read.isOther()) {
            restless = true;
            report(Condition.LIVE, clock.instant(), "");
        } else if (resting) {
            restless = false;
            document.rest();
            report(Condition.QUIET, report().last(), "");
        }
    }

    /** The time of a change that is not read: the first look that finds a state is the one that tells when it came. */
    private @Nullable Instant lastOf(FileState state) {
        boolean isNews = !state.equals(left);
        left = state;
        return isNews ? clock.instant() : report().last();
    }

    private void report(Condition condition, @Nullable Instant last, String why) {
        report.set(new Report(condition, last, why));
    }
}
