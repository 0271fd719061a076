/**
 * What is inside an image as text: for people, for programs, and in the layouts of QEMU's own script. The window's
 * export and the command line are this code. Everything is written while it is read, so that memory does not grow with
 * the image.
 *
 * <p><b>{@code text}</b> has a row for each node: offset in hexadecimal, size in bytes, the name indented by its depth,
 * the value, its meaning behind a semicolon, the bytes it points at behind {@code ->}, and in brackets the bits that
 * the number consists of, {@code name(bits)=value}, unless all of them are 0. A row of a structure ends with its path,
 * {@code #bitmaps/bitmap-1/table}; where the bytes are not those of the file, {@code in} says what they are of.
 * Problems follow in rows of their own, marked {@code !}. Columns stand where they stand whatever the image holds, and
 * nothing is written that changes from run to run, so that two dumps can be compared line by line.
 *
 * <p><b>{@code json}</b> is one object: {@code schemaVersion} (1), {@code image} (its {@code name} and {@code size})
 * and {@code node}. A node is a line of its own and always has these keys, in this order:
 * <ul>
 *   <li>{@code path}, {@code name}, {@code kind}
 *   <li>{@code source} (null for the image file, or what the bytes are of in its stead), {@code offset} and
 *   {@code size} in bytes, {@code bits} (null, or the {@code low} and {@code high} bit of the big-endian number at the
 *   offset)
 *   <li>{@code type} (number, flags, symbol, pointer, text, bytes, group or unreadable), {@code raw} (the number as
 *   stored, an unsigned integer of up to 64 bits; null where it is no number), {@code value} and {@code meaning} as the
 *   window shows them; the value of a number is exact, for readers whose numbers are not
 *   <li>{@code target} (null, or {@code source}, {@code offset} and {@code size} of what a pointer leads to)
 *   <li>{@code problems}, each with {@code severity}, {@code rule}, {@code message}, {@code source}, {@code offset},
 *       {@code size} and {@code bits}
 *   <li>{@code children}
 * </ul>
 * Later versions may add keys; where one is removed or changes its meaning, {@code schemaVersion} grows.
 *
 * <p><b>{@code qemu}, {@code qemu-json}, {@code patch}</b> read the file as QEMU's script does, not as the tree does,
 * and print what it prints. Where the script would end with an error (a name that is not ASCII, a table that the file
 * does not hold), they print what there is and then say what is missing: in a line that starts with {@code #}, or under
 * the key {@code problem}.
 */
@NullMarked
package io.github.qcowscope.dump;

import org.jspecify.annotations.NullMarked;
