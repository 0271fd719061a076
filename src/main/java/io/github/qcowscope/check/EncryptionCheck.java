package io.github.qcowscope.check;

import io.github.qcowscope.bytes.ByteRange;
import io.github.qcowscope.bytes.Span;
import io.github.qcowscope.qcow2.Qcow2Image;
import io.github.qcowscope.qcow2.header.ExtensionType;
import io.github.qcowscope.qcow2.header.Header;
import io.github.qcowscope.qcow2.header.HeaderExtension;
import io.github.qcowscope.qcow2.header.LuksHeader;
import io.github.qcowscope.qcow2.layout.Area;
import io.github.qcowscope.qcow2.layout.TreePaths;
import io.github.qcowscope.schema.Field;
import io.github.qcowscope.schema.Node;
import io.github.qcowscope.schema.Problem;
import io.github.qcowscope.schema.View;
import org.jspecify.annotations.Nullable;

/** The rules of the encryption header. */
final class EncryptionCheck {

    private static final int LUKS = 2;
    private static final int SECTOR = 512;
    /** QEMU's only number of stripes, which is LUKS's usual one. */
    private static final int STRIPES = 4000;

    /** Where QEMU puts the first slot's key material, in bytes from the start of the LUKS header. */
    private static final int FIRST_MATERIAL = 4096;

    private final Inspection inspection;
    private final Qcow2Image image;

    EncryptionCheck(Inspection inspection) {
        this.inspection = inspection;
        image = inspection.image();
    }

    void run() {
        if (image.header().raw(Header.CRYPT_METHOD) == LUKS) {
            image.extensions().first(ExtensionType.CRYPTO_HEADER).ifPresent(this::header);
        }
    }

    private void header(HeaderExtension pointer) {
        long offset = pointer.view().raw(HeaderExtension.CRYPTO_OFFSET);
        long length = pointer.view().raw(HeaderExtension.CRYPTO_SIZE);
        if (Long.compareUnsigned(length, LuksHeader.LENGTH) < 0) {
            inspection.found(Finding.of(EncryptionRules.SHORT, pointer.view().span(HeaderExtension.CRYPTO_SIZE),
                    Node.join(Node.join("extensions", image.extensions().key(pointer)),
                            HeaderExtension.CRYPTO_SIZE.name()),
                    "An encryption header of %d bytes has no room for a LUKS header, which has 592."
                            .formatted(length)));
            return;
        }
        if (offset < 0 || offset > Inspection.LAST_OFFSET) {
            inspection.found(Finding.of(EncryptionRules.UNREADABLE, pointer.view().span(HeaderExtension.CRYPTO_OFFSET),
                    Node.join(Node.join("extensions", image.extensions().key(pointer)),
                            HeaderExtension.CRYPTO_OFFSET.name()),
                    "The encryption header cannot lie at 0x%x.".formatted(offset)));
            return;
        }
        ByteRange bytes = Span.of(image.source(), offset, length).visible().range();
        Area area = new Area(inspection.geometry(), bytes.end());
        LuksHeader luks = new LuksHeader(new View<>(LuksHeader.STRUCT, area, image.source(), bytes.offset()));
        Lift.fields(inspection, TreePaths.ENCRYPTION, luks.view(), (field, problem) -> HeaderRules.PADDING,
                (rule, field, problem, where, path) -> rule == EncryptionRules.KEY_BYTES
                        ? Finding.of(rule, where, path, problem.message(),
                                Lift.upToZero(luks.view().text(LuksHeader.CIPHER_NAME)), luks.view().raw(field))
                        : Finding.of(rule, where, path, problem.message(), Lift.unsigned(luks.view(), field)));
        if (!luks.view().isReadable(LuksHeader.MAGIC)) {
            inspection.found(Finding.of(EncryptionRules.MAGIC, luks.view().span(LuksHeader.MAGIC), TreePaths.ENCRYPTION,
                    "The file ends before the encryption header, and QEMU reads zeros in its stead."));
        }
        long payload = luks.view().raw(LuksHeader.PAYLOAD_OFFSET);
        if (payload * SECTOR < FIRST_MATERIAL) {
            inspection.found(Finding.of(EncryptionRules.PAYLOAD, luks.view().span(LuksHeader.PAYLOAD_OFFSET),
                    Node.join(TreePaths.ENCRYPTION, LuksHeader.PAYLOAD_OFFSET.name()),
                    "QEMU refuses a payload offset of %d sectors, where the LUKS header or key material lies."
                            .formatted(payload)));
        }
        for (int index = 0; index < LuksHeader.SLOTS; index++) {
            slot(luks.slot(index), index);
            for (int other = 0; other < index; other++) {
                material(luks, other, index);
            }
        }
    }

