package io.github.qcowscope.ui.text;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.qcowscope.check.RuleFamily;
import io.github.qcowscope.schema.Severity;
import io.github.qcowscope.ui.command.Command;
import io.github.qcowscope.ui.settings.Language;
import io.github.qcowscope.ui.theme.Theme;
import java.io.IOException;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.text.MessageFormat;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Properties;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Whether the texts of the window are whole in each language, and no more than the window has use for. */
class BundleTest {

    private static final Path TEXTS = Path.of("src/main/resources/io/github/qcowscope/ui");
    private static final Path ALL_CODE = Path.of("src/main/java/io/github/qcowscope");
    private static final Path CODE = ALL_CODE.resolve("ui");
    private static final Pattern LITERAL = Pattern.compile("\"((?:[^\"\\\\\n]|\\\\.)*)\"");
    private static final Pattern ASKED = Pattern.compile("Messages\\.get\\(\\s*\"([^\"]*)\"(\\s*\\+)?");
    private static final Pattern BEGINNING = Pattern.compile("\"([a-z][a-z.-]*[.-])\"\\s*\\+");
    private static final Pattern COMMENT = Pattern.compile("/\\*.*?\\*/", Pattern.DOTALL);
    private static final Pattern CONSTANT = Pattern.compile("\\b[A-Z][A-Z0-9_]+\\b");
    private static final Pattern PLACEHOLDER = Pattern.compile("\\{(\\d+)");
    private static final Pattern LONE_APOSTROPHE = Pattern.compile("(?<!')'(?!')");

    /** The keys that are put together from a beginning and a name, whole. */
    private static final Set<String> BUILT = Stream.of(
            names("command.", "", Command.values()), names("language.", "", Language.values()),
            names("theme.", "", Theme.values()), names("severity.", "", Severity.values()),
            names("severity.", ".count", Severity.values()), names("problems.family.", "", RuleFamily.values()))
            .flatMap(Set::stream).collect(Collectors.toSet());

    private static Set<String> names(String before, String after, Enum<?>... constants) {
        return Arrays.stream(constants).map(each -> before + id(each.name()) + after).collect(Collectors.toSet());
    }

    private static String id(String constant) {
        return constant.toLowerCase(Locale.ROOT).replace('_', '-');
    }

    private static Map<String, String> texts(String file) {
        Properties found = new Properties();
        try (Reader in = Files.newBufferedReader(TEXTS.resolve(file))) {
            found.load(in);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        Map<String, String> texts = new TreeMap<>();
        found.forEach((key, text) -> texts.put((String) key, (String) text));
        return texts;
    }

    private static Map<String, String> english() {
        return texts("messages.properties");
    }

    private static Map<String, String> german() {
        return texts("messages_de.properties");
    }

    private static List<String> code() {
        return code(CODE);
    }

    private static List<String> code(Path folder) {
        try (Stream<Path> files = Files.walk(folder)) {
            return files.filter(file -> file.toString().endsWith(".java")).map(BundleTest::read).toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String read(Path file) {
        try {
            return COMMENT.matcher(Files.readString(file)).replaceAll("");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Stream<MatchResult> all(Pattern pattern) {
        return code().stream().flatMap(each -> pattern.matcher(each).results());
    }

    @Test
    void bothLanguagesHaveTheSameTexts() {
        assertThat(german().keySet()).isEqualTo(english().keySet());
    }

    @Test
    void noTextThatTheWindowAsksForIsMissing() {
        Set<String> keys = english().keySet();
        assertThat(all(ASKED).filter(call -> call.group(2) == null).map(call -> call.group(1))).isNotEmpty()
                .isSubsetOf(keys);
        assertThat(BUILT).isSubsetOf(keys);
        assertThat(all(ASKED).filter(call -> call.group(2) != null).map(call -> call.group(1)))
                .allMatch(beginning -> keys.stream().anyMatch(key -> key.startsWith(beginning)));
    }

    @Test
    void noTextIsThereInVain() {
        Set<String> literals = all(LITERAL).map(found -> found.group(1)).collect(Collectors.toSet());
        Set<String> words = new HashSet<>(literals);
        code(ALL_CODE).stream().flatMap(each -> CONSTANT.matcher(each).results())
                .forEach(found -> words.add(id(found.group())));
        words.addAll(List.of("text", "json", "qemu", "qemu-json", "patch"));
        // What can be chosen is often named after the text of the choice: find.width, find.width.any.
        List<String> beginnings = Stream.concat(all(BEGINNING).map(found -> found.group(1)),
                english().keySet().stream().filter(literals::contains).map(key -> key + ".")).toList();
        Set<String> unused = new TreeSet<>(english().keySet());
        unused.removeAll(literals);
        unused.removeAll(BUILT);
        unused.removeIf(key -> beginnings.stream().anyMatch(beginning ->
                key.startsWith(beginning) && isNamed(key.substring(beginning.length()), words)));
        assertThat(unused).isEmpty();
    }

    /** A step of the tour has a title and a text: its name is in the middle. */
    private static boolean isNamed(String end, Set<String> words) {
        int dot = end.indexOf('.');
        return words.contains(end) || dot > 0 && words.contains(end.substring(0, dot))
                && words.contains(end.substring(dot));
    }

    @Test
    void placeholdersAreTheSameInBothLanguages() {
        Map<String, String> german = german();
        english().forEach((key, text) -> assertThat(placeholders(german.get(key))).as(key)
                .isEqualTo(placeholders(text)));
    }

    private static Set<String> placeholders(String text) {
        return PLACEHOLDER.matcher(text).results().map(found -> found.group(1))
                .collect(Collectors.toCollection(TreeSet::new));
    }

    @ParameterizedTest
    @ValueSource(strings = {"messages.properties", "messages_de.properties"})
    void textsAreShownAsTheyAreMeant(String file) {
        texts(file).forEach((key, text) -> {
            assertThat(text).as(key).isNotBlank();
            if (placeholders(text).isEmpty()) {
                // It is taken as it stands.
                assertThat(text).as(key).doesNotContain("''");
            } else {
                assertThat(LONE_APOSTROPHE.matcher(text).find()).as(key + " has a lone apostrophe").isFalse();
                assertThat(new MessageFormat(text, Locale.ENGLISH).getFormats()).as(key).isNotEmpty();
            }
        });
    }

    @Test
    void germanIsNotEnglish() {
        Map<String, String> english = english();
        List<String> same = german().entrySet().stream()
                .filter(each -> each.getValue().equals(english.get(each.getKey())))
                .filter(each -> each.getValue().matches(".*[a-z]{3,} .*[a-z]{3,}.*")).map(Map.Entry::getKey).toList();
        assertThat(same).isEmpty();
    }

    /** A sentence in the code would be the same in all languages. */
    @Test
    void noSentenceBypassesTheBundle() {
        Pattern shown =
                Pattern.compile("(?:setText|setTitle|setHeaderText|setContentText|setPromptText|setAccessibleText|"
                + "setAccessibleHelp|new Label|new Button|new Tooltip|new MenuItem|new CheckBox|new Tab)"
                + "\\(\"([^\"]*[A-Za-z]{2}[^\"]*)\"");
        Pattern job = Pattern.compile("\\.(?:latest|stream)\\(\"[^\"]*\",\\s*\"[^\"]+\"");
        assertThat(all(shown).map(MatchResult::group)).isEmpty();
        assertThat(all(job).map(MatchResult::group)).isEmpty();
    }
}
