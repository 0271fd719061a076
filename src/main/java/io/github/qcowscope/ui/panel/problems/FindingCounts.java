package io.github.qcowscope.ui.panel.problems;

import io.github.qcowscope.schema.Severity;

/** How many findings of each severity there are. */
public record FindingCounts(long errors, long warnings, long notes) {

    /** None yet. */
    static final FindingCounts NONE = new FindingCounts(0, 0, 0);

    /** How many of one severity. */
    public long of(Severity severity) {
        return switch (severity) {
            case ERROR -> errors;
            case WARNING -> warnings;
            case NOTE -> notes;
        };
    }

    /** How many in all. */
    long all() {
        return errors + warnings + notes;
    }

    /** The most of any severity. */
    long most() {
        return Math.max(errors, Math.max(warnings, notes));
    }

    /** One more. */
    FindingCounts plus(Severity severity) {
        return switch (severity) {
            case ERROR -> new FindingCounts(errors + 1, warnings, notes);
            case WARNING -> new FindingCounts(errors, warnings + 1, notes);
            case NOTE -> new FindingCounts(errors, warnings, notes + 1);
        };
    }
}
