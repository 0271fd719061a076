package io.github.qcowscope.cli;

import io.github.qcowscope.bytes.MappedFile;
import io.github.qcowscope.check.CheckResult;
import io.github.qcowscope.dump.BitmapFormat;
import io.github.qcowscope.dump.BitmapListWriter;
import io.github.qcowscope.dump.BitmapRangesWriter;
import io.github.qcowscope.dump.CheckWriter;
import io.github.qcowscope.dump.DiffWriter;
import io.github.qcowscope.dump.Dump;
import io.github.qcowscope.dump.DumpFile;
import io.github.qcowscope.dump.DumpRefused;
import io.github.qcowscope.dump.DumpRequest;
import io.github.qcowscope.dump.ListFormat;
import io.github.qcowscope.dump.LocateWriter;
import io.github.qcowscope.dump.MapWriter;
import io.github.qcowscope.dump.ScanWriter;
import io.github.qcowscope.job.Progress;
import io.github.qcowscope.qcow2.BackingChain;
import io.github.qcowscope.qcow2.ImageReference;
import io.github.qcowscope.qcow2.Qcow2Image;
import io.github.qcowscope.qcow2.dirty.DirtyBitmap;
import io.github.qcowscope.qcow2.guest.GuestMap;
import io.github.qcowscope.qcow2.owner.HostMap;
import io.github.qcowscope.qcow2.owner.Owners;
import io.github.qcowscope.scan.Known;
import io.github.qcowscope.scan.Scan;
import io.github.qcowscope.schema.Node;
import io.github.qcowscope.schema.Problem;
import io.github.qcowscope.schema.Units;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Path;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What commands do, once their arguments are understood; each returns its exit code. */
final class Work {

    /** More owners than this are not listed: a cluster may belong to every snapshot of thousands. */
    private static final int MOST_OWNERS = 100_000;

    private Work() {}

    /** Prints a dump, or writes it to a file. */
    static int dump(ImageReference reference, DumpRequest request, @Nullable Path output, OutputStream out)
            throws DumpRefused {
        try (MappedFile file = ImageArgument.open(reference)) {
            if (output == null) {
                ClosedPipe.tolerate(() -> Dump.write(file, request, out, Progress.NONE));
            } else {
                DumpFile.write(file, file.path(), request, output, Progress.NONE);
            }
        } catch (IOException e) {
            throw new Failure(e.getMessage(), e);
        }
        return 0;
    }

    /** Checks an image. */
    static int check(String image, ListFormat format, OutputStream out) {
        int[] code = {CheckResult.INCOMPLETE};
        try (MappedFile file = FileArgument.open(image)) {
            ClosedPipe.tolerate(() -> code[0] = CheckWriter.write(new Qcow2Image(file), file.path().toString(), format, out,
                    Progress.NONE).exitCode());
        }
        return code[0];
    }

    /** Prints what stands for each part of the disk. */
    static int map(String image, ListFormat format, OutputStream out) {
        try (MappedFile file = FileArgument.open(image);
                BackingChain chain = BackingChain.of(file.path(), new Qcow2Image(file))) {
            ClosedPipe.tolerate(() -> {
                Optional<String> missing = MapWriter.write(new GuestMap(chain), format, out, Progress.NONE);
                chain.problems().stream().map(Problem::message).findFirst().or(() -> missing).ifPresent(sentence -> {
                    throw new Failure(sentence);
                });
            });
        }
        return 0;
    }

    /** Prints the bitmaps of an image. */
    static int listOfBitmaps(ImageReference reference, BitmapFormat format, OutputStream out) {
        try (MappedFile file = ImageArgument.open(reference)) {
            Qcow2Image image = Bitmaps.open(file);
            ClosedPipe.tolerate(() -> BitmapListWriter.write(image, format, out, Progress.NONE));
        }
        return 0;
    }

    /** Prints the ranges of a bitmap, which goes by its name or its key. */
    static int rangesOfBitmap(ImageReference reference, String name, BitmapFormat format, boolean withClean, OutputStream out) {
        try (MappedFile file = ImageArgument.open(reference)) {
            DirtyBitmap bitmap = Bitmaps.named(Bitmaps.open(file), name);
            ClosedPipe.tolerate(() -> BitmapRangesWriter.write(bitmap, format, withClean, out, Progress.NONE));
        }
        return 0;
    }

    /** Prints what differs between two images, or nodes of them. */
    static int diff(ImageReference before, ImageReference after, ListFormat format, OutputStream out) {
        String path = after.nodePath().isEmpty() ? before.nodePath() : after.nodePath();
        try (MappedFile file = ImageArgument.open(before);
                MappedFile other = ImageArgument.open(after)) {
            Node first = node(file, before.nodePath());
            Node then = node(other, path);
            ClosedPipe.tolerate(() -> DiffWriter.write(first, then, format, out, Progress.NONE));
        }
        return 0;
    }

    private static Node node(MappedFile file, String path) {
        Node node = Bitmaps.open(file).root().find(path);
        if (node == null) {
            throw new Failure("There is no " + path + " in " + file.name() + ".");
        }
        return node;
    }

    /** Prints who owns a byte of the file. */
    static int locate(String image, long offset, ListFormat format, OutputStream out) {
        try (MappedFile file = FileArgument.open(image)) {
            Qcow2Image opened = Bitmaps.open(file);
            if (offset >= file.length()) {
                throw new Failure("%s has %s; there is no byte at 0x%x.".formatted(
                        file.name(), Units.exactly(file.length()), offset));
            }
            HostMap map = switch (HostMap.of(opened, HostMap.usualMemory(), Progress.NONE)) {
                case HostMap.Ready ready -> ready.map();
                case HostMap.Refused refused -> throw new Failure(refused.sentence());
            };
            opened.attach(map);
            Owners owners = map.ownersOf(offset, MOST_OWNERS, Progress.NONE);
            ClosedPipe.tolerate(() -> LocateWriter.write(opened, offset, opened.ownerOf(offset, Progress.NONE), owners,
                    format, out));
        }
        return 0;
    }

    /** Prints what looks like a structure. */
    static int scan(String image, boolean unknown, ListFormat format, OutputStream out) {
        try (MappedFile file = FileArgument.open(image)) {
            Scan scan = Known.mark(new Qcow2Image(file), Scan.of(file, Progress.NONE, proposal -> { }), Progress.NONE);
            ClosedPipe.tolerate(() -> ScanWriter.write(file, scan, unknown, format, out));
        }
        return 0;
    }
}
