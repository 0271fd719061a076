package io.github.qcowscope.scan;

import io.github.qcowscope.bytes.ByteRange;
import io.github.qcowscope.bytes.Chunk;
import io.github.qcowscope.qcow2.header.LuksHeader;
import io.github.qcowscope.qcow2.layout.Kinds;
import java.util.function.Consumer;

/** A LUKS header, at the start of any sector. */
final class LuksRecogniser implements Recogniser {

    private static final long MAGIC = 0x4c55_4b53_babeL;
    private static final int CIPHER_NAME = 8;
    private static final int CIPHER_NAME_LENGTH = 32;
    private static final int LIKELY = 97;
    private static final int DOUBTFUL = 40;

    @Override
    public void look(Piece piece, Consumer<Proposal> found) {
        int finds = 0;
        for (int at = 0; at < piece.count() && finds < MOST_IN_PIECE; at += Piece.SECTOR_WORDS) {
            long word = piece.words()[at];
            if (word >>> 16 == MAGIC) {
                long version = word & 0xffff;
                Chunk cipher = piece.source().chunk(piece.offsetOf(at) + CIPHER_NAME, CIPHER_NAME_LENGTH);
                boolean likely = version == 1 && Texts.isPadded(cipher);
                ByteRange range = new ByteRange(piece.offsetOf(at), LuksHeader.LENGTH)
                        .intersect(new ByteRange(0, piece.source().length()));
                found.accept(Proposal.of(Kinds.ENCRYPTION, range, likely ? LIKELY : DOUBTFUL, likely
                        ? "It starts with LUKS\\xba\\xbe, version 1, and names a cipher."
                        : "It starts with LUKS\\xba\\xbe, but not as version 1 with a cipher, which is what QCOW2"
                                + " uses."));
                finds++;
            }
        }
    }
}
