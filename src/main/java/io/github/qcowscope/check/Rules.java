package io.github.qcowscope.check;

import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;

/** The catalogue of rules. */
public final class Rules {

    /** All of them, family by family. */
    public static final List<Rule> ALL = Arrays.stream(RuleFamily.values())
            .flatMap(family -> family.rules().stream())
            .toList();

    private static final Map<String, Rule> BY_NAME = ALL.stream()
            .collect(Collectors.toMap(Rule::name, Function.identity()));
    private static final Map<String, RuleFamily> FAMILIES = Arrays.stream(RuleFamily.values()).collect(
            HashMap::new,
            (families, family) -> family.rules().forEach(rule -> families.put(rule.name(), family)), Map::putAll);

    private Rules() {}

    /** The rule with a name. */
    public static Optional<Rule> named(String name) {
        return Optional.ofNullable(BY_NAME.get(name));
    }

    /** The family of the rule with a name. */
    public static Optional<RuleFamily> familyOf(String name) {
        return Optional.ofNullable(FAMILIES.get(name));
    }
}
