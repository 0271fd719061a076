package io.github.qcowscope.bytes;

/**
 * A stretch of a source that is stored throughout, or not at all.
 *
 * @param end  offset of the first byte after it
 * @param hole whether nothing is stored: the bytes take no room on the disk and read as zeros
 */
public record Extent(long end, boolean hole) {}
