package io.github.qcowscope.check;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.qcowscope.bytes.ByteRange;
import io.github.qcowscope.bytes.ByteSource;
import io.github.qcowscope.bytes.HeapBytes;
import io.github.qcowscope.fixture.BitmapSpec;
import io.github.qcowscope.fixture.Damage;
import io.github.qcowscope.fixture.FailingSource;
import io.github.qcowscope.fixture.HeaderField;
import io.github.qcowscope.fixture.ImageBuilder;
import io.github.qcowscope.fixture.TestImage;
import io.github.qcowscope.hostile.SeedImages;
import io.github.qcowscope.job.Progress;
import io.github.qcowscope.qcow2.Qcow2Image;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

@DisplayName("The catalogue of rules")
class RuleCatalogueTest {

    private static final long SEED = 1;

    /** Rules that damage to single numbers does not break, each with an image that breaks it. */
    private static final Map<String, Supplier<ByteSource>> MADE = made();

    private static Map<String, Supplier<ByteSource>> made() {
        Map<String, Supplier<ByteSource>> made = new LinkedHashMap<>();
        made.put("unreadable", () -> {
            TestImage image = small().build();
            return new FailingSource(image.bytes(), new ByteRange(image.l1Table(), 8));
        });
        made.put("header-padding", () -> small().build().poke(105, 1, 1).bytes());
        made.put("extension-area-end", () -> {
            TestImage image = small().noEndMarker().extension(0x1234, new byte[8]).backing("base", "").build();
            return image.poke(HeaderField.BACKING_FILE_OFFSET, image.extension(0x1234) + 16 + 4).bytes();
        });
        made.put("extension-twice", () ->
                small().extension(0x6803_f857L, new byte[48]).extension(0x6803_f857L, new byte[48]).build().bytes());
        made.put("luks-slot-iterations", () -> {
            TestImage image = SeedImages.all().get("encrypted");
            return image.poke(image.cryptoHeader() + 208 + 4, 4, 0).bytes();
        });
        made.put("bitmap-name-unique", () -> small().bitmap(BitmapSpec.named("b").granularityBits(9))
                .bitmap(BitmapSpec.named("b").granularityBits(9)).build().bytes());
        made.put("compressed-unchecked", () -> {
            TestImage image = new ImageBuilder().clusterBits(21).size(1L << 30).compressed(0, new byte[1 << 21]).build();
            for (int i = 1; i < 512; i++) {
                image.poke(image.l2Entry(0) + i * 8L, 8, image.get(image.l2Entry(0), 8));
            }
            return image.bytes();
        });
        made.put("check-incomplete", () -> {
            // A table of 32 GiB in a file that stores some kilobytes.
            TestImage image = small().bitmap(BitmapSpec.named("b").granularityBits(9)).build();
            return image.poke(image.bitmapEntry(0) + 8, 4, -1).setLength(1L << 40).bytes();
        });
        return made;
    }

    private static ImageBuilder small() {
        return new ImageBuilder().clusterBits(9).size(1 << 16).data(0, "data");
    }

    private static List<Finding> check(ByteSource source) {
        List<Finding> findings = new ArrayList<>();
        new Checker(new Qcow2Image(source), 1, 1 << 26).run(findings::add, Progress.NONE);
        return findings;
    }

    static Set<String> madeRules() {
        return MADE.keySet();
    }

    @ParameterizedTest
    @MethodSource("madeRules")
    @DisplayName("has a rule that an image breaks which was made for it")
    void made(String rule) {
        assertThat(check(MADE.get(rule).get())).extracting(Finding::rule).contains(rule);
    }

    @Test
    @DisplayName("has no rule that no damaged image breaks, and each finding says what its rule promises")
    void everyRule() {
        Set<String> broken = new TreeSet<>(MADE.keySet());
        SeedImages.all().values().forEach(image -> {
            Damage damage = new Damage(image.bytes().toArray(), SEED);
            List<Damage.Copy> copies = new ArrayList<>(damage.fields());
            copies.addAll(damage.overwrites(200));
            copies.addAll(damage.flips(300));
            copies.addAll(damage.cuts(80));
            copies.addAll(damage.overlaps(60));
            for (Damage.Copy copy : copies) {
                for (Finding finding : check(new HeapBytes("image", copy.bytes()))) {
                    isWhole(finding, copy.what());
                    broken.add(finding.rule());
                }
            }
        });
        assertThat(broken).isEqualTo(Rules.ALL.stream().map(Rule::name).collect(Collectors.toCollection(TreeSet::new)));
    }

    private static void isWhole(Finding finding, String what) {
        Rule rule = Rules.named(finding.rule()).orElseThrow();
        boolean whole = finding.message().endsWith(".") && !finding.message().contains("null")
                && !finding.remedy().isEmpty() && !finding.section().isEmpty()
                && finding.severity() == rule.severity()
                && (rule.qemu().isEmpty() ? finding.qemuMessage().isEmpty() : !finding.qemuMessage().contains("%"))
                && finding.where().range().offset() >= 0;
        assertThat(whole).as("%s of %s", finding, what).isTrue();
    }
}
