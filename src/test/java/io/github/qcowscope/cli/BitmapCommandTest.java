package io.github.qcowscope.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.qcowscope.fixture.BitmapSpec;
import io.github.qcowscope.fixture.ImageBuilder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("qcowscope bitmap")
class BitmapCommandTest extends AtTheTerminal {

    private static final long PER_ENTRY = (4096L * 8) << 9;

    private Path image;

    @BeforeEach
    void makeImage() {
        image = new ImageBuilder().clusterBits(12).size(3 * PER_ENTRY - 1024)
                .bitmap(BitmapSpec.named("a").granularityBits(9).auto().zeroes().data(0x03).ones())
                .bitmap(BitmapSpec.named("old, \"b\"").granularityBits(16).inUse().entry(0x7001).tableSize(1))
                .build().writeTo(folder.resolve("image.qcow2"));
    }

    @Test
    void printsTheRangesOfABitmapForPeople() {
        assertThat(run("bitmap", image.toString(), "a")).isZero();
        assertThat(out()).isEqualTo("""
                Start               Length              State
                0x0                 0x1000000           clean
                0x1000000           0x400               dirty
                0x1000400           0xfffc00            clean
                0x2000000           0xfffc00            dirty
                # 4 ranges, 16777216 bytes (16 MiB) of 50330624 bytes (48.00 MiB) dirty
                """);
        assertThat(err()).isEmpty();
    }

    @Test
    void printsTheRangesAsJson() {
        assertThat(run("bitmap", "--output=json", image.toString(), "a")).isZero();
        assertThat(out()).isEqualTo("""
                {"schemaVersion": 1, "image": "image.qcow2", "bitmap": {"name": "a", "path": "bitmaps/a", "flags": ["auto"], \
                "verdict": "usable", "caution": null, "granularity": 512}, "diskSize": 50330624, "ranges": [
                 {"start": 0, "length": 16777216, "dirty": false},
                 {"start": 16777216, "length": 1024, "dirty": true},
                 {"start": 16778240, "length": 16776192, "dirty": false},
                 {"start": 33554432, "length": 16776192, "dirty": true}], "dirtyBytes": 16777216, "unknownBytes": 0}
                """);
    }

    @Test
    void printsTheDirtyRangesAsCsv() {
        assertThat(run("bitmap", "--output=csv", "--dirty", image.toString(), "a")).isZero();
        assertThat(out()).isEqualTo("""
                start,length,clusters,state
                16777216,1024,1,dirty
                33554432,16776192,4096,dirty
                """);
    }

    @Test
    void printsWhatCannotBeReadWithTheReason() {
        assertThat(run("bitmap", image.toString(), "old, \"b\"")).isZero();
        assertThat(out()).startsWith("# The bitmap is marked in use")
                .contains("unknown: Table entry 0: Bit 0 must not be set together with an offset.")
                .contains("50330624 bytes (48.00 MiB) cannot be read");
        assertThat(run("bitmap", "--output=json", image + "#bitmaps/old, \"b\"")).isZero();
        assertThat(out()).contains("{\"start\": 0, \"length\": 50330624, \"dirty\": null, \"problem\": \"Table entry 0: Bit 0");
    }

    @Test
    void listsTheBitmaps() {
        assertThat(run("bitmap", image.toString())).isZero();
        assertThat(out()).isEqualTo("""
                a
                  flags       auto
                  verdict     usable
                  granularity 512 bytes
                  dirty       16777216 bytes (16 MiB), 33.33 % of the disk, 32768 of 98302 bits
                  holds       2 clusters, 8 KiB: 1 of the table, 1 of data
                  table       3 entries: 1 serialized, 1 all-ones, 1 all-zeroes

                old, "b"
                  flags       in-use
                  verdict     inconsistent
                  granularity 65536 bytes (64 KiB)
                  dirty       0 bytes, 0.00 % of the disk, 0 of 768 bits
                  unreadable  50330624 bytes (48.00 MiB)
                  holds       2 clusters, 8 KiB: 1 of the table, 1 of data
                  table       1 entry: 0 serialized, 0 all-ones, 0 all-zeroes, 1 invalid
                  caution     The bitmap is marked in use: it was not saved, and what it says may be out of date.
                  problem     Table entry 0: Bit 0 must not be set together with an offset.

                All bitmaps hold 5 clusters, 20 KiB, SHARE % of the file; 1 of them the directory.
                Removing old, "b", which is inconsistent, would free 8 KiB.
                """.replace("SHARE", "%.2f".formatted(100.0 * 20480 / image.toFile().length())));
    }

    @Test
    void listsTheBitmapsAsCsvAndJson() {
        assertThat(run("bitmap", "--output=csv", image.toString())).isZero();
        assertThat(out()).isEqualTo("""
                name,flags,verdict,granularity,disk_bytes,dirty_bytes,unknown_bytes,table_clusters,data_clusters,bytes,\
                entries,serialized,all_ones,all_zeroes,invalid,problems
                a,auto,usable,512,50330624,16777216,0,1,1,8192,3,1,1,1,0,0
                "old, ""b""\",in-use,inconsistent,65536,50330624,0,50330624,1,1,8192,1,0,0,0,1,1
                """);
        assertThat(run("bitmap", "--output=json", image.toString())).isZero();
        assertThat(out()).contains("\"holds\": {\"directoryBytes\": 32, \"tableClusters\": 1, \"dataClusters\": 1, "
                + "\"bytes\": 8192}, \"stale\": true, \"problemCount\": 1");
    }

