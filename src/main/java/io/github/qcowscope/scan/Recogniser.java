package io.github.qcowscope.scan;

import java.util.function.Consumer;

/** Knows one structure by its own bytes, whatever leads to it and whatever the cluster size is. */
sealed interface Recogniser permits HeaderRecogniser, ExtensionRecogniser, DirectoryRecogniser, SnapshotRecogniser,
        LuksRecogniser {

    /** More finds in one piece than any image has: a file that is made to have them must not hold the scan up. */
    int MOST_IN_PIECE = 64;

    /** Looks for structures that start in a piece of a file. They may reach past it. */
    void look(Piece piece, Consumer<Proposal> found);
}
