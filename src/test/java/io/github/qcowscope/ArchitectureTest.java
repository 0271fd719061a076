package io.github.qcowscope;

import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideOutsideOfPackage;
import static com.tngtech.archunit.lang.conditions.ArchConditions.be;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.fields;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.Architectures.layeredArchitecture;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.library.Architectures.LayeredArchitecture;
import com.tngtech.archunit.library.dependencies.SliceAssignment;
import com.tngtech.archunit.library.dependencies.SliceIdentifier;
import java.nio.MappedByteBuffer;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.NullMarked;

/** The shape of the program, as rules. Each one says why it is there. */
@AnalyzeClasses(packages = "io.github.qcowscope", importOptions = ImportOption.DoNotIncludeTests.class)
class ArchitectureTest {

    private static final String BASE = "io.github.qcowscope";

    @ArchTest
    static final ArchRule LAYERS = layeredArchitecture().consideringOnlyDependenciesInAnyPackage(BASE + "..")
            .withOptionalLayers(true)
            .layer("job").definedBy(BASE + ".job..")
            .layer("bytes").definedBy(BASE + ".bytes..")
            .layer("schema").definedBy(BASE + ".schema..")
            .layer("qcow2").definedBy(BASE + ".qcow2..")
            .layer("check").definedBy(BASE + ".check..")
            .layer("scan").definedBy(BASE + ".scan..")
            .layer("diff").definedBy(BASE + ".diff..")
            .layer("search").definedBy(BASE + ".search..")
            .layer("dump").definedBy(BASE + ".dump..")
            .layer("cli").definedBy(BASE + ".cli..")
            .layer("ui").definedBy(BASE + ".ui..")
            .layer("main").definedBy(BASE)
            .whereLayer("job").mayNotAccessAnyLayer()
            .whereLayer("bytes").mayOnlyAccessLayers("job")
            .whereLayer("schema").mayOnlyAccessLayers("job", "bytes")
            .whereLayer("qcow2").mayOnlyAccessLayers("job", "bytes", "schema")
            .whereLayer("check").mayOnlyAccessLayers("job", "bytes", "schema", "qcow2")
            .whereLayer("scan").mayOnlyAccessLayers("job", "bytes", "schema", "qcow2")
            .whereLayer("diff").mayOnlyAccessLayers("job", "bytes", "schema", "qcow2")
            .whereLayer("search").mayOnlyAccessLayers("job", "bytes", "schema", "qcow2")
            .whereLayer("dump").mayOnlyAccessLayers("job", "bytes", "schema", "qcow2", "check", "scan", "diff")
            .whereLayer("cli").mayOnlyAccessLayers("job", "bytes", "schema", "qcow2", "check", "scan", "diff", "dump")
            .whereLayer("ui").mayOnlyAccessLayers("job", "bytes", "schema", "qcow2", "check", "scan", "search", "diff", "dump")
            .whereLayer("main").mayNotBeAccessedByAnyLayer()
            .as("Packages depend downwards only: job, bytes, schema, qcow2, check and scan and search and diff, dump, then cli and ui")
            .because("the format is of use without a window, and what is at the bottom is tested without what is above it");

    @ArchTest
    static final ArchRule NO_CYCLES = slices().matching(BASE + ".(*)..").should().beFreeOfCycles()
            .because("packages that need each other are one package, whatever their names say");

    /** The packages of the format, from the bottom up. */
    private static final List<String> FORMAT = List.of(
            "layout", "header", "mapping", "bitmap", "refcount", "snapshot", "compressed", "image", "entry", "owner", "tree",
            "", "guest", "dirty");

    @ArchTest
    static final ArchRule FORMAT_DEPENDS_DOWNWARDS = formatLayers()
            .as("A package of the format uses only those before it: " + FORMAT)
            .because("a structure is understood without the tree that shows it, and an algorithm needs only the structures");

    private static ArchRule formatLayers() {
        LayeredArchitecture rule = layeredArchitecture().consideringOnlyDependenciesInAnyPackage(BASE + ".qcow2..")
                .ensureAllClassesAreContainedInArchitectureIgnoring(resideOutsideOfPackage(BASE + ".qcow2.."));
        for (String name : FORMAT) {
            rule = rule.layer("qcow2." + name).definedBy(BASE + ".qcow2" + (name.isEmpty() ? "" : "." + name + ".."));
        }
        for (int i = 0; i < FORMAT.size(); i++) {
            String[] below = FORMAT.subList(0, i).stream().map(name -> "qcow2." + name).toArray(String[]::new);
            rule = i == 0 ? rule.whereLayer("qcow2." + FORMAT.get(i)).mayNotAccessAnyLayer()
                    : rule.whereLayer("qcow2." + FORMAT.get(i)).mayOnlyAccessLayers(below);
        }
        return rule;
    }