    private void material(LuksHeader luks, int first, int second) {
        View<LuksHeader> one = luks.slot(first).view();
        View<LuksHeader> two = luks.slot(second).view();
        ByteRange material = sectors(one);
        if (!material.isEmpty() && material.overlaps(sectors(two))) {
            inspection.found(Finding.of(EncryptionRules.MATERIAL_SHARED, two.span(LuksHeader.Slot.KEY_MATERIAL_OFFSET),
                    Node.join(Node.join(TreePaths.ENCRYPTION, "key-slot-" + second),
                            LuksHeader.Slot.KEY_MATERIAL_OFFSET.name()),
                    "The key material of slot %d lies on that of slot %d.".formatted(second, first), first, second));
        }
    }

    /** The sectors of a slot's key material, counted from the start of the LUKS header. */
    private static ByteRange sectors(View<LuksHeader> slot) {
        return ByteRange.clamped(slot.raw(LuksHeader.Slot.KEY_MATERIAL_OFFSET), materialSectors(slot));
    }

    private static long materialSectors(View<LuksHeader> slot) {
        // The product of two numbers of 32 bits: what is too large for a signed one is too large for any header.
        long bytes = slot.context().view().raw(LuksHeader.KEY_BYTES) * slot.raw(LuksHeader.Slot.STRIPES);
        return Long.divideUnsigned(bytes, SECTOR) + (bytes % SECTOR == 0 ? 0 : 1);
    }

    private void slot(LuksHeader.Slot slot, int index) {
        String path = Node.join(TreePaths.ENCRYPTION, "key-slot-" + index);
        View<LuksHeader> view = slot.view();
        Lift.fields(inspection, path, view, (field, problem) -> HeaderRules.PADDING,
                (rule, field, problem, where, at) -> finding(slot, index, rule, field, problem, where, at));
        long stripes = view.raw(LuksHeader.Slot.STRIPES);
        if (stripes != 0 && stripes != STRIPES) {
            inspection.found(Finding.of(EncryptionRules.STRIPES, view.span(LuksHeader.Slot.STRIPES),
                    Node.join(path, LuksHeader.Slot.STRIPES.name()),
                    "QEMU supports key material of 4000 stripes only; this slot has %d.".formatted(stripes), index,
                    (int) stripes));
        }
        if (reachesPayload(view)) {
            inspection.found(Finding.of(EncryptionRules.MATERIAL_END, view.span(LuksHeader.Slot.KEY_MATERIAL_OFFSET),
                    Node.join(path, LuksHeader.Slot.KEY_MATERIAL_OFFSET.name()),
                    "The key material reaches past the payload offset, where QEMU takes the header to end.", index));
        }
        long start = view.raw(LuksHeader.Slot.KEY_MATERIAL_OFFSET) * SECTOR;
        if (start >= LuksHeader.LENGTH && start < FIRST_MATERIAL) {
            inspection.found(Finding.of(EncryptionRules.MATERIAL_QEMU, view.span(LuksHeader.Slot.KEY_MATERIAL_OFFSET),
                    Node.join(path, LuksHeader.Slot.KEY_MATERIAL_OFFSET.name()),
                    "QEMU refuses key material that starts %d bytes into the LUKS header; it wants 4096."
                            .formatted(start),
                    index));
        }
    }

    /** QEMU adds in 32 bits. */
    private static boolean reachesPayload(View<LuksHeader> slot) {
        long end = slot.raw(LuksHeader.Slot.KEY_MATERIAL_OFFSET) + materialSectors(slot) & 0xffff_ffffL;
        return end > slot.context().view().raw(LuksHeader.PAYLOAD_OFFSET);
    }

    private static @Nullable Finding finding(LuksHeader.Slot slot, int index, Rule rule, Field<LuksHeader> field,
            Problem problem, Span where, String path) {
        View<LuksHeader> view = slot.view();
        if (rule == EncryptionRules.STRIPES) {
            return Finding.of(rule, where, path, problem.message(), index, (int) view.raw(field));
        }
        if (rule == EncryptionRules.MATERIAL && view.raw(field) * SECTOR >= LuksHeader.LENGTH) {
            // QEMU measures by where a payload would start, not by the length of the encryption header.
            if (reachesPayload(view)) {
                return null;
            }
            // QEMU reads key material only when it looks for the key, and only of slots that are in use.
            Finding found = Finding.of(EncryptionRules.MATERIAL_OUTSIDE, where, path, problem.message());
            return slot.isActive() ? found : found.withoutQemuMessage();
        }
        return Finding.of(rule == EncryptionRules.ITERATIONS ? EncryptionRules.SLOT_ITERATIONS : rule, where, path,
                problem.message(), index);
    }
}
