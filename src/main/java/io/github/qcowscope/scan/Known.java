package io.github.qcowscope.scan;

import io.github.qcowscope.job.Progress;
import io.github.qcowscope.qcow2.Qcow2Image;
import io.github.qcowscope.qcow2.layout.TreePaths;
import io.github.qcowscope.qcow2.owner.HostMap;
import io.github.qcowscope.schema.Node;
import java.util.ArrayList;
import java.util.List;

/** Tells what was found by its shape from what the image's own tables lead to. */
public final class Known {

    private static final int STEP = 256;

    private Known() {}

    /**
     * Gives each proposal the path of the node that the tree has for it, if it has one. Walks through the image's
     * tables for it, unless that was done before.
     *
     * @return a scan with the same proposals in the same order; none of them is known where the image has no header, or
     *         too many clusters for a map of their owners
     * @throws io.github.qcowscope.job.Cancelled when {@code progress} says so
     */
    public static Scan mark(Qcow2Image image, Scan scan, Progress progress) {
        if (!image.isRecognized() || scan.proposals().isEmpty()) {
            return scan;
        }
        if (image.hostMap().isEmpty()) {
            switch (HostMap.of(image, HostMap.usualMemory(), progress)) {
                case HostMap.Ready ready -> image.attach(ready.map());
                case HostMap.Refused refused -> {
                    return scan;
                }
            }
        }
        List<Proposal> marked = new ArrayList<>();
        for (Proposal proposal : scan.proposals()) {
            if (marked.size() % STEP == 0) {
                progress.check();
                progress.report(marked.size(), scan.proposals().size());
            }
            marked.add(proposal.knownAs(pathOf(image, proposal, progress)));
        }
        return new Scan(List.copyOf(marked), scan.clusterBits(), scan.clusterSure(), scan.dropped());
    }

    private static String pathOf(Qcow2Image image, Proposal proposal, Progress progress) {
        String deepest = image.ownerOf(proposal.range().offset(), progress).path();
        Node node = deepest.startsWith(TreePaths.PROPOSALS) ? null : image.root();
        for (int end = 0; node != null && end < deepest.length(); ) {
            int slash = deepest.indexOf('/', end);
            int stop = slash < 0 ? deepest.length() : slash;
            long index = node.childIndexOf(deepest.substring(end, stop));
            node = index < 0 ? null : node.child(index);
            if (node != null && node.kind().equals(proposal.kind())
                    && node.span().range().offset() == proposal.range().offset()) {
                return node.path();
            }
            end = stop + 1;
        }
        return "";
    }
}
