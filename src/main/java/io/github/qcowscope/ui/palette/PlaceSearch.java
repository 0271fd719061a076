package io.github.qcowscope.ui.palette;

import io.github.qcowscope.schema.Node;
import io.github.qcowscope.ui.document.Document;
import io.github.qcowscope.ui.go.Goto;
import io.github.qcowscope.ui.go.GotoParser;
import io.github.qcowscope.ui.text.Messages;
import io.github.qcowscope.ui.text.NodeText;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.Comparator;
import java.util.List;

/**
 * Finds the places of an image that a text may mean: an address, the path of a node, or the nodes below the path so
 * far.
 */
final class PlaceSearch {

    /** Children of a node that are looked at: of a table with millions of entries, the rest can be typed. */
    private static final int MOST_CHILDREN = 128;

    private record Found(int score, PaletteEntry entry) {}

    private final Goto places;

    PlaceSearch(Goto places) {
        this.places = places;
    }

    /** What a text may mean: first what it says, then what it may become. */
    List<PaletteEntry> find(Document document, String text) {
        GotoParser.Target target = places.find(document, text);
        List<PaletteEntry> found = new ArrayList<>();
        if (!(target instanceof GotoParser.Address.Nowhere)) {
            String path = target instanceof GotoParser.Target.ToNode node ? node.path() : "";
            found.add(new PaletteEntry.Go(Messages.get("palette.go", text), new BitSet(), aside(document, target), path,
                    target));
        }
        found.addAll(below(document.root(), text));
        if (found.isEmpty() && target instanceof GotoParser.Address.Nowhere why) {
            found.add(new PaletteEntry.Nowhere(text, why.sentence()));
        }
        return found;
    }

    private static String aside(Document document, GotoParser.Target target) {
        return switch (target) {
            case GotoParser.Address.ToByte file -> NodeText.offset(file.offset());
            case GotoParser.Target.ToShownByte shown -> NodeText.offset(shown.offset());
            case GotoParser.Target.ToNode node -> {
                Node found = document.root().find(node.path());
                yield found == null ? "" : found.name();
            }
            case GotoParser.Address.Nowhere nowhere -> "";
        };
    }

    private static List<PaletteEntry> below(Node root, String text) {
        int slash = text.lastIndexOf('/');
        Node parent = root.find(text.substring(0, Math.max(0, slash)));
        if (parent == null) {
            return List.of();
        }
        String letters = text.substring(slash + 1);
        List<Found> found = new ArrayList<>();
        for (long i = 0; i < Math.min(parent.childCount(), MOST_CHILDREN); i++) {
            Node child = parent.child(i);
            Fuzzy.Match match = Fuzzy.match(letters, child.key());
            if (match != null && !child.path().equals(text)) {
                BitSet lit = new BitSet();
                int shift = child.path().length() - child.key().length();
                match.lit().stream().forEach(at -> lit.set(shift + at));
                found.add(new Found(match.score(), new PaletteEntry.Go(child.path(), lit, child.name(), child.path(),
                        new GotoParser.Target.ToNode(child.path()))));
            }
        }
        found.sort(Comparator.comparingInt(Found::score).reversed());
        return found.stream().map(Found::entry).toList();
    }
}
