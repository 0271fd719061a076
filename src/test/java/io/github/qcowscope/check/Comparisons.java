package io.github.qcowscope.check;

import io.github.qcowscope.bytes.MappedFile;
import io.github.qcowscope.job.Progress;
import io.github.qcowscope.qcow2.Qcow2Image;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Compares our check of an image with QEMU's, and gathers what differs. */
final class Comparisons {

    private static final Pattern CLUSTER = Pattern.compile("(ERROR|Leaked) cluster (\\d+) refcount=(\\d+) reference=(\\d+)");
    /** Where only metadata is wanted, QEMU needs neither an encryption header nor a data file. */
    private static final Set<String> NEEDED_FOR_DATA =
            Set.of("extension-crypto-missing", "luks-key-material-outside", "header-raw-data-file", "extension-data-file-missing");
    private static final Pattern OVERFLOW = Pattern.compile("ERROR: overflow cluster offset=0x([0-9a-f]+)");
    private static final Pattern UNREADABLE = Pattern.compile("Can't get refcount for cluster (\\d+): .*");

    private final List<String> differences = new ArrayList<>();
    private final List<String> endless = new ArrayList<>();
    private int otherFiles;
    private int images;
    private int refused;
    private int completed;

    /** Compares one image. */
    void compare(String what, Path file, boolean encrypted) {
        QemuCheck qemu = QemuCheck.of(file, encrypted).orElse(null);
        if (qemu == null) {
            endless.add(what);
            return;
        }
        if (qemu.missesOtherFile()) {
            otherFiles++;
            return;
        }
        images++;
        List<Finding> findings = new ArrayList<>();
        CheckResult ours = check(file, findings);
        List<String> wrong = new ArrayList<>();
        if (qemu.refusal() != null) {
            refused++;
            boolean needsSecret = findings.stream().anyMatch(f -> f.rule().equals("header-secret")
                    && (says(f, qemu.refusal()) || qemu.refusal().endsWith("Invalid password, cannot unlock any keyslot")));
            if (!needsSecret && findings.stream().noneMatch(f -> f.refuses() && says(f, qemu.refusal()))) {
                wrong.add("does not say why QEMU refuses it: " + qemu.refusal());
            }
        } else {
            Map<String, Long> numbers = qemu.numbers();
            if (numbers != null) {
                completed++;
                if (!numbers.equals(QemuCheck.numbers(ours))) {
                    wrong.add("counts " + QemuCheck.numbers(ours) + "\n    instead of " + numbers);
                }
            }
            if (ours.exitCode() != qemu.exitCode()) {
                wrong.add("exit code " + ours.exitCode() + " instead of " + qemu.exitCode());
            }
            qemu.messages().stream().filter(line -> !isExplained(line, findings)).limit(3)
                    .forEach(line -> wrong.add("no finding says: " + line));
            if (numbers != null) {
                findings.stream().filter(f -> !f.refuses() && isPrintedByCheck(f) && qemu.messages().stream()
                        .noneMatch(line -> says(f, line))).limit(3)
                        .forEach(f -> wrong.add("QEMU does not say " + f.rule() + ": " + f.qemuMessage()));
            }
        }
        wrong.addAll(refusalsOfInfo(file, ours, findings));
        if (!wrong.isEmpty()) {
            differences.add(what + "\n  " + String.join("\n  ", wrong) + "\n  QEMU: " + qemu.messages().stream().limit(3).toList()
                    + "\n  ours: " + findings.stream().limit(4)
                            .map(f -> f.rule() + (f.refuses() ? "!" : "") + " " + f.qemuMessage()).toList());
        }
    }

    /** Whether QEMU opens the image is asked once more without the check's leniency. */
    private static List<String> refusalsOfInfo(Path file, CheckResult ours, List<Finding> findings) {
        String refusal = QemuCheck.infoRefusal(file);
        if (refusal == null) {
            return findings.stream().filter(f -> f.refuses() && !NEEDED_FOR_DATA.contains(f.rule()))
                    .map(f -> "QEMU opens it in spite of " + f.rule()).toList();
        }
        // Without a word: QEMU crashed.
        return refusal.isBlank() || findings.stream().anyMatch(f -> f.refuses() && says(f, refusal)) ? List.of()
                : List.of("does not say why QEMU's info refuses it: " + refusal);
    }

    private static boolean isPrintedByCheck(Finding finding) {
        return finding.qemuMessage().startsWith("ERROR") || finding.qemuMessage().startsWith("Leaked")
                || finding.qemuMessage().startsWith("Can't");
    }

    static CheckResult check(Path file, List<Finding> findings) {
        try (MappedFile source = MappedFile.open(file)) {
            return new Checker(new Qcow2Image(source), 2, 1 << 26).run(findings::add, Progress.NONE);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static boolean says(Finding finding, String qemu) {
        return !finding.qemuMessage().isEmpty()
                && qemu.toLowerCase(Locale.ROOT).contains(finding.qemuMessage().toLowerCase(Locale.ROOT));
    }

    private static boolean isExplained(String line, List<Finding> findings) {
        // A finding stands for a run of clusters that are alike.
        Matcher cluster = CLUSTER.matcher(line);
        if (cluster.matches()) {
            return findings.stream().anyMatch(f -> sameBut("cluster \\d+", f, line) && covers(f, Long.parseLong(cluster.group(2))));
        }
        Matcher unreadable = UNREADABLE.matcher(line);
        if (unreadable.matches()) {
            return findings.stream().anyMatch(f -> f.rule().equals("refcount-unreadable")
                    && covers(f, Long.parseLong(unreadable.group(1))));
        }
        Matcher overflow = OVERFLOW.matcher(line);
        if (overflow.matches()) {
            return findings.stream().anyMatch(f -> f.rule().equals("refcount-overflow")
                    && f.where().range().contains(Long.parseLong(overflow.group(1), 16)));
        }
        if (line.equals("ERROR: I/O error in check_refcounts_l1")) {
            return findings.stream().anyMatch(f -> f.rule().equals("check-gives-up"));
        }
        if (line.matches("ERROR snapshot table entry \\d+ is incomplete")
                && findings.stream().anyMatch(f -> f.rule().equals("snapshot-table-short"))) {
            return true;
        }
        return line.isBlank() || line.startsWith("Check failed")
                || line.startsWith("Use qemu-img amend to increase") || line.startsWith("qcow2: Image is corrupt: ")
                || line.startsWith("qcow2: Marking image as corrupt: ") || line.startsWith("Some clusters may be leaked")
                || line.contains("You can force-remove")
                || findings.stream().anyMatch(f -> says(f, line));
    }

    private static boolean sameBut(String number, Finding finding, String line) {
        return finding.qemuMessage().replaceFirst(number, "").equals(line.replaceFirst(number, ""));
    }

    private static boolean covers(Finding finding, long cluster) {
        Matcher first = Pattern.compile("cluster (\\d+)").matcher(finding.qemuMessage());
        Matcher run = Pattern.compile("[Cc]lusters (\\d+) to (\\d+)").matcher(finding.message());
        return run.find() ? Long.parseLong(run.group(1)) <= cluster && cluster <= Long.parseLong(run.group(2))
                : first.find() && Long.parseLong(first.group(1)) == cluster;
    }

    List<String> differences() {
        return differences;
    }

    /** Images whose damage made QEMU look for other files than those that are there. */
    int otherFiles() {
        return otherFiles;
    }

    /** Images that QEMU did not come to an end with. */
    List<String> endless() {
        return endless;
    }

    int images() {
        return images;
    }

    int refused() {
        return refused;
    }

    int completed() {
        return completed;
    }
}
