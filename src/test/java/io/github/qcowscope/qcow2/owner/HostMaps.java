package io.github.qcowscope.qcow2.owner;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.qcowscope.job.Progress;
import io.github.qcowscope.qcow2.Qcow2Image;

/** Makes maps for tests, and compares them with what is plain. */
final class HostMaps {

    private static final long PLENTY = 64 << 20;

    private HostMaps() {}

    static HostMap of(Qcow2Image image) {
        HostMap.Result result = HostMap.of(image, PLENTY, Progress.NONE);
        assertThat(result).isInstanceOf(HostMap.Ready.class);
        return ((HostMap.Ready) result).map();
    }

    /** Every cluster has the owners that it plainly has, and the states that follow from them and from its refcount. */
    static void assertRight(Qcow2Image image, String about) {
        HostMap map = of(image);
        NaiveOwners naive = new NaiveOwners(image);
        long leaked = 0;
        long undercounted = 0;
        for (long cluster = 0; cluster < map.clusters(); cluster++) {
            Owners owners = map.ownersOfCluster(cluster, Integer.MAX_VALUE, Progress.NONE);
            assertThat(owners.list().stream().map(Owner::path).sorted().toList())
                    .as("owners of cluster %d of %s", cluster, about)
                    .isEqualTo(naive.of(cluster));
            assertThat(owners.isComplete()).as("cluster %d of %s", cluster, about).isTrue();
            assertThat(owners.references()).isEqualTo(owners.list().size());
            int order = Long.compareUnsigned(owners.refcount(), owners.references());
            leaked += order > 0 ? 1 : 0;
            undercounted += order < 0 ? 1 : 0;
            assertThat(ClusterState.LEAKED.isIn(owners.states())).isEqualTo(order > 0);
            assertThat(ClusterState.UNDERCOUNTED.isIn(owners.states())).isEqualTo(order < 0);
            assertThat(ClusterState.FREE.isIn(owners.states()))
                    .isEqualTo(owners.list().isEmpty() && owners.refcount() == 0);
        }
        assertThat(map.leakedClusters()).isEqualTo(leaked);
        assertThat(map.undercountedClusters()).isEqualTo(undercounted);
    }
}