    @Test
    void saysInOneSentenceWhatWentWrong() throws IOException {
        assertThat(run("bitmap", image.toString(), "none")).isEqualTo(1);
        assertThat(err()).isEqualTo("qcowscope: There is no bitmap none in the image; it has a, old, \"b\".\n");
        assertThat(run("bitmap", image + "#header")).isEqualTo(1);
        assertThat(err()).isEqualTo("qcowscope: header is no bitmap; bitmaps/NAME is one.\n");
        Path raw = Files.writeString(folder.resolve("raw"), "no image");
        assertThat(run("bitmap", raw.toString())).isEqualTo(1);
        assertThat(err()).isEqualTo("qcowscope: raw is not a QCOW2 image.\n");
        assertThat(run("bitmap", "--output=xml", image.toString())).isEqualTo(2);
        assertThat(run("bitmap")).isEqualTo(2);
        assertThat(out()).isEmpty();
    }

    @Test
    void anImageWithoutBitmapsIsNoFailure() {
        Path none = new ImageBuilder().build().writeTo(folder.resolve("none.qcow2"));
        assertThat(run("bitmap", none.toString())).isZero();
        assertThat(out()).isEqualTo("The image has no bitmaps.\n");
        assertThat(run("bitmap", "--output=json", none.toString())).isZero();
        assertThat(out()).contains("\"bitmaps\": []");
    }

    @Test
    void comparesTwoBitmapsOfAnImage() {
        Path two = new ImageBuilder().clusterBits(12).size(1 << 20)
                .bitmap(BitmapSpec.named("a").granularityBits(9).dirty(0, 1024).dirty(65536, 512))
                .bitmap(BitmapSpec.named("b").granularityBits(12).dirty(512, 1)).build().writeTo(folder.resolve("two.qcow2"));
        assertThat(run("bitmap", "--with=b", "--dirty", "--output=csv", two.toString(), "a")).isZero();
        assertThat(out()).isEqualTo("""
                start,length,dirty_in
                0,1024,both
                1024,3072,b
                65536,512,a
                """);
        assertThat(run("bitmap", "--with=b", two.toString(), "a")).isZero();
        assertThat(out()).contains("# a: a of two.qcow2, usable, granularity 512 bytes", "A bitmap only ever gains bits",
                "0x400               0xc00               b\n", "# dirty only in a: 512 bytes\n",
                "# dirty only in b: 3072 bytes (3 KiB)\n", "# dirty in both: 1024 bytes (1 KiB)\n");
        assertThat(run("bitmap", "--with=b", "--output=json", two.toString(), "a")).isZero();
        assertThat(out()).contains("{\"start\": 0, \"length\": 1024, \"dirtyIn\": \"both\"}",
                "\"onlyA\": 512, \"onlyB\": 3072, \"both\": 1024, \"unknown\": 0}");
    }

    @Test
    void comparesWithAnotherImageAndWithABackingFile() {
        new ImageBuilder().clusterBits(12).size(1 << 20)
                .bitmap(BitmapSpec.named("a").granularityBits(16).dirty(0, 1)).build().writeTo(folder.resolve("base.qcow2"));
        Path top = new ImageBuilder().clusterBits(12).size(1 << 20).backing("base.qcow2", "qcow2")
                .bitmap(BitmapSpec.named("a").granularityBits(16).dirty(65536, 1)).build().writeTo(folder.resolve("top.qcow2"));
        String expected = "start,length,dirty_in\n0,65536,b\n65536,65536,a\n";
        for (String with : new String[] {"--with-backing", "--with=" + folder.resolve("base.qcow2"),
            "--with=" + folder.resolve("base.qcow2") + "#bitmaps/a"}) {
            assertThat(run("bitmap", with, "--dirty", "--output=csv", top.toString(), "a")).as(err()).isZero();
            assertThat(out()).isEqualTo(expected);
        }
        assertThat(run("bitmap", "--with-backing", image.toString(), "a")).isEqualTo(1);
        assertThat(err()).isEqualTo("qcowscope: No backing file has a bitmap a.\n");
        assertThat(run("bitmap", "--with=c", image.toString(), "a")).isEqualTo(1);
        assertThat(err()).contains("There is neither a bitmap c in the image nor a file of that name.");
        assertThat(run("bitmap", "--with=c", image.toString())).isEqualTo(2);
        assertThat(run("bitmap", "--with=c", "--allocation", image.toString(), "a")).isEqualTo(2);
    }

    @Test
    void tellsWhatStandsForWhatIsDirty() {
        Path some = new ImageBuilder().clusterBits(12).size(1 << 20).data(4096, "x").zero(8192)
                .bitmap(BitmapSpec.named("a").granularityBits(12).dirty(0, 12288)).build().writeTo(folder.resolve("some.qcow2"));
        assertThat(run("bitmap", "--allocation", "--output=csv", some.toString(), "a")).isZero();
        assertThat(out()).isEqualTo("""
                start,length,allocation
                0,4096,unallocated
                4096,4096,data
                8192,4096,zero
                """);
        assertThat(run("bitmap", "--allocation", some.toString(), "a")).isZero();
        assertThat(out()).contains("# dirty, data: 4096 bytes (4 KiB)\n", "An incremental backup in clusters of 64 KiB covers"
                + " 65536 bytes (64 KiB): it stores 65536 bytes (64 KiB), and 0 bytes are holes.\n");
        assertThat(run("bitmap", "--allocation", "--output=json", some.toString(), "a")).isZero();
        assertThat(out()).contains("\"backup\": {\"cluster\": 65536, \"covered\": 65536, \"data\": 65536, \"holes\": 0,"
                + " \"unknown\": 0}}");
    }
}
