package io.github.qcowscope.ui.find;

import io.github.qcowscope.bytes.ByteRange;
import io.github.qcowscope.bytes.ByteSource;
import io.github.qcowscope.job.Progress;
import io.github.qcowscope.qcow2.Qcow2Image;
import io.github.qcowscope.qcow2.guest.GuestBytes;
import io.github.qcowscope.qcow2.owner.HostMap;
import io.github.qcowscope.schema.Kind;
import io.github.qcowscope.search.Scopes;
import io.github.qcowscope.search.SearchScope;
import io.github.qcowscope.ui.document.Document;
import io.github.qcowscope.ui.text.Messages;
import io.github.qcowscope.ui.text.NodeText;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Where the user wants to look. */
sealed interface FindScope {

    /** All bytes that are shown. */
    record Everything() implements FindScope {}

    /** Bytes that were selected when the user said so. */
    record Selection(ByteSource source, ByteRange range) implements FindScope {}

    /** One kind of structure. */
    record OfKind(Kind kind) implements FindScope {}

    /** What the image stores for the guest, in the order of the virtual disk. */
    record GuestData() implements FindScope {}

    /**
     * Where that is.
     *
     * @param source  the bytes to look through
     * @param scope   which of them
     * @param isGuest whether they are those of the virtual disk
     */
    record Place(ByteSource source, SearchScope scope, boolean isGuest) {}

    /** What can be chosen for what is selected in a document. */
    static List<FindScope> choices(Document document) {
        List<FindScope> choices = new ArrayList<>();
        choices.add(new Everything());
        if (document.selection().length() > 1) {
            choices.add(new Selection(document.source(), document.selection()));
        }
        if (!document.selectedNode().path().isEmpty() && document.showsImage()) {
            choices.add(new OfKind(document.selectedNode().kind()));
        }
        if (document.image().isRecognized() && !new GuestBytes(document.image()).areElsewhere()) {
            choices.add(new GuestData());
        }
        return choices;
    }

    /** What to call it. */
    default String label() {
        return switch (this) {
            case Everything() -> Messages.get("find.in.everything");
            case Selection selection -> Messages.get("find.in.selection", NodeText.range(selection.range()));
            case OfKind(Kind kind) -> Messages.get("find.in.kind", kind.label());
            case GuestData() -> Messages.get("find.in.guest");
        };
    }

    /**
     * Finds out where it is. May have to walk through all tables, so it is not for the FX thread.
     *
     * @param shown the bytes that are shown
     * @return empty where the image has too many clusters to know their owners
     */
    default Optional<Place> locate(Qcow2Image image, ByteSource shown, Progress progress) {
        return switch (this) {
            case Everything() -> Optional.of(new Place(shown, SearchScope.whole(shown), false));
            case Selection selection -> Optional.of(
                    new Place(selection.source(), SearchScope.of(selection.range()), false));
            case OfKind(Kind kind) -> map(image, progress).map(map ->
                    new Place(image.source(), Scopes.of(kind, image, map, progress), false));
            case GuestData() -> {
                GuestBytes guest = new GuestBytes(image);
                yield Optional.of(new Place(guest, Scopes.allocated(guest), true));
            }
        };
    }

    private static Optional<HostMap> map(Qcow2Image image, Progress progress) {
        return image.hostMap().or(() -> switch (HostMap.of(image, HostMap.usualMemory(), progress)) {
            case HostMap.Ready ready -> Optional.of(ready.map());
            case HostMap.Refused refused -> Optional.empty();
        });
    }
}
