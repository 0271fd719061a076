package io.github.qcowscope.check;

import io.github.qcowscope.bytes.Span;
import io.github.qcowscope.qcow2.layout.Geometry;
import io.github.qcowscope.qcow2.layout.TreePaths;
import io.github.qcowscope.schema.Units;

/** Holds the references of each cluster against the refcount that the file has of it. */
final class Comparison implements References.Visitor {

    /** Wider refcounts can hold more than is counted. */
    static final int MOST_COUNTED_ORDER = 4;

    private final Inspection inspection;
    private final Geometry geometry;
    private final StoredRefcounts stored;
    private final long clusters;
    private boolean copiedSuspect;
    private boolean saturated;

    /**
     * A comparison.
     *
     * @param clusters clusters of the file; those behind are not compared
     */
    Comparison(Inspection inspection, StoredRefcounts stored, long clusters) {
        this.inspection = inspection;
        this.stored = stored;
        this.clusters = clusters;
        geometry = inspection.geometry();
    }

    /** Whether a cluster has a refcount that does not go with the copied flag of an entry that leads to it. */
    boolean isCopiedSuspect() {
        return copiedSuspect;
    }

    /** Whether a cluster has more references than are counted, though its refcount could hold them. */
    boolean isSaturated() {
        return saturated;
    }

    @Override
    public void clusters(long cluster, long length, long references, int uses) {
        long compared = Math.min(length, clusters - cluster);
        if (compared <= 0) {
            return;
        }
        stored.visit(cluster, compared, (first, count, readable, refcount) -> {
            if (readable) {
                compare(first, count, refcount, references, uses);
            } else {
                inspection.checkErrors += count;
                inspection.found(Finding.of(RefcountRules.UNREADABLE, where(first, count), path(first),
                        "The refcount of %s cannot be read: their refcount block has an impossible offset.".formatted(
                                words(first, count)), first));
            }
        });
        if ((uses & Use.OVERFLOW) != 0) {
            overflow(cluster, compared, references);
        }
        if (Use.isOverlap(uses, references)) {
            inspection.found(Finding.of(RefcountRules.OVERLAP, where(cluster, compared), path(cluster),
                    "%s %s in use more than once: as %s.".formatted(capital(words(cluster, compared)),
                            compared == 1 ? "is" : "are", Use.words(uses))));
        }
    }

    private void compare(long first, long count, long refcount, long references, int uses) {
        if (refcount != 0 || references != 0) {
            inspection.highest = first + count - 1;
        }
        copiedSuspect |= (uses & (refcount == 1 ? Use.NOT_COPIED : Use.COPIED)) != 0;
        if (refcount == references) {
            return;
        }
        boolean leaked = Long.compareUnsigned(refcount, references) > 0;
        if (leaked) {
            inspection.leaks += count;
        } else {
            inspection.corruptions += count;
        }
        if (inspection.wantsFindings()) {
            Rule rule = leaked ? RefcountRules.LEAKED : refcount == 0 ? RefcountRules.MISSING : RefcountRules.LOW;
            String message = "%s %s refcount %s and %s%s.".formatted(capital(words(first, count)),
                    count == 1 ? "has" : "have", Long.toUnsignedString(refcount), Units.count(references, "reference"),
                    leaked && references == 0 ? ": nothing uses " + (count == 1 ? "it" : "them") : "");
            inspection.found(Finding.of(rule, where(first, count), path(first), message, first,
                    Long.toUnsignedString(refcount), references));
        }
    }

    private void overflow(long cluster, long count, long references) {
        if (geometry.refcountOrder() > MOST_COUNTED_ORDER) {
            saturated = true;
            return;
        }
        inspection.found(Finding.of(RefcountRules.OVERFLOW, where(cluster, count), path(cluster),
                "%s %s more references than a refcount of %s can count, %d.".formatted(capital(words(cluster, count)),
                        count == 1 ? "has" : "have", Units.count(geometry.refcountBits(), "bit"), references),
                cluster << geometry.clusterBits()));
    }

    private Span where(long cluster, long count) {
        return inspection.span(cluster << geometry.clusterBits(), count << geometry.clusterBits());
    }

    private String path(long cluster) {
        long block = cluster / geometry.refcountBlockEntries();
        return block >= stored.blocks() ? TreePaths.REFCOUNTS
                : stored.block((int) block).offset() == 0 ? TreePaths.refcountTableEntry(block)
                : TreePaths.refcount(geometry, cluster);
    }

    private static String words(long cluster, long count) {
        return count == 1 ? "cluster " + cluster : "clusters " + cluster + " to " + (cluster + count - 1);
    }

    private static String capital(String words) {
        return Character.toUpperCase(words.charAt(0)) + words.substring(1);
    }
}
