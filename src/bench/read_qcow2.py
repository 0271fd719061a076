#!/usr/bin/env python3
"""Prints the header, the extensions and the bitmaps of a QCOW2 image, as `qcowscope dump --format=qemu` does.

What a Python reader of the same metadata costs: the measure for the start-up of our command line. Reads sound images only.
"""
import struct
import sys

EXTENSIONS = {0xE2792ACA: "Backing format", 0x6803F857: "Feature table", 0x23852875: "Bitmaps",
              0x0537BE77: "Crypto header", 0x44415441: "Data file"}
FLAGS = {0: "in-use", 1: "auto"}
# Name, place, struct letter, how it is printed.
HEADER = [("magic", 0, "I", "0x%x"), ("version", 4, "I", "%d"), ("backing_file_offset", 8, "Q", "0x%x"),
          ("backing_file_size", 16, "I", "0x%x"), ("cluster_bits", 20, "I", "%d"), ("size", 24, "Q", "%d"),
          ("crypt_method", 32, "I", "%d"), ("l1_size", 36, "I", "%d"), ("l1_table_offset", 40, "Q", "0x%x"),
          ("refcount_table_offset", 48, "Q", "0x%x"), ("refcount_table_clusters", 56, "I", "%d"),
          ("nb_snapshots", 60, "I", "%d"), ("snapshot_offset", 64, "Q", "0x%x"),
          ("incompatible_features", 72, "Q", "bits"), ("compatible_features", 80, "Q", "bits"),
          ("autoclear_features", 88, "Q", "bits"), ("refcount_order", 96, "I", "%d"), ("header_length", 100, "I", "%d")]
BITMAPS = [("nb_bitmaps", 0, "I", "%d"), ("reserved32", 4, "I", "%d"), ("bitmap_directory_size", 8, "Q", "0x%x"),
           ("bitmap_directory_offset", 16, "Q", "0x%x")]
BITMAP = [("bitmap_table_offset", 0, "Q", "0x%x"), ("bitmap_table_size", 8, "I", "%d"), ("flags", 12, "I", "flags"),
          ("type", 16, "B", "%d"), ("granularity_bits", 17, "B", "%d"), ("name_size", 18, "H", "%d"),
          ("extra_data_size", 20, "I", "%d")]


def fields(data, layout):
    """Prints the fields of a structure, and returns their numbers."""
    values = {}
    for name, place, letter, form in layout:
        value = values[name] = struct.unpack_from(">" + letter, data, place)[0]
        bits = [bit for bit in range(64) if value >> bit & 1]
        text = (str(bits) if form == "bits" else "0x%x (%s)" % (value, [FLAGS.get(b, "bit-%d" % b) for b in bits])
                if form == "flags" else form % value)
        print("%-25s %s" % (name, text))
    return values


def bitmaps(image, data, cluster):
    """Prints the bitmaps that an extension leads to."""
    extension = fields(data, BITMAPS)
    image.seek(extension["bitmap_directory_offset"])
    directory = image.read(extension["bitmap_directory_size"])
    at = 0
    for _ in range(extension["nb_bitmaps"]):
        name_size, extra = struct.unpack_from(">HI", directory, at + 18)
        name = at + 24 + extra
        print("\n%-25s %s" % ("Bitmap name", directory[name:name + name_size].decode()))
        bitmap = fields(directory[at:], BITMAP)
        image.seek(bitmap["bitmap_table_offset"])
        table = struct.unpack(">%dQ" % bitmap["bitmap_table_size"], image.read(8 * bitmap["bitmap_table_size"]))
        print("%-14s %-15s %-12s %s" % ("Bitmap table", "type", "size", "offset"))
        for index, entry in enumerate(table):
            offset = entry & 0x00FFFFFFFFFFFE00
            kind = "serialized" if offset else "all-ones" if entry & 1 else "all-zeroes"
            print("%-14d %-15s %-12d %d" % (index, kind, cluster if offset else 0, offset))
        at += (24 + extra + name_size + 7) // 8 * 8


def main(path):
    """Prints an image."""
    with open(path, "rb") as image:
        start = image.read(4096)
        header = fields(start, HEADER)
        print()
        at = header["header_length"]
        while True:
            magic, length = struct.unpack_from(">II", start, at)
            if magic == 0:
                break
            data = start[at + 8:at + 8 + length]
            print("Header extension:")
            print("%-25s 0x%x (%s)" % ("magic", magic, EXTENSIONS.get(magic, "<unknown>")))
            print("%-25s %d" % ("length", length))
            if magic == 0x23852875:
                bitmaps(image, data, 1 << header["cluster_bits"])
            else:
                printable = all(32 <= byte < 127 for byte in data)
                print("%-25s %s" % ("data", "'%s'" % data.decode() if printable else "<binary>"))
            print()
            at += 8 + (length + 7) // 8 * 8


main(sys.argv[1])
