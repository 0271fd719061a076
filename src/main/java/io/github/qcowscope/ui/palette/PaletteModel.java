package io.github.qcowscope.ui.palette;

import io.github.qcowscope.ui.command.Command;
import io.github.qcowscope.ui.document.Document;
import io.github.qcowscope.ui.go.Goto;
import io.github.qcowscope.ui.settings.Settings;
import io.github.qcowscope.ui.text.Messages;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.function.Consumer;
import java.util.function.Predicate;
import java.util.function.Supplier;
import javafx.beans.property.SimpleStringProperty;
import javafx.beans.property.StringProperty;
import javafx.collections.FXCollections;
import javafx.collections.ObservableList;
import org.jspecify.annotations.Nullable;

/**
 * What the command palette lists for what has been typed: commands, the best match first, and of equals the one that
 * was used last; what cannot be had now at the end, with the reason. A text that begins with {@code @} or {@code :}, or
 * that no command has, is a place to go to.
 */
public final class PaletteModel {

    private static final String PLACE_SIGNS = "@:";
    private static final String USED = "palette.used.";
    private static final String USES = "palette.uses";
    /** A name counts for more than an id or a key that happens to have the same letters. */
    private static final int NAME = 1;
    private static final int NONE = Integer.MIN_VALUE;
    /** A key that begins as what was typed: worse than any name that has the letters. */
    private static final int A_KEY = NONE + 1;
    private static final int THE_KEY = Integer.MAX_VALUE;

    private record Found(int score, PaletteEntry.Run entry) {}

    private final Predicate<Command> isEnabled;
    private final Consumer<Command> run;
    private final Supplier<@Nullable Document> open;
    private final Goto places;
    private final Settings settings;
    private final StringProperty query = new SimpleStringProperty(this, "query", "");
    private final ObservableList<PaletteEntry> entries = FXCollections.observableArrayList();
    private final ObservableList<PaletteEntry> entriesToRead = FXCollections.unmodifiableObservableList(entries);

    /**
     * A palette.
     *
     * @param isEnabled whether a command can be had now
     * @param run       does what a command says
     * @param open      the image that places are looked for in; null where none is open
     * @param places    understands places
     * @param settings  remembers which commands were used
     */
    public PaletteModel(Predicate<Command> isEnabled, Consumer<Command> run, Supplier<@Nullable Document> open,
            Goto places, Settings settings) {
        this.isEnabled = isEnabled;
        this.run = run;
        this.open = open;
        this.places = places;
        this.settings = settings;
        query.addListener((of, before, now) -> list());
    }

    /** What has been typed. */
    public StringProperty queryProperty() {
        return query;
    }

    /** What is listed. */
    public ObservableList<PaletteEntry> entries() {
        return entriesToRead;
    }

    /** Begins anew, with all commands. */
    public void begin() {
        query.set("");
        list();
    }

    /** Whether something can be done for an entry now. */
    public boolean canChoose(PaletteEntry entry) {
        return entry.hindrance().isEmpty();
    }

    /** Does what an entry says; nothing, where it cannot be had. */
    public void choose(PaletteEntry entry) {
        if (!canChoose(entry)) {
            return;
        }
        switch (entry) {
            case PaletteEntry.Run command -> {
                remember(command.command());
                run.accept(command.command());
            }
            case PaletteEntry.Go place -> {
                Document document = open.get();
                if (document != null) {
                    places.go(document, place.target());
                }
            }
            case PaletteEntry.Nowhere nowhere -> { }
        }
    }

    /** Takes the path of an entry into the field, to go on typing from there. */
    public void complete(PaletteEntry entry) {
        if (entry instanceof PaletteEntry.Go place && !place.path().isEmpty()) {
            query.set("@" + place.path() + "/");
        } else if (entry instanceof PaletteEntry.Run command) {
            query.set(command.title());
        }
    }

    private void list() {
        String typed = query.get().strip();
        boolean isPlace = !typed.isEmpty() && PLACE_SIGNS.indexOf(typed.charAt(0)) >= 0;
        List<PaletteEntry> found = isPlace ? places(typed.substring(1).strip()) : commands(typed);
        entries.setAll(found.isEmpty() && !typed.isEmpty() ? places(typed) : found);
    }

    private List<PaletteEntry> places(String text) {
        Document document = open.get();
        return document == null ? List.of(new PaletteEntry.Nowhere(text, Messages.get("palette.needs.image")))
                : new PlaceSearch(places).find(document, text);
    }

    private List<PaletteEntry> commands(String typed) {
        List<Found> found = new ArrayList<>();
        for (Command command : Command.values()) {
            Found match = command == Command.PALETTE ? null : match(command, typed);
            if (match != null) {
                found.add(match);
            }
        }
        found.sort(Comparator.comparing((Found each) -> !canChoose(each.entry()))
                .thenComparing(Comparator.comparingInt(Found::score).reversed())
                .thenComparing(Comparator.comparingDouble((Found each) -> lastUse(each.entry().command())).reversed()));
        return found.stream().<PaletteEntry>map(Found::entry).toList();
    }

    private @Nullable Found match(Command command, String typed) {
        Fuzzy.Match name = Fuzzy.match(typed, command.plainText());
        Fuzzy.Match id = Fuzzy.match(typed, command.id());
        int score = Math.max(keyScore(typed, command.keyText()),
                Math.max(name == null ? NONE : name.score() + NAME, id == null ? NONE : id.score()));
        return score == NONE ? null
                : new Found(score, new PaletteEntry.Run(command, name == null ? new BitSet() : name.lit(),
                        isEnabled.test(command) ? "" : hindrance(command.needs())));
    }

    /** Keys are found by how they begin: single letters of their names would be found in nearly all of them. */
    private static int keyScore(String typed, String keys) {
        String wanted = typed.replace(" ", "").toLowerCase(Locale.ROOT);
        if (wanted.isEmpty()) {
            return NONE;
        }
        int score = NONE;
        for (String key : keys.toLowerCase(Locale.ROOT).split(", ")) {
            String known = key.replace(" ", "");
            score = Math.max(score, known.equals(wanted) ? THE_KEY : known.startsWith(wanted) ? A_KEY : NONE);
        }
        return score;
    }

    private static String hindrance(Command.Needs needs) {
        return Messages.get("palette.needs." + needs.name().toLowerCase(Locale.ROOT));
    }

    private double lastUse(Command command) {
        return settings.number(USED + command.id(), 0);
    }

    private void remember(Command command) {
        double use = settings.number(USES, 0) + 1;
        settings.setNumber(USES, use);
        settings.setNumber(USED + command.id(), use);
    }
}
