package io.github.qcowscope.check;

import io.github.qcowscope.bytes.ByteRange;
import io.github.qcowscope.bytes.Span;
import io.github.qcowscope.qcow2.Qcow2Image;
import io.github.qcowscope.qcow2.header.ExtensionType;
import io.github.qcowscope.qcow2.header.FeatureName;
import io.github.qcowscope.qcow2.header.Header;
import io.github.qcowscope.qcow2.header.HeaderExtension;
import io.github.qcowscope.qcow2.header.HeaderExtensions;
import io.github.qcowscope.qcow2.layout.Area;
import io.github.qcowscope.qcow2.layout.Geometry;
import io.github.qcowscope.schema.Field;
import io.github.qcowscope.schema.Node;
import io.github.qcowscope.schema.Problem;
import io.github.qcowscope.schema.View;
import java.util.EnumSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The rules of header extensions. */
final class ExtensionCheck {

    private static final String PATH = "extensions";
    private static final int LUKS = 2;
    /** What a backing file can be opened as; protocols, filters and test drivers among them. */
    private static final Set<String> QEMU_DRIVERS = Set.of("raw", "qcow2", "qcow", "qed", "vmdk", "vdi", "vhdx", "vpc",
            "parallels", "luks", "bochs", "cloop", "dmg", "vvfat", "file", "host_device", "host_cdrom", "nbd", "nfs",
            "nvme",
            "http", "https", "ftp", "ftps", "ssh", "rbd", "iscsi", "gluster", "quorum", "throttle", "replication",
            "copy-on-read", "null-co", "null-aio", "blkdebug", "blkverify", "blkreplay", "blklogwrites", "preallocate",
            "snapshot-access", "compress", "copy-before-write", "io_uring", "virtio-blk-vfio-pci",
            "virtio-blk-vhost-user", "virtio-blk-vhost-vdpa");

    private final Inspection inspection;
    private final Qcow2Image image;
    private final Geometry geometry;
    private final Header header;
    private final HeaderExtensions extensions;

    ExtensionCheck(Inspection inspection) {
        this.inspection = inspection;
        image = inspection.image();
        geometry = inspection.geometry();
        header = image.header();
        extensions = image.extensions();
    }

    void run() {
        Set<ExtensionType> seen = EnumSet.noneOf(ExtensionType.class);
        for (HeaderExtension extension : extensions.list()) {
            String path = Node.join(PATH, extensions.key(extension));
            if (extension.type() != ExtensionType.UNKNOWN && !seen.add(extension.type())) {
                found(ExtensionRules.TWICE, span(extension.range()), path,
                        "The extension \"" + extension.type().label() + "\" may be there only once.");
            }
            extension(extension, path);
        }
        end();
        dataFile();
        backingFormat();
        encryption();
    }

    private void extension(HeaderExtension extension, String path) {
        Lift.fields(inspection, path, extension.view(), (field, problem) -> HeaderRules.PADDING,
                (rule, field, problem, where, at) -> finding(extension, rule, field, problem, where, at));
        if (extension.type() == ExtensionType.FEATURE_TABLE) {
            ByteRange data = extension.data();
            for (int i = 0; i < data.length() / FeatureName.SIZE; i++) {
                View<Area> name = new View<>(FeatureName.STRUCT, extension.view().context(), image.source(),
                        data.offset() + (long) i * FeatureName.SIZE);
                Lift.fields(inspection, Node.join(path, Integer.toString(i)), name,
                        (field, problem) -> HeaderRules.PADDING,
                        (rule, field, problem, where, at) -> Finding.of(rule, where, at, problem.message()));
            }
        }
    }

    private @Nullable Finding finding(HeaderExtension extension, Rule rule, Field<Area> field, Problem problem,
            Span where, String path) {
        View<Area> view = extension.view();
        if (rule == ExtensionRules.LENGTH) {
            // QEMU measures by the first cluster, even where the file ends before it.
            boolean refuses = extension.length() > areaEnd() - view.offset() - HeaderExtension.PREFIX;
            Finding found = Finding.of(rule, where, path, problem.message());
            return refuses ? found : found.withoutQemuMessage();
        }
        if (rule == ExtensionRules.CRYPTO_OFFSET) {
            return Finding.of(rule, where, path, problem.message(), Lift.unsigned(view, field), geometry.clusterSize());
        }
        if (rule == ExtensionRules.CRYPTO_END) {
            Finding found = Finding.of(rule, where, path, problem.message(), view.raw(HeaderExtension.CRYPTO_OFFSET),
                    view.raw(field));
            // A length that is negative to QEMU counts as none.
            return view.raw(field) < 0 ? found.withoutQemuMessage() : found;
        }
        boolean read = extension.type() != ExtensionType.BITMAPS || rule == BitmapRules.EXTENSION_LENGTH
                || image.bitmapsAreConsistent();
        Finding found = Finding.of(rule, where, path, problem.message(), Lift.unsigned(view, field));
        return read ? found : found.withoutQemuMessage();
    }

