package io.github.qcowscope.check;

import io.github.qcowscope.schema.Severity;

/**
 * A rule that images are held against; {@link Rules#ALL} lists them.
 *
 * @param name     stable, lower case with hyphens, for instance {@code header-magic}
 * @param severity how bad it is when the rule is broken
 * @param section  the section of the specification that it comes from
 * @param qemu     what QEMU 7.2 prints, with {@code %s} and {@code %x} where it prints a value; empty where it says
 *                 nothing
 * @param refuses  whether QEMU refuses to open an image that breaks the rule; bitmaps that QEMU ignores are an
 *                 exception
 * @param remedy   what to do, in a copy of the image
 */
public record Rule(String name, Severity severity, String section, String qemu, boolean refuses, String remedy) {

    /** A rule that QEMU knows, but opens the image all the same. */
    static Rule of(String name, Severity severity, String section, String qemu, String remedy) {
        return new Rule(name, severity, section, qemu, false, remedy);
    }

    /** A rule that QEMU does not open the image without. */
    static Rule refusing(String name, Severity severity, String section, String qemu, String remedy) {
        return new Rule(name, severity, section, qemu, true, remedy);
    }

    /** A rule that QEMU does not look at. */
    static Rule unseen(String name, Severity severity, String section, String remedy) {
        return new Rule(name, severity, section, "", false, remedy);
    }
}
