package io.github.qcowscope.check;

/** Advice that fits several rules. All of it is for a copy of the image. */
final class Remedies {

    static final String SET_FIELD = "In a copy, write the right value into the field; an older copy of the image, or"
            + " another image made with the same options, tells what it should be.";
    static final String REBUILD = "In a copy, run qemu-img check -r all, which rebuilds the refcounts from what refers"
            + " to each cluster.";
    static final String LEAKS = "Only space is wasted. In a copy, run qemu-img check -r leaks to get it back.";
    static final String DROP_BITMAPS = "In a copy, clear autoclear bit 0 (the lowest bit of byte 95): QEMU then"
            + " ignores the bitmaps extension and opens the image. Then run qemu-img check -r leaks. All bitmaps are"
            + " lost.";
    static final String CLEAR_BITS = "In a copy, clear the bits; a newer program that knows them may be what set them.";
    static final String SALVAGE = "In a copy, run qemu-img check -r all, then compare the guest's data with a backup:"
            + " what the entry led to may be lost.";
    static final String NONE = "Nothing needs to be done.";
    static final String CONVERT = "Convert the image with a program that supports it.";

    private Remedies() {}
}
