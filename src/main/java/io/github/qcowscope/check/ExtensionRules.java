package io.github.qcowscope.check;

import static io.github.qcowscope.schema.Severity.ERROR;
import static io.github.qcowscope.schema.Severity.NOTE;
import static io.github.qcowscope.schema.Severity.WARNING;

import java.util.List;

/** Rules of header extensions, but for the bitmaps extension, which has its own. */
final class ExtensionRules {

    private static final String AREA = "Header extensions";
    private static final String STRINGS = "String header extensions";
    private static final String NAMES = "Feature name table";
    private static final String CRYPTO = "Full disk encryption header pointer";

    static final Rule LENGTH = Rule.refusing("extension-length", ERROR, AREA, "Header extension too large",
            "In a copy, write the true length of the data, or 0 to the extension's type: all that follows is then left"
                    + " out.");
    static final Rule AREA_END = Rule.refusing("extension-area-end", ERROR, AREA, "Header extension too large",
            "In a copy, write 0 to the type of the last extension, which ends the list before it.");
    static final Rule TWICE = Rule.unseen("extension-twice", ERROR, AREA,
            "QEMU heeds the last one. In a copy, change the type of the other to an unknown one.");
    static final Rule FEATURE_TABLE_LENGTH = Rule.unseen("extension-length-feature-table", WARNING, NAMES,
            "Nothing needs to be done: the names only serve messages.");
    static final Rule FEATURE_TYPE = Rule.unseen("feature-name-type", WARNING, NAMES,
            "Nothing needs to be done: the names only serve messages.");
    static final Rule FEATURE_BIT = Rule.unseen("feature-name-bit", WARNING, NAMES,
            "Nothing needs to be done: the names only serve messages.");
    static final Rule BACKING_FORMAT_LENGTH = Rule.refusing("extension-length-backing-format", WARNING, STRINGS,
            "ERROR: ext_backing_format: len=%s too large (>=16)",
            "In a copy, write the true length; or use qemu-img rebase -u -F to set the format anew.");
    static final Rule BACKING_FORMAT_UNUSED = Rule.unseen("extension-backing-format-unused", NOTE, STRINGS,
            Remedies.NONE);
    static final Rule BACKING_FORMAT_UNKNOWN = Rule.refusing("extension-backing-format-unknown", WARNING, STRINGS,
            "Unknown driver '%s'", "Use qemu-img rebase -u -F on a copy to set the format anew.");
    static final Rule BACKING_FORMAT_MISSING = Rule.unseen("extension-backing-format-missing", NOTE, STRINGS,
            "Use qemu-img rebase -u -F to name the format: a raw backing file could else pass for another format.");
    static final Rule DATA_FILE_MISSING = Rule.refusing("extension-data-file-missing", ERROR, STRINGS,
            "'data-file' is required for this image",
            "Name the data file when the image is opened (data-file.filename=...), or clear incompatible bit 2 in a"
                    + " copy if it has none.");
    static final Rule DATA_FILE_UNUSED = Rule.unseen("extension-data-file-unused", NOTE, STRINGS,
            "If the guest's data is missing, set incompatible bit 2 (byte 79) in a copy.");
    static final Rule CRYPTO_LENGTH = Rule.refusing("extension-length-crypto", ERROR, CRYPTO,
            "CRYPTO header extension size %s, but expected size 16", "In a copy, write 16.");
    static final Rule CRYPTO_UNEXPECTED = Rule.refusing("extension-crypto-unexpected", ERROR, CRYPTO,
            "CRYPTO header extension only expected with LUKS encryption method",
            "In a copy, write 2 (LUKS) to crypt_method; or, if the guest's data is not encrypted, change the"
                    + " extension's type to an unknown one.");
    static final Rule CRYPTO_MISSING = Rule.refusing("extension-crypto-missing", ERROR, CRYPTO,
            "Missing CRYPTO header for crypt method 2",
            "Without its LUKS header the guest's data cannot be decrypted: look for a copy of the header.");
    static final Rule CRYPTO_OFFSET = Rule.refusing("crypto-header-offset", ERROR, CRYPTO,
            "Encryption header offset '%s' is not a multiple of cluster size '%s'",
            "In a copy, write the offset at which the bytes 4C 55 4B 53 BA BE (LUKS) are.");
    static final Rule CRYPTO_END = Rule.of("crypto-header-end", ERROR, CRYPTO, RefcountRules.PAST_END,
            "In a copy, write the true length of the encryption header.");

    static final List<Rule> ALL = List.of(LENGTH, AREA_END, TWICE, FEATURE_TABLE_LENGTH, FEATURE_TYPE, FEATURE_BIT,
            BACKING_FORMAT_LENGTH, BACKING_FORMAT_UNUSED, BACKING_FORMAT_UNKNOWN, BACKING_FORMAT_MISSING,
            DATA_FILE_MISSING, DATA_FILE_UNUSED,
            CRYPTO_LENGTH, CRYPTO_UNEXPECTED, CRYPTO_MISSING, CRYPTO_OFFSET, CRYPTO_END);

    private ExtensionRules() {}
}
