package io.github.qcowscope.qcow2.guest;

import io.github.qcowscope.bytes.Span;
import org.jspecify.annotations.Nullable;

/**
 * Where one byte of the virtual disk is found.
 *
 * @param range    the byte, one long, and what is known of it
 * @param nodePath node of the image's own tree that decides about the byte: its L2 entry, or the L1 entry where there
 *                 is no L2 table; empty for a raw image
 * @param bytes    the byte in the file of its layer, or the compressed data that it is part of; null where it is stored
 *                 nowhere
 */
public record GuestLocation(GuestRange range, String nodePath, @Nullable Span bytes) {}
