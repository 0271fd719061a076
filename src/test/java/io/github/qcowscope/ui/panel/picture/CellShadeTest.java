package io.github.qcowscope.ui.panel.picture;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.EnumSet;
import java.util.Set;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayName("Shades of cells")
class CellShadeTest {

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 4, 8, 16, 32, 1024})
    void theLegendListsExactlyTheShadesThatCellsCanHave(long units) {
        Set<CellShade> seen = EnumSet.noneOf(CellShade.class);
        long before = -1;
        for (long dirty = 0; dirty <= units; dirty++) {
            CellShade shade = CellShade.of(units, dirty, 0);
            seen.add(shade);
            assertThat(shade.most(units)).isGreaterThanOrEqualTo(dirty);
            assertThat((long) shade.ordinal()).isGreaterThanOrEqualTo(before);
            before = shade.ordinal();
        }
        assertThat(CellShade.possible(units)).containsExactlyElementsOf(seen);
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 7, 64})
    void whatCannotBeReadIsToldOnlyWhereNothingIsDirty(long units) {
        assertThat(CellShade.of(units, 0, 1)).isEqualTo(CellShade.UNKNOWN);
        assertThat(CellShade.of(units + 1, 1, 1)).isNotEqualTo(CellShade.UNKNOWN);
    }
}
