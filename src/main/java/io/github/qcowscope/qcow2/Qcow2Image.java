package io.github.qcowscope.qcow2;

import io.github.qcowscope.bytes.ByteRange;
import io.github.qcowscope.bytes.ByteSource;
import io.github.qcowscope.bytes.Span;
import io.github.qcowscope.job.Progress;
import io.github.qcowscope.qcow2.header.Header;
import io.github.qcowscope.qcow2.image.Structures;
import io.github.qcowscope.qcow2.layout.Kinds;
import io.github.qcowscope.qcow2.owner.Gaps;
import io.github.qcowscope.qcow2.owner.HostMap;
import io.github.qcowscope.qcow2.tree.ImageTree;
import io.github.qcowscope.schema.Node;
import io.github.qcowscope.schema.Problem;
import io.github.qcowscope.schema.Units;
import io.github.qcowscope.schema.Value;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * An image: the typed structures for algorithms, and on top of them the tree for people. Anything can be opened; what
 * is not QCOW2, or damaged, shows as problems on the nodes concerned.
 */
public final class Qcow2Image extends Structures {

    /** Fields, or bits, of any structure but a table, and what it leads to. */
    private static final int MOST_FIELDS = 64;

    private final ImageTree tree;
    private volatile Node root;
    private volatile @Nullable HostMap hostMap;

    /**
     * Reads header, header extensions, bitmap directory and snapshot table; everything else is read when somebody
     * looks.
     *
     * @param source the file's bytes; the image does not close it
     */
    public Qcow2Image(ByteSource source) {
        super(source);
        tree = new ImageTree(this);
        root = makeRoot();
    }

    private Node makeRoot() {
        return Node.at("", source().name(), Kinds.IMAGE, new Span(source(), new ByteRange(0, source().length())))
                .doc("The image file.")
                .value(() -> new Value.Group(summary()))
                .problems(this::problems)
                .children(tree.children())
                .build();
    }

    private String summary() {
        return isRecognized()
                ? "QCOW2 version %d, %s virtual, %s in the file".formatted(header().raw(Header.VERSION),
                        Units.bytes(geometry().virtualSize()), Units.bytes(source().length()))
                : Units.bytes(source().length()) + ", not QCOW2";
    }

    private List<Problem> problems() {
        if (source().length() == 0) {
            return List.of(Problem.error("empty", "The file is empty."));
        }
        return isRecognized() ? List.of() : List.of(Problem.error("not-qcow2",
                "This is not a QCOW2 image: it does not start with QFI\\xfb (51 46 49 FB). Its bytes are shown as they"
                        + " are."));
    }

    /** Uses a map of this image's owners from now on, which makes {@link #ownerOf} quick. */
    public void attach(HostMap map) {
        hostMap = map;
    }

    /** The map of owners; empty as long as none was attached. */
    public Optional<HostMap> hostMap() {
        return Optional.ofNullable(hostMap);
    }

    /** Shows the gaps of this image in its tree from now on: {@link #root()} is another node than before. */
    public void attach(Gaps gaps) {
        tree.attach(gaps);
        root = makeRoot();
    }

    /**
     * Shows structures in the tree that nothing leads to, but that look like such, from now on: {@link #root()} is
     * another node than before.
     *
     * @param proposals their parent, under {@link io.github.qcowscope.qcow2.layout.TreePaths#PROPOSALS}
     */
    public void attach(Node proposals) {
        tree.attach(proposals);
        root = makeRoot();
    }

    /** The root of the tree. */
    public Node root() {
        return root;
    }

    /**
     * The deepest node that owns a byte; the root where no structure claims it. May have to look through tables, most
     * of all before a map is attached, so it is not for the FX thread.
     *
     * @param offset a byte of the file
     */
    public Node ownerOf(long offset, Progress progress) {
        Node owner = tree.ownerOf(root, offset, hostMap, progress);
        return owner == null ? root : owner;
    }

    /**
     * The structure that a pointer leads to. Where tables are shared it is the one below the pointer, so that a
     * snapshot's entry does not lead to the active L1 table; else see {@link #structureAt}.
     *
     * @param pointer a node of the tree
     * @param target  where it leads
     */
    public Node follow(Node pointer, Span target, Progress progress) {
        int slash = pointer.path().lastIndexOf('/');
        Node parent = root.find(pointer.path().substring(0, Math.max(0, slash)));
        for (Node near : parent == null ? List.of(pointer) : List.of(pointer, parent)) {
            // What a structure leads to comes after its fields; tables lead nowhere themselves.
            Node last = near.childCount() == 0 || near.childCount() > MOST_FIELDS ? near
                    : near.child(near.childCount() - 1);
            if (last.span().equals(target.visible())) {
                return last;
            }
        }
        return structureAt(target.range(), progress);
    }

    /**
     * The structure that fills a range: the outermost node that starts where the range starts and is not larger, or
     * else the owner of its first byte.
     */
    public Node structureAt(ByteRange range, Progress progress) {
        Node owner = ownerOf(range.offset(), progress);
        String path = owner.path();
        for (int slash = path.indexOf('/'); slash >= 0; slash = path.indexOf('/', slash + 1)) {
            Node ancestor = root.find(path.substring(0, slash));
            if (ancestor != null && ancestor.span().range().offset() == range.offset()
                    && ancestor.span().range().length() <= range.length()) {
                return ancestor;
            }
        }
        return owner;
    }
}
