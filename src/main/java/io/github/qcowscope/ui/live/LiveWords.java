package io.github.qcowscope.ui.live;

import io.github.qcowscope.ui.live.LiveModel.Report;
import io.github.qcowscope.ui.text.Messages;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import org.jspecify.annotations.Nullable;

/** Says what is going on with a file. */
final class LiveWords {

    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("HH:mm:ss");

    private LiveWords() {}

    /** What the status line says; empty where nothing has happened. */
    static String status(Report report, ZoneId zone) {
        String last = time(report.last(), zone);
        return switch (report.condition()) {
            case QUIET -> last.isEmpty() ? "" : Messages.get("live.quiet", last);
            case LIVE -> Messages.get("live.live", last);
            case REPLACED -> Messages.get("live.replaced", last);
            case CHANGED, UNREADABLE -> Messages.get("live.changed", last);
            case EMPTY -> Messages.get("live.empty");
            case GONE -> Messages.get("live.gone");
        };
    }

    /** What that means. */
    static String explanation(Report report) {
        return switch (report.condition()) {
            case QUIET -> Messages.get("live.quiet-tip");
            case LIVE -> Messages.get("live.live-tip");
            case REPLACED -> Messages.get("live.replaced-tip");
            case CHANGED -> Messages.get("live.changed-tip");
            case UNREADABLE -> report.why();
            case EMPTY -> Messages.get("live.empty-tip");
            case GONE -> Messages.get("live.gone-tip");
        };
    }

    /** The sentence above the bytes; empty where what is shown is what the file says. */
    static String notice(Report report, String file) {
        return switch (report.condition()) {
            case QUIET, LIVE, REPLACED -> "";
            case CHANGED -> Messages.get("live.notice.changed", file);
            case UNREADABLE -> Messages.get("live.notice.unreadable", report.why());
            case EMPTY -> Messages.get("live.notice.empty", file);
            case GONE -> Messages.get("live.notice.gone", file);
        };
    }

    private static String time(@Nullable Instant at, ZoneId zone) {
        return at == null ? "" : TIME.format(at.atZone(zone));
    }
}
