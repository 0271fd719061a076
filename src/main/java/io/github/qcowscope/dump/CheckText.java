package io.github.qcowscope.dump;

import io.github.qcowscope.bytes.Span;
import io.github.qcowscope.check.CheckResult;
import io.github.qcowscope.check.Finding;
import io.github.qcowscope.qcow2.Qcow2Image;
import io.github.qcowscope.qcow2.bitmap.Bitmap;
import java.io.IOException;
import java.util.Locale;

/** A check for people; see {@link CheckWriter}. */
final class CheckText implements CheckWriter.Layout {

    private static final int LABEL = 10;

    private final TextOutput out;

    CheckText(TextOutput out) {
        this.out = out;
    }

    @Override
    public void finding(Finding finding) throws IOException {
        label(finding.severity().name().toLowerCase(Locale.ROOT)).text(printable(finding.message())).line();
        label("").text(finding.nodePath().isEmpty() ? "the image" : printable(finding.nodePath())).text(", ");
        place(finding.where());
        out.line();
        label("").text("rule ").text(finding.rule()).text(", section \"").text(finding.section()).text("\"").line();
        if (!finding.qemuMessage().isEmpty()) {
            label("").text(finding.refuses() ? "QEMU refuses the image: " : "QEMU says: ")
                    .text(printable(finding.qemuMessage())).line();
        }
        label("").text(finding.remedy()).line().line();
    }

    private void place(Span where) throws IOException {
        out.text("bytes ").text(where.range().toString());
        if (where.bits() != null) {
            out.text(", ").text(where.bits().toString());
        }
    }

    private TextOutput label(String label) throws IOException {
        return out.text(label).padTo(LABEL);
    }

    @Override
    public void result(Qcow2Image image, CheckResult result) throws IOException {
        if (!result.bitmaps().isEmpty()) {
            out.text("Bitmaps:").line();
            for (int i = 0; i < result.bitmaps().size(); i++) {
                Bitmap bitmap = image.bitmaps().orElseThrow().get(i);
                out.text("  ").text(result.bitmaps().get(i).label()).padTo(16).text(printable(bitmap.name())).line();
            }
            out.line();
        }
        if (result.refusal().isPresent()) {
            out.text("QEMU does not open this image: ").text(printable(result.refusal().get().qemuMessage())).line();
        } else if (result.givesUp()) {
            out.text("QEMU opens this image, but cannot check it.").line();
        }
        if (result.checked()) {
            summary(result);
        } else {
            out.text("The image could not be checked.").line();
        }
        out.flush();
    }

    /** The words of {@code qemu-img check}. */
    private void summary(CheckResult result) throws IOException {
        if (result.corruptions() == 0 && result.leaks() == 0 && result.checkErrors() == 0) {
            out.text("No errors were found on the image.").line();
        }
        if (result.corruptions() != 0) {
            out.line().decimal(result.corruptions()).text(" errors were found on the image.").line()
                    .text("Data may be corrupted, or further writes to the image may corrupt it.").line();
        }
        if (result.leaks() != 0) {
            out.line().decimal(result.leaks()).text(" leaked clusters were found on the image.").line()
                    .text("This means waste of disk space, but no harm to data.").line();
        }
        if (result.checkErrors() != 0) {
            out.line().decimal(result.checkErrors()).text(" internal errors have occurred during the check.").line();
        }
        if (result.totalClusters() != 0 && result.allocatedClusters() != 0) {
            out.decimal(result.allocatedClusters()).text("/").decimal(result.totalClusters())
                    .text(String.format(Locale.ROOT, " = %.2f%% allocated, %.2f%% fragmented, %.2f%% compressed"
                            + " clusters",
                            percent(result.allocatedClusters(), result.totalClusters()),
                            percent(result.fragmentedClusters(), result.allocatedClusters()),
                            percent(result.compressedClusters(), result.allocatedClusters()))).line();
        }
        if (result.imageEndOffset() != 0) {
            out.text("Image end offset: ").decimal(result.imageEndOffset()).line();
        }
    }

    private static double percent(long part, long whole) {
        return part * 100.0 / whole;
    }

    /** A name can hold anything, and must not move the cursor of a terminal. */
    private static String printable(String text) {
        StringBuilder shown = null;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (Character.isISOControl(c)) {
                shown = shown == null ? new StringBuilder(text.substring(0, i)) : shown;
                shown.append("\\x%02x".formatted((int) c));
            } else if (shown != null) {
                shown.append(c);
            }
        }
        return shown == null ? text : shown.toString();
    }
}
