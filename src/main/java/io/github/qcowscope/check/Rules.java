package io.github.qcowscope.check;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The catalogue of rules. */
public final class Rules {

    /** All of them, family by family: file and header, extensions, snapshots, bitmaps, mapping, refcounts. */
    public static final List<Rule> ALL = Stream.of(HeaderRules.ALL, ExtensionRules.ALL, SnapshotRules.ALL, BitmapRules.ALL,
                    MappingRules.ALL, RefcountRules.ALL)
            .flatMap(List::stream)
            .toList();

    private static final Map<String, Rule> BY_NAME = ALL.stream().collect(Collectors.toMap(Rule::name, Function.identity()));

    private Rules() {}

    /** The rule with a name. */
    public static Optional<Rule> named(String name) {
        return Optional.ofNullable(BY_NAME.get(name));
    }
}
