package io.github.qcowscope.qcow2.header;

import io.github.qcowscope.bytes.ByteRange;
import io.github.qcowscope.bytes.Span;
import io.github.qcowscope.qcow2.layout.Area;
import io.github.qcowscope.qcow2.layout.Geometry;
import io.github.qcowscope.schema.Field;
import io.github.qcowscope.schema.Severity;
import io.github.qcowscope.schema.Struct;
import io.github.qcowscope.schema.Units;
import io.github.qcowscope.schema.View;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A LUKS header of version 1 (the LUKS On-Disk Format Specification; here the section "Full disk encryption header
 * pointer" leads to it). All of its offsets count from its own first byte, in sectors of 512 bytes.
 *
 * @param view the declaration laid over the file; the area ends where the encryption header's clusters end
 */
public record LuksHeader(View<Area> view) {

    /** Bytes of the header, key slots included. */
    public static final int LENGTH = 592;
    /** Key slots of a header. */
    public static final int SLOTS = 8;
    /** The first key slot's offset in the header. */
    private static final int FIRST_SLOT = 208;
    private static final int SECTOR = 512;
    private static final String MAGIC_BYTES = "4c554b53babe";
    private static final String SECTION = "Full disk encryption header pointer";

    /** {@code LUKS\xba\xbe}. */
    public static final Field<Area> MAGIC = bytes("magic", 0, 6)
            .doc("Marks a LUKS header: the letters LUKS and the bytes 0xba 0xbe.")
            .rule(Severity.ERROR, "luks-magic", (view, raw) ->
                    HexFormat.of().formatHex(view.chunk(LuksHeader.MAGIC, 6).toArray()).equals(MAGIC_BYTES) ? null
                            : "This is not a LUKS header: it does not start with LUKS\\xba\\xbe.");
    /** Version. */
    public static final Field<Area> VERSION = Field.<Area>number("version", 6, 2)
            .doc("Version of the LUKS format.")
            .rule(Severity.ERROR, "luks-version", (view, raw) -> raw == 1 ? null
                    : "A QCOW2 image uses version 1 of LUKS; this header says " + raw + ".");
    /** Cipher. */
    public static final Field<Area> CIPHER_NAME = text("cipher-name", 8, 32)
            .doc("Cipher that the guest data is encrypted with, for instance aes.");
    /** Cipher mode. */
    public static final Field<Area> CIPHER_MODE = text("cipher-mode", 40, 32)
            .doc("How the cipher is chained and its initial vectors are made, for instance xts-plain64.");
    /** Hash. */
    public static final Field<Area> HASH_SPEC = text("hash-spec", 72, 32)
            .doc("Hash that keys are derived with, for instance sha256.");
    /** Where the payload would start. */
    public static final Field<Area> PAYLOAD_OFFSET = Field.<Area>number("payload-offset", 104, 4)
            .doc("Where encrypted data would start if this were a LUKS volume, in sectors. Nothing uses it in a QCOW2"
                    + " image.")
            .meaning(v -> Units.exactly(v * SECTOR));
    /** Length of the master key. */
    public static final Field<Area> KEY_BYTES = Field.<Area>number("key-bytes", 108, 4)
            .doc("Length of the master key in bytes.")
            .meaning(v -> Units.count(v * 8, "bit"))
            .rule(Severity.ERROR, "luks-key-bytes", (view, raw) -> raw == 0 ? "The master key has no bytes." : null);
    /** Digest of the master key. */
    public static final Field<Area> MK_DIGEST = bytes("mk-digest", 112, 20)
            .doc("Digest of the master key, to tell whether a passphrase gave the right one.");
    /** Salt of the digest. */
    public static final Field<Area> MK_DIGEST_SALT = bytes("mk-digest-salt", 132, 32)
            .doc("Salt of the master key's digest.");
    /** Iterations of the digest. */
    public static final Field<Area> MK_DIGEST_ITER = Field.<Area>number("mk-digest-iter", 164, 4)
            .doc("Iterations of PBKDF2 that the master key's digest takes.")
            .rule(Severity.ERROR, "luks-iterations",
                    (view, raw) -> raw == 0 ? "There must be at least one iteration." : null);
    /** UUID. */
    public static final Field<Area> UUID = text("uuid", 168, 40)
            .doc("Names the volume.");

    /** The declaration, without the key slots. */
    public static final Struct<Area> STRUCT = new Struct<>("LUKS header", SECTION, List.of(
            MAGIC, VERSION, CIPHER_NAME, CIPHER_MODE, HASH_SPEC, PAYLOAD_OFFSET, KEY_BYTES, MK_DIGEST, MK_DIGEST_SALT,
            MK_DIGEST_ITER, UUID));

    /**
     * The bytes of an encryption header, as far as the file has them.
     *
     * @param pointer the header extension that leads to it
     */
    public static ByteRange range(HeaderExtension pointer) {
        return Span.of(pointer.view().source(), pointer.view().raw(HeaderExtension.CRYPTO_OFFSET),
                pointer.view().raw(HeaderExtension.CRYPTO_SIZE)).visible().range();
    }

    /**
     * A key slot: the master key once more, encrypted with a passphrase.
     *
     * @param view the declaration laid over the slot
     */
    public record Slot(View<LuksHeader> view) {

        /** Bytes of a slot. */
        public static final int LENGTH = 48;
        private static final long ENABLED = 0x00ac_71f3L;
        private static final long DISABLED = 0x0000_deadL;

        /** Whether the slot is in use. */
        public static final Field<LuksHeader> ACTIVE = Field.<LuksHeader>number("active", 0, 4).hex()
                .doc("Whether the slot holds a key.")
                .symbols(Map.of(ENABLED, "active", DISABLED, "inactive"))
                .rule(Severity.ERROR, "luks-slot-active", (view, raw) -> raw == ENABLED || raw == DISABLED ? null
                        : "The mark must be 0x00ac71f3 (active) or 0x0000dead (inactive) and is 0x%08x."
                                .formatted(raw));
        /** Iterations. */
        public static final Field<LuksHeader> ITERATIONS = Field.<LuksHeader>number("iterations", 4, 4)
                .doc("Iterations of PBKDF2 that turn the passphrase into the slot's key.")
                .rule(Severity.ERROR, "luks-iterations", (view, raw) -> raw == 0 && view.raw(Slot.ACTIVE) == ENABLED
                        ? "There must be at least one iteration." : null);
        /** Salt. */
        public static final Field<LuksHeader> SALT = Field.<LuksHeader>variable(
                        "salt", Field.Type.BYTES, view -> 8, view -> 32)
                .doc("Salt of PBKDF2.");
        /** Where the key material is. */
        public static final Field<LuksHeader> KEY_MATERIAL_OFFSET = Field.<LuksHeader>number(
                "key-material-offset", 40, 4)
                .doc("Where the slot's key material starts, in sectors from the start of the LUKS header.")
                .meaning(v -> Units.exactly(v * SECTOR) + " into the LUKS header")
                .pointer(view -> Span.of(view.source(), materialStart(view), materialLength(view)))
                .rule(Severity.ERROR, "luks-key-material", Slot::materialProblem);
        /** Stripes. */
        public static final Field<LuksHeader> STRIPES = Field.<LuksHeader>number("stripes", 44, 4)
                .doc("How many times the length of the key its material is blown up to, so that no copy of it survives"
                        + " by chance.")
                .rule(Severity.ERROR, "luks-stripes",
                        (view, raw) -> raw == 0 ? "There must be at least one stripe." : null);

        /** The declaration. */
        public static final Struct<LuksHeader> STRUCT = new Struct<>("LUKS key slot", SECTION,
                List.of(ACTIVE, ITERATIONS, SALT, KEY_MATERIAL_OFFSET, STRIPES));

        /** The slot's bytes. */
        public ByteRange range() {
            return ByteRange.clamped(view.offset(), LENGTH);
        }

        /** Whether the slot holds a key. */
        public boolean isActive() {
            return view.raw(ACTIVE) == ENABLED;
        }

        /** The bytes of the key material, as far as the encryption header has them. */
        public ByteRange material() {
            long start = materialStart(view);
            return new ByteRange(start, view.context().view.context().clip(start, materialLength(view)));
        }

        private static long materialStart(View<LuksHeader> slot) {
            return slot.context().view.offset() + slot.raw(KEY_MATERIAL_OFFSET) * SECTOR;
        }

        /** The product of two 32-bit numbers, which may be too large for a positive one. */
        private static long materialLength(View<LuksHeader> slot) {
            return Geometry.times(slot.context().view.raw(KEY_BYTES), slot.raw(STRIPES));
        }

        private static @Nullable String materialProblem(View<LuksHeader> slot, long raw) {
            long start = materialStart(slot);
            return raw * SECTOR < LuksHeader.LENGTH
                    ? "The key material starts %d bytes into the LUKS header, which itself has 592."
                            .formatted(raw * SECTOR)
                    : slot.context().view.context().clip(start, materialLength(slot)) < materialLength(slot)
                    ? "The key material of %d bytes at 0x%x does not fit in the encryption header."
                            .formatted(materialLength(slot), start)
                    : null;
        }
    }

    /** A key slot. */
    public Slot slot(int index) {
        return new Slot(
                new View<>(Slot.STRUCT, this, view.source(), view.offset() + FIRST_SLOT + (long) index * Slot.LENGTH));
    }

    private static Field<Area> text(String name, int offset, int length) {
        return Field.variable(name, Field.Type.PADDED_TEXT, view -> offset, view -> length);
    }

    private static Field<Area> bytes(String name, int offset, int length) {
        return Field.variable(name, Field.Type.BYTES, view -> offset, view -> length);
    }
}
