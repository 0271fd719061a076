package io.github.qcowscope.check;

import static io.github.qcowscope.schema.Severity.ERROR;
import static io.github.qcowscope.schema.Severity.WARNING;

import java.util.List;

/** Rules of the LUKS header that an encryption header holds. */
final class EncryptionRules {

    private static final String CRYPTO = "Full disk encryption header pointer";
    private static final String FROM_BACKUP = "Without its key material the guest's data cannot be decrypted. In a"
            + " copy, put the LUKS header back from a backup, or mend the field.";

    static final Rule SHORT = Rule.refusing("crypto-header-short", ERROR, CRYPTO,
            "Request for data outside of extension header",
            "In a copy, write the true length of the encryption header.");
    static final Rule UNREADABLE = Rule.refusing("crypto-header-unreadable", ERROR, CRYPTO,
            "Could not read encryption header: Input/output error",
            "In a copy, write the offset at which the bytes 4C 55 4B 53 BA BE (LUKS) are.");
    static final Rule MAGIC = Rule.refusing("luks-magic", ERROR, CRYPTO, "Volume is not in LUKS format", FROM_BACKUP);
    static final Rule VERSION = Rule.refusing("luks-version", ERROR, CRYPTO, "LUKS version %s is not supported",
            FROM_BACKUP);
    static final Rule PAYLOAD = Rule.refusing(
            "luks-payload", WARNING, CRYPTO, "LUKS payload is overlapping with the header", FROM_BACKUP);
    static final Rule KEY_BYTES = Rule.refusing("luks-key-bytes", ERROR, CRYPTO,
            "Algorithm '%s' with key size %s bytes not supported", FROM_BACKUP);
    static final Rule ITERATIONS = Rule.refusing("luks-iterations", ERROR, CRYPTO, "LUKS key iteration count is zero",
            FROM_BACKUP);
    static final Rule SLOT_ACTIVE = Rule.refusing("luks-slot-active", ERROR, CRYPTO,
            "Keyslot %s state (active/disable) is corrupted", FROM_BACKUP);
    static final Rule SLOT_ITERATIONS = Rule.refusing("luks-slot-iterations", ERROR, CRYPTO,
            "Keyslot %s iteration count is zero", FROM_BACKUP);
    static final Rule MATERIAL = Rule.refusing("luks-key-material", ERROR, CRYPTO,
            "Keyslot %s is overlapping with the LUKS header", FROM_BACKUP);
    static final Rule MATERIAL_QEMU = Rule.refusing("luks-key-material-qemu", WARNING, CRYPTO,
            "Keyslot %s is overlapping with the LUKS header", FROM_BACKUP);
    static final Rule MATERIAL_END = Rule.refusing("luks-key-material-end", ERROR, CRYPTO,
            "Keyslot %s is overlapping with the encrypted payload", FROM_BACKUP);
    static final Rule MATERIAL_OUTSIDE = Rule.refusing("luks-key-material-outside", ERROR, CRYPTO,
            "Request for data outside of extension header",
            "In a copy, write the true length of the encryption header.");
    static final Rule MATERIAL_SHARED = Rule.refusing("luks-key-material-shared", ERROR, CRYPTO,
            "Keyslots %s and %s are overlapping in the header", FROM_BACKUP);
    static final Rule STRIPES = Rule.refusing(
            "luks-stripes", ERROR, CRYPTO, "Keyslot %s is corrupted (stripes %s != 4000)", FROM_BACKUP);

    static final List<Rule> ALL = List.of(SHORT, UNREADABLE, MAGIC, VERSION, PAYLOAD, KEY_BYTES, ITERATIONS,
            SLOT_ACTIVE,
            SLOT_ITERATIONS, MATERIAL, MATERIAL_QEMU, MATERIAL_END, MATERIAL_OUTSIDE, MATERIAL_SHARED, STRIPES);

    private EncryptionRules() {}
}
