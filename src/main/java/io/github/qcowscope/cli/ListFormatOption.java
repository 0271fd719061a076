package io.github.qcowscope.cli;

import io.github.qcowscope.dump.ListFormat;
import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Option;
import picocli.CommandLine.TypeConversionException;

/** The option {@code --output} of commands that print for people or as JSON; a mixin. */
final class ListFormatOption {

    @Option(names = "--output", paramLabel = "FORMAT", defaultValue = "human", converter = Converter.class,
            completionCandidates = Formats.class,
            description = "human or json. Default: ${DEFAULT-VALUE}.")
    private ListFormat format = ListFormat.HUMAN;

    /** What the user wants. */
    ListFormat format() {
        return format;
    }

    /** What a shell offers. */
    static final class Formats extends ArrayList<String> {
        Formats() {
            super(List.of("human", "json"));
        }
    }

    /** Formats go by their names in lower case. */
    static final class Converter implements ITypeConverter<ListFormat> {
        @Override
        public ListFormat convert(String id) {
            return switch (id) {
                case "human" -> ListFormat.HUMAN;
                case "json" -> ListFormat.JSON;
                default -> throw new TypeConversionException("expected human, json but was '" + id + "'");
            };
        }
    }
}
