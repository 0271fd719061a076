/**
 * What is inside an image as text: for people, for programs, and in the layouts of QEMU's own script. The window's export and
 * the command line are this code. Everything is written while it is read, so that memory does not grow with the image.
 *
 * <p><b>{@code text}</b> has a row for each node: offset in hexadecimal, size in bytes, the name indented by its depth, the
 * value, its meaning behind a semicolon, the bytes it points at behind {@code ->}, and in brackets the bits that the number
 * consists of, {@code name(bits)=value}, unless all of them are 0. A row of a structure ends with its path, {@code #bitmaps/bitmap-1/table}. Problems
 * follow in rows of their own, marked {@code !}. Columns stand where they stand whatever the image holds, and nothing is
 * written that changes from run to run, so that two dumps can be compared line by line.
 *
 * <p><b>{@code json}</b> is one object: {@code schemaVersion} (1), {@code image} (its {@code name} and {@code size}) and
 * {@code node}. A node is a line of its own and always has, in this order: {@code path}, {@code name}, {@code kind},
 * {@code offset}, {@code size}, {@code bits} (null, or the {@code low} and {@code high} bit of a number that lies at the
 * offset), {@code type} (number, flags, symbol, pointer, text, bytes, group or unreadable), {@code raw} (the number as
 * stored, an unsigned integer of up to 64 bits; null where it is no number), {@code value} and {@code meaning} (as the window
 * shows them; the value of a number is exact, for readers whose numbers are not), {@code target} (null, or {@code offset}
 * and {@code size} of what a pointer leads to, with {@code source} where that is another file), {@code problems} (each with
 * {@code severity}, {@code rule}, {@code message}, {@code offset}, {@code size}, {@code bits}) and {@code children}. Numbers of
 * bytes are in decimal. Later versions may add keys; removed or changed ones raise the version.
 *
 * <p><b>{@code qemu}, {@code qemu-json}, {@code patch}</b> read the file as QEMU's script does, not as the tree does, and print
 * what it prints. Where the script would end with an error (a name that is not ASCII, a table that the file does not hold),
 * they print what there is and then say what is missing: in a line that starts with {@code #}, or under the key
 * {@code problem}.
 */
@NullMarked
package io.github.qcowscope.dump;

import org.jspecify.annotations.NullMarked;
