package io.github.qcowscope.ui.find;

import io.github.qcowscope.bytes.ByteRange;
import io.github.qcowscope.bytes.ByteSource;
import io.github.qcowscope.bytes.Chunk;
import io.github.qcowscope.bytes.Span;
import io.github.qcowscope.job.Progress;
import io.github.qcowscope.qcow2.BackingChain;
import io.github.qcowscope.qcow2.Qcow2Image;
import io.github.qcowscope.qcow2.guest.GuestLocation;
import io.github.qcowscope.qcow2.guest.GuestMap;
import io.github.qcowscope.schema.Node;
import io.github.qcowscope.search.Match;
import java.nio.file.Path;
import java.util.HexFormat;
import org.jspecify.annotations.Nullable;

/** Tells of matches what they hold, whose they are and where they can be seen. Reads tables: not for the FX thread. */
final class FoundPlaces {

    /**
     * What a list says of a match.
     *
     * @param bytes its first bytes in hexadecimal
     * @param text  the same bytes as ASCII
     * @param owner path of the node that has it; empty where no structure has
     */
    record Details(String bytes, String text, String owner) {}

    /** Where a match can be seen. */
    record Target(Node node, ByteRange range) {}

    private static final int PREVIEWED = 16;
    private static final String INFLATED = "/compressed-data/inflated";
    private static final String DATA = "/data";

    private final Qcow2Image image;
    private final Node shown;
    private final ByteSource source;
    private final boolean isGuest;
    private final GuestMap guest;

    /**
     * Places of a search.
     *
     * @param path  the image's file
     * @param shown the node that was selected when the search began
     */
    FoundPlaces(Path path, Qcow2Image image, Node shown, FindScope.Place place) {
        this.image = image;
        this.shown = shown;
        source = place.source();
        isGuest = place.isGuest();
        guest = new GuestMap(BackingChain.alone(path, image));
    }

    /** The bytes that were searched. */
    ByteSource source() {
        return source;
    }

    /** Whether offsets are those of the virtual disk. */
    boolean isGuest() {
        return isGuest;
    }

    /** An offset as goto takes it. */
    String offset(Match match) {
        return (isGuest ? "g:0x" : "0x") + Long.toHexString(match.offset());
    }

    /** What the list says of a match. */
    Details details(Match match, Progress progress) {
        Chunk chunk = source.chunk(match.offset(), Math.min(match.length(), PREVIEWED));
        boolean more = match.length() > PREVIEWED;
        String hex = HexFormat.ofDelimiter(" ").withUpperCase().formatHex(chunk.toArray());
        String text = chunk.latin1().replaceAll("[^ -~]", ".");
        return new Details(more ? hex + " …" : hex, more ? text + "…" : text, owner(match, progress));
    }

    /** The path of the node that has the match's first byte; empty where no structure has. */
    String owner(Match match, Progress progress) {
        if (isGuest) {
            GuestLocation found = guest.find(match.offset(), progress);
            return found == null ? "" : found.nodePath() + (found.range().compressed() ? INFLATED : DATA);
        }
        return source == image.source() ? image.ownerOf(match.offset(), progress).path() : shown.path();
    }

    /** Where to see a match; null where it cannot be seen any more. */
    @Nullable Target target(Match match, Progress progress) {
        if (!isGuest) {
            return new Target(source == image.source() ? image.ownerOf(match.offset(), progress) : shown,
                    match.range());
        }
        GuestLocation found = guest.find(match.offset(), progress);
        Span bytes = found == null ? null : found.bytes();
        Node node = found == null ? null : image.root().find(owner(match, progress));
        if (found == null || bytes == null) {
            return null;
        }
        if (node == null) {
            return new Target(image.root(), bytes.range());
        }
        long inCluster = match.offset() % image.geometry().clusterSize();
        boolean inflated = found.range().compressed();
        // A match may go on in the next guest cluster, which lies elsewhere in the file: what is lit ends with this.
        long length = Math.min(match.length(), image.geometry().clusterSize() - inCluster);
        return new Target(node, new ByteRange(inflated ? inCluster : bytes.range().offset(), length));
    }
}