    @ArchTest
    static final ArchRule NO_CYCLES_IN_THE_WINDOW = slices().matching(BASE + ".ui.(**)").should().beFreeOfCycles()
            .because("who reads one package must not have to read all of them");

    @ArchTest
    static final ArchRule NOTHING_NEEDS_THE_WHOLE_WINDOW = noClasses().that().resideInAPackage(BASE + ".ui.*..")
            .should().dependOnClassesThat().resideInAPackage(BASE + ".ui")
            .because("the window is put together of its parts, which can be used and tested without it");

    @ArchTest
    static final ArchRule PANES_ARE_STRANGERS = slices().assignedFrom(new Panes()).should().notDependOnEachOther()
            .because("panes bind to the document, never to each other: each can be changed and tested alone");

    @ArchTest
    static final ArchRule WHAT_PANES_SHARE_KNOWS_NO_PANE = noClasses().that(resideInAnyPackage(Panes.SHARED))
            .should().dependOnClassesThat(resideInAPackage(BASE + ".ui..").and(not(resideInAnyPackage(Panes.SHARED))))
            .because("what any pane may use must not bring another pane with it");

    @ArchTest
    static final ArchRule ONLY_UI_USES_JAVAFX = noClasses().that().resideOutsideOfPackage(BASE + ".ui..")
            .should().dependOnClassesThat().resideInAnyPackage("javafx..", "org.fxmisc..", "org.controlsfx..",
                    "atlantafx..", "org.kordamp..")
            .because("the command line must start without loading a window toolkit");

    @ArchTest
    static final ArchRule MODELS_NEED_NO_SCENE = noClasses()
            .that().haveNameMatching(".*\\.ui\\..*\\.(\\w+Model|Document)(\\$.*)?")
            .should().dependOnClassesThat().resideInAnyPackage("javafx.scene..", "javafx.stage..", "javafx.application..",
                    "javafx.animation..", "org.fxmisc..", "org.controlsfx..")
            .because("what the window does is decided in classes that tests can use without a toolkit");

    @ArchTest
    static final ArchRule ONLY_CLI_PRINTS = noClasses().that().resideOutsideOfPackage(BASE + ".cli..")
            .should().accessField(System.class, "out").orShould().accessField(System.class, "err")
            .because("standard output is the result of a command, and nobody reads it behind a window");

    @ArchTest
    static final ArchRule NO_MUTABLE_STATICS = fields().that().areStatic()
            .should().beFinal()
            .andShould().notHaveRawType(resideInAPackage("java.util.concurrent..").or(resideInAPackage("javafx.beans..")))
            .because("two documents may be open at once, and tests must not see each other");

    @ArchTest
    static final ArchRule ONLY_BYTES_TOUCHES_MAPPED_MEMORY = noClasses().that().resideOutsideOfPackage(BASE + ".bytes..")
            .should().dependOnClassesThat().resideInAnyPackage("java.lang.foreign..")
            .because("a read of memory whose file was truncated can end the process unless it is guarded as in MappedFile");

    @ArchTest
    static final ArchRule NO_MAPPED_BUFFERS = noClasses()
            .should().dependOnClassesThat().areAssignableTo(MappedByteBuffer.class)
            .because("single-byte reads of a mapped buffer crash the JVM when the file was truncated");

    @ArchTest
    static final ArchRule EVERY_PACKAGE_IS_NULL_MARKED = classes().that().resideInAnyPackage(BASE + ".*..")
            .should(be(DescribedPredicate.describe("in a package that is marked @NullMarked",
                    type -> type.getPackage().isAnnotatedWith(NullMarked.class))))
            .because("a type without @Nullable never holds null here");

    /** The packages of the window each of which shows one thing; the others are there for all of these. */
    private static final class Panes implements SliceAssignment {

        static final String[] SHARED = Stream.of("command", "copy", "document", "file", "go", "job", "panel",
                "picture", "settings", "table", "text", "theme", "workspace").map((BASE + ".ui.")::concat).toArray(String[]::new);
        private static final Pattern NAME = Pattern.compile("(" + Pattern.quote(BASE) + "\\.ui\\.(?:panel\\.)?\\w+).*");

        @Override
        public SliceIdentifier getIdentifierOf(JavaClass type) {
            Matcher name = NAME.matcher(type.getPackageName());
            return name.matches() && !List.of(SHARED).contains(name.group(1)) ? SliceIdentifier.of(name.group(1))
                    : SliceIdentifier.ignore();
        }

        @Override
        public String getDescription() {
            return "panes";
        }
    }
}
