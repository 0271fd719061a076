package io.github.qcowscope.ui.hex.beside;

import io.github.qcowscope.bytes.ByteComparison.Count;
import io.github.qcowscope.bytes.ByteComparison;
import io.github.qcowscope.bytes.ByteRange;
import io.github.qcowscope.job.Progress;
import io.github.qcowscope.ui.document.Document;
import io.github.qcowscope.ui.job.Background;
import io.github.qcowscope.ui.text.Messages;
import io.github.qcowscope.ui.text.Sizes;
import java.util.List;
import java.util.function.Function;
import javafx.beans.property.BooleanProperty;
import javafx.beans.property.ReadOnlyBooleanProperty;
import javafx.beans.property.ReadOnlyBooleanWrapper;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.property.ReadOnlyStringProperty;
import javafx.beans.property.ReadOnlyStringWrapper;
import javafx.beans.property.SimpleBooleanProperty;

/**
 * Two files side by side: counts in the background what differs, leads from one difference to the next, and, as long as
 * the sides are linked, keeps the carets at the same offset. To be used on the FX thread; needs no scene.
 */
public final class BesideModel {

    /** How far the count is. */
    public enum State {
        /** It goes on. */
        COUNTING,
        /** All bytes have been compared. */
        DONE,
        /** The user has stopped it, or it could not go on. */
        STOPPED
    }

    /** A difference that was sought, and which way. */
    private record Found(ByteRange at, boolean forward) {}

    /** Bytes of a difference that are selected; it may have billions. */
    private static final int SELECTED = 1 << 16;

    private final Document left;
    private final Document right;
    private final Background background;
    private final ByteComparison comparison;
    private final BooleanProperty linked = new SimpleBooleanProperty(this, "linked", true);
    private final ReadOnlyObjectWrapper<State> state = new ReadOnlyObjectWrapper<>(this, "state", State.STOPPED);
    private final ReadOnlyObjectWrapper<Count> count = new ReadOnlyObjectWrapper<>(this, "count", Count.NONE);
    private final ReadOnlyStringWrapper message = new ReadOnlyStringWrapper(this, "message", "");
    private final ReadOnlyBooleanWrapper seeking = new ReadOnlyBooleanWrapper(this, "seeking");
    private Document active;
    private boolean following;
    private long visited = -1;
    private long caretThere;

    /**
     * Starts to count.
     *
     * @param background for the work on both; each document has keys of its own
     */
    public BesideModel(Document left, Document right, Background background) {
        this.left = left;
        this.right = right;
        this.background = background;
        comparison = new ByteComparison(left.image().source(), right.image().source());
        active = left;
        link(left, right);
        link(right, left);
        linked.addListener((of, before, now) -> {
            if (now) {
                follow(active, other(active));
            }
        });
        count();
    }

    private void link(Document one, Document other) {
        one.caretProperty().addListener((of, before, now) -> moved(one, other));
        one.selectionProperty().addListener((of, before, now) -> moved(one, other));
    }

    private void moved(Document one, Document other) {
        if (!following) {
            active = one;
            if (linked.get()) {
                follow(one, other);
            }
        }
    }

    /** Puts the other caret where this one is, as far as the other file has such a byte. */
    private void follow(Document one, Document other) {
        if (!one.showsImage() || !other.showsImage() || other.source().length() == 0) {
            return;
        }
        following = true;
        try {
            other.step(Math.min(one.caret(), other.source().length() - 1), one.selection());
        } finally {
            following = false;
        }
    }

    private Document other(Document one) {
        return one == left ? right : left;
    }

    /** Whether a move on one side is made on the other one too; to be changed by whoever likes. */
    public BooleanProperty linkedProperty() {
        return linked;
    }

    /** How far the count is. */
    public ReadOnlyObjectProperty<State> stateProperty() {
        return state.getReadOnlyProperty();
    }

    /** What has been counted so far. */
    public ReadOnlyObjectProperty<Count> countProperty() {
        return count.getReadOnlyProperty();
    }

    /** What came of looking for a difference, where it was not found; else empty. */
    public ReadOnlyStringProperty messageProperty() {
        return message.getReadOnlyProperty();
    }

