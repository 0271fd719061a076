package io.github.qcowscope.scan;

import io.github.qcowscope.bytes.Span;
import io.github.qcowscope.qcow2.header.Header;
import io.github.qcowscope.qcow2.layout.Geometry;
import io.github.qcowscope.qcow2.layout.Kinds;
import io.github.qcowscope.schema.Problem;
import io.github.qcowscope.schema.Severity;
import java.util.List;
import java.util.function.Consumer;

/**
 * The header, at the start of any sector: by its magic, or by its fields where the magic is lost; and the name it leads
 * to.
 */
final class HeaderRecogniser implements Recogniser {

    private static final int MOST_CLUSTER_BITS = 21;
    private static final int MOST_CRYPT_METHOD = 2;
    private static final int WITH_MAGIC = 99;
    private static final int WITHOUT_MAGIC = 75;
    private static final int FOR_EACH_ERROR = 12;
    private static final int LEAST = 15;

    @Override
    public void look(Piece piece, Consumer<Proposal> found) {
        long[] words = piece.words();
        int finds = 0;
        for (int at = 0; at < piece.count() && finds < MOST_IN_PIECE; at += Piece.SECTOR_WORDS) {
            boolean magic = words[at] >>> 32 == Header.MAGIC_NUMBER;
            long version = words[at] & 0xffff_ffffL;
            if ((magic || version == 2 || version == 3) && (magic && version >= 2 || hasFields(words, at))) {
                propose(new Header(piece.source(), piece.offsetOf(at)), magic, found);
                finds++;
            }
        }
    }

    /** Whether the fields behind magic and version are those of a header, each within what the format allows. */
    private static boolean hasFields(long[] words, int at) {
        int clusterBits = (int) words[at + 2];
        if (clusterBits < Geometry.LEAST_CLUSTER_BITS || clusterBits > MOST_CLUSTER_BITS) {
            return false;
        }
        long inCluster = (1L << clusterBits) - 1;
        long refcountTable = words[at + 6];
        return Long.compareUnsigned(words[at + 1], inCluster) <= 0
                && words[at + 4] >>> 32 <= MOST_CRYPT_METHOD
                && (words[at + 5] & inCluster) == 0 && words[at + 5] >= 0
                && (refcountTable & inCluster) == 0 && refcountTable > 0
                && words[at + 7] >>> 32 > 0
                && (words[at + 8] & inCluster) == 0;
    }

    private static void propose(Header header, boolean magic, Consumer<Proposal> found) {
        List<Problem> errors = header.view().fields().stream()
                .flatMap(field -> header.view().problems(field).stream())
                .filter(problem -> problem.severity() == Severity.ERROR && !problem.rule().equals("header-magic"))
                .toList();
        int confidence = Math.max(LEAST, (magic ? WITH_MAGIC : WITHOUT_MAGIC) - FOR_EACH_ERROR * errors.size());
        String reason = (magic ? "It starts with QFI\\xfb" : "It has no magic, but the other fields of a header")
                + ", version "
                + header.raw(Header.VERSION) + (errors.isEmpty() ? ", and all fields are within what the format allows."
                : "; but " + (errors.size() == 1 ? "one field is wrong: "
                        : errors.size() + " fields are wrong, for instance: ")
                        + errors.getFirst().message());
        int clusterBits = header.geometry().clusterBits();
        if (clusterBits != header.raw(Header.CLUSTER_BITS)) {
            // What it tells is impossible, and nothing is known.
            clusterBits = 0;
        }
        long base = header.view().offset();
        found.accept(Proposal.of(Kinds.HEADER, header.range(), confidence, reason).withClusterBits(clusterBits)
                .withBase(base));
        Span name = header.backingFileName();
        if (Texts.isName(name.source().chunk(name.range().offset(), (int) name.range().length()))) {
            found.accept(Proposal.of(Kinds.BACKING, name.range(), confidence,
                    "The header at 0x%x tells that a name stands here, and one does.".formatted(base))
                    .withClusterBits(clusterBits).withBase(base));
        }
    }
}
