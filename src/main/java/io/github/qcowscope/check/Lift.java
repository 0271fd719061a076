package io.github.qcowscope.check;

import io.github.qcowscope.bytes.Span;
import io.github.qcowscope.schema.Field;
import io.github.qcowscope.schema.Node;
import io.github.qcowscope.schema.Problem;
import io.github.qcowscope.schema.View;
import org.jspecify.annotations.Nullable;

/** Lifts what the declarations say is wrong with the fields of a structure into findings. */
final class Lift {

    /** Problems that every declaration knows; which rule they break depends on the structure. */
    static final String RESERVED_BITS = "reserved-bits";
    static final String PADDING = "padding-not-zero";

    private Lift() {}

    /** Makes a finding of a problem. */
    @FunctionalInterface
    interface Maker<C> {
        /**
         * The finding; null for a problem that says nothing new.
         *
         * @param rule  the rule with the problem's name
         * @param field whose problem it is
         * @param where bytes or bits
         */
        @Nullable Finding finding(Rule rule, Field<C> field, Problem problem, Span where, String path);
    }

    /** Names the rule that a problem breaks which every declaration knows. */
    @FunctionalInterface
    interface Naming<C> {
        Rule rule(Field<C> field, Problem problem);
    }

    /**
     * Lifts the problems of all fields.
     *
     * @param path    path of the structure's node, which the fields' nodes are below
     * @param general names the rules behind {@link #RESERVED_BITS} and {@link #PADDING}
     */
    static <C> void fields(Inspection inspection, String path, View<C> view, Naming<C> general, Maker<C> maker) {
        for (Field<C> field : view.fields()) {
            field(inspection, Node.join(path, field.name()), view, field, general, maker);
        }
    }

    /** Lifts the problems of one field, whose node has a path of its own. */
    static <C> void field(Inspection inspection, String path, View<C> view, Field<C> field, Naming<C> general,
            Maker<C> maker) {
        for (Problem problem : view.problems(field)) {
            boolean isGeneral = problem.rule().equals(RESERVED_BITS) || problem.rule().equals(PADDING);
            // A declaration may have a rule that the catalogue lacks: what it says counts all the same.
            Rule rule = isGeneral ? general.rule(field, problem)
                    : Rules.named(problem.rule()).orElseGet(() -> Rule.unseen(problem.rule(), problem.severity(),
                            view.struct().section(), Remedies.SET_FIELD));
            Span where = problem.where() == null ? view.span(field) : problem.where();
            Finding finding = maker.finding(rule, field, problem, where, pathOf(path, field, where));
            if (finding != null) {
                inspection.found(finding);
            }
        }
    }

    /** The node of the bits that are wrong, if they have one of their own. */
    private static <C> String pathOf(String path, Field<C> field, Span where) {
        return field.bits().stream()
                .filter(part -> part.bits().equals(where.bits()))
                .findFirst()
                .map(part -> Node.join(path, part.reserved() ? "reserved-" + part.bits().lo() : part.name()))
                .orElse(path);
    }

    /** The number of a field in the text that QEMU prints. */
    static <C> String unsigned(View<C> view, Field<C> field) {
        return field.width() == 0 ? "" : Long.toUnsignedString(view.raw(field));
    }

    /** Text up to a zero byte, where QEMU takes it to end. */
    static String upToZero(String text) {
        int end = text.indexOf('\0');
        return end < 0 ? text : text.substring(0, end);
    }
}