    /** Whether a difference is being looked for. */
    public ReadOnlyBooleanProperty seekingProperty() {
        return seeking.getReadOnlyProperty();
    }

    /** How much of both files has been compared, 0 to 1. */
    public double share() {
        return comparison.common() == 0 ? 1 : (double) count.get().compared() / comparison.common();
    }

    /** Rows of the longer file, of {@code bytes} bytes each. */
    long rows(int bytes) {
        return (comparison.length() + bytes - 1) / bytes;
    }

    /** Compares from the start, again if it was done. */
    public void count() {
        count.set(Count.NONE);
        state.set(State.COUNTING);
        background.<Count, Count>stream("beside", Messages.get("beside.job"), comparison::count, count::set, all -> {
            count.set(all);
            state.set(State.DONE);
        }, () -> state.set(State.STOPPED));
    }

    /** Ends the count, and the search for a difference. */
    public void stop() {
        if (state.get() == State.COUNTING) {
            background.cancel("beside");
            state.set(State.STOPPED);
        }
        if (seeking.get()) {
            background.cancel("beside-seek");
            seeking.set(false);
        }
    }

    /** Goes to the first difference of all. */
    public void first() {
        seek(progress -> new Found(comparison.next(-1, SELECTED, progress), true));
    }

    /** Goes to the difference after the caret. */
    public void next() {
        long from = place();
        seek(progress -> new Found(comparison.next(from, SELECTED, progress), true));
    }

    /** Goes to the difference before the caret. */
    public void previous() {
        long from = place();
        seek(progress -> new Found(comparison.previous(from, SELECTED, progress), false));
    }

    /**
     * Where the user is: at the difference that was gone to last, which the shorter file may not have, or at the caret.
     */
    private long place() {
        return visited >= 0 && active.caret() == caretThere ? visited : active.caret();
    }

    private void seek(Function<Progress, Found> work) {
        seeking.set(true);
        message.set("");
        background.latest("beside-seek", Messages.get("beside.seeking"), work, found -> {
            seeking.set(false);
            go(found);
        }, () -> seeking.set(false));
    }

    private void go(Found found) {
        if (found.at().isEmpty()) {
            message.set(Messages.get(found.forward() ? "beside.no-next" : "beside.no-previous"));
            return;
        }
        select(left, found.at());
        select(right, found.at());
        visited = found.at().offset();
        caretThere = active.caret();
    }

    /** What only the other one has is looked at from this one's last byte. */
    private void select(Document side, ByteRange at) {
        long length = side.image().source().length();
        if (length == 0) {
            return;
        }
        following = true;
        try {
            if (!side.showsImage()) {
                side.select(side.root());
            }
            side.selectRange(Math.min(at.offset(), length - 1), at);
        } finally {
            following = false;
        }
    }

    /** Which bytes of a stretch that is shown differ. */
    public List<ByteRange> differencesIn(ByteRange shown) {
        return left.showsImage() && right.showsImage() ? comparison.in(shown) : List.of();
    }

    /** What the count says by now, in a sentence. */
    public String summary() {
        Count now = count.get();
        String lengths = left.image().source().length() == right.image().source().length() ? ""
                : " " + Messages.get("beside.lengths", longer().image().source().name(),
                        Sizes.exactly(comparison.length() - comparison.common()));
        String unreadable = now.unreadable() == 0 ? ""
                : " " + Messages.get("beside.unreadable", Sizes.bytes(now.unreadable()));
        return switch (state.get()) {
            case COUNTING -> Messages.get("beside.counting", percent(), differing(now));
            case STOPPED -> Messages.get("beside.stopped", percent(), differing(now)) + unreadable + lengths;
            case DONE -> (now.differing() > 0 ? Messages.get("beside.differ", differing(now))
                    : Messages.get(lengths.isEmpty() && unreadable.isEmpty() ? "beside.equal" : "beside.equal-common"))
                    + unreadable + lengths;
        };
    }

    private static String differing(Count now) {
        return Messages.get("beside.differing", now.differing(), now.differences());
    }

    private String percent() {
        return Integer.toString((int) (share() * 100));
    }

    private Document longer() {
        return left.image().source().length() > right.image().source().length() ? left : right;
    }
}
