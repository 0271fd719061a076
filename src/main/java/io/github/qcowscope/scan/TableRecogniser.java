package io.github.qcowscope.scan;

import org.jspecify.annotations.Nullable;

/** Knows one kind of table by what its entries are like and where they lead. */
sealed interface TableRecogniser
        permits RefcountTableRecogniser, L1TableRecogniser, L2TableRecogniser, BitmapTableRecogniser {

    /** What it makes of a cluster; null where that cannot be its kind of table. */
    @Nullable Verdict judge(TableFacts facts);
}