    /** Offset at which extensions must end, whether the file has bytes there or not. */
    private long areaEnd() {
        long name = header.raw(Header.BACKING_FILE_OFFSET);
        return name == 0 ? geometry.clusterSize() : name;
    }

    /** An end marker needs 8 bytes, and QEMU misses it where there is room for fewer. */
    private void end() {
        boolean marked = !extensions.list().isEmpty() && extensions.list().getLast().type() == ExtensionType.END;
        long rest = areaEnd() - extensions.range().end();
        if (!marked && rest > 0 && rest < HeaderExtension.PREFIX) {
            found(ExtensionRules.AREA_END, inspection.span(extensions.range().end(), rest), PATH,
                    "%d bytes are left behind the last extension, too few for an end marker.".formatted(rest));
        }
    }

    private void dataFile() {
        HeaderExtension name = extensions.first(ExtensionType.DATA_FILE).orElse(null);
        if (geometry.dataFile() && name == null) {
            found(ExtensionRules.DATA_FILE_MISSING, dataFileBit(), featurePath(),
                    "The image has an external data file, but does not name it.");
        } else if (!geometry.dataFile() && name != null) {
            found(ExtensionRules.DATA_FILE_UNUSED, span(name.range()), Node.join(PATH, extensions.key(name)),
                    "The image names an external data file, but its feature bit is clear.");
        }
    }

    private void backingFormat() {
        boolean backed = header.raw(Header.BACKING_FILE_OFFSET) != 0;
        HeaderExtension format = extensions.first(ExtensionType.BACKING_FORMAT).orElse(null);
        if (format != null && !backed) {
            found(ExtensionRules.BACKING_FORMAT_UNUSED, span(format.range()), Node.join(PATH, extensions.key(format)),
                    "The image names the format of a backing file, but has none.");
        } else if (format != null) {
            unknownFormat(format);
        } else if (backed) {
            found(ExtensionRules.BACKING_FORMAT_MISSING, header.view().span(Header.BACKING_FILE_OFFSET), "backing-file",
                    "The image does not name the format of its backing file: programs have to guess it.");
        }
    }

    /** QEMU opens the backing file by the format that is named, if it has a driver of that name. */
    private void unknownFormat(HeaderExtension format) {
        String name = Lift.upToZero(format.dataChunk(1024).text());
        if (!name.isEmpty() && !QEMU_DRIVERS.contains(name)) {
            inspection.found(Finding.of(ExtensionRules.BACKING_FORMAT_UNKNOWN, span(format.data()),
                    Node.join(PATH, extensions.key(format)), "QEMU knows no format that is called \"" + name + "\".",
                    name));
        }
    }

    private void encryption() {
        boolean luks = header.raw(Header.CRYPT_METHOD) == LUKS;
        HeaderExtension pointer = extensions.first(ExtensionType.CRYPTO_HEADER).orElse(null);
        if (pointer != null && !luks) {
            found(ExtensionRules.CRYPTO_UNEXPECTED, span(pointer.range()), Node.join(PATH, extensions.key(pointer)),
                    "There is an encryption header, but the encryption method is not LUKS.");
        } else if (pointer == null && luks) {
            found(ExtensionRules.CRYPTO_MISSING, header.view().span(Header.CRYPT_METHOD),
                    Node.join("header", Header.CRYPT_METHOD.name()),
                    "The encryption method is LUKS, but no extension tells where its header is.");
        }
    }

    private Span dataFileBit() {
        Span field = header.view().span(Header.INCOMPATIBLE_FEATURES);
        return new Span(field.source(), field.range(), Header.DATA_FILE.bits());
    }

    private static String featurePath() {
        return Node.join(Node.join("header", Header.INCOMPATIBLE_FEATURES.name()), Header.DATA_FILE.name());
    }

    private Span span(ByteRange range) {
        return new Span(image.source(), range);
    }

    private void found(Rule rule, Span where, String path, String message) {
        inspection.found(Finding.of(rule, where, path, message));
    }
}
