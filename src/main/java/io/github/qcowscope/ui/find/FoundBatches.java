package io.github.qcowscope.ui.find;

import io.github.qcowscope.search.Matches;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/** Gathers what is found for a moment: a table that is told of each segment would keep the window busy. */
final class FoundBatches {

    /**
     * A part of what a search finds; the first one comes without matches, as soon as it is known where they will be.
     */
    record Part(FoundPlaces places, List<Matches> matches) {}

    /** Nanoseconds between two parts. */
    private static final long MOMENT = 100_000_000;

    private final FoundPlaces places;
    private final Consumer<Part> to;
    private List<Matches> batch = new ArrayList<>();
    private long sent;

    FoundBatches(FoundPlaces places, Consumer<Part> to) {
        this.places = places;
        this.to = to;
        send();
    }

    /** Sends matches together with those before them when the moment has passed. */
    void add(Matches found) {
        batch.add(found);
        if (System.nanoTime() - sent > MOMENT) {
            send();
        }
    }

    /** Sends what there is. */
    void send() {
        to.accept(new Part(places, batch));
        batch = new ArrayList<>();
        sent = System.nanoTime();
    }
}
