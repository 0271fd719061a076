package io.github.qcowscope.scan;

import io.github.qcowscope.schema.Kind;

/**
 * What another structure says to be somewhere.
 *
 * @param kind   what is said to be there
 * @param offset where, in the file
 * @param length bytes that are said to be there
 * @param near   whether the image starts with the last header before what says so: it is then the image of that
 * @param from   who says so, to begin a sentence with
 */
record Lead(Kind kind, long offset, long length, boolean near, String from) {}
