package io.github.qcowscope.ui.go;

import io.github.qcowscope.schema.Node;
import io.github.qcowscope.ui.document.Document;
import io.github.qcowscope.ui.go.GotoParser.Address;
import io.github.qcowscope.ui.go.GotoParser.Target;
import java.util.function.BiFunction;

/** Finds what a text leads to in an open image, and goes there. */
public final class Goto {

    private final BiFunction<Document, Long, Address> guest;

    /**
     * A guide.
     *
     * @param guest tells where an offset of an image's virtual disk lies in the file
     */
    public Goto(BiFunction<Document, Long, Address> guest) {
        this.guest = guest;
    }

    /** What a text leads to. Takes a few reads of the file. */
    public Target find(Document document, String text) {
        GotoParser file = new GotoParser(document.image().source().length(), document.image().geometry().clusterBits(),
                offset -> guest.apply(document, offset), path -> document.root().find(path) != null);
        GotoParser shown = document.showsImage() ? file : file.showing(document.source().length());
        return shown.parse(text, document.caret());
    }

    /** Goes there. */
    public void go(Document document, Target target) {
        switch (target) {
            case Address.ToByte file -> document.selectInImage(file.offset());
            case Target.ToShownByte shown -> document.selectByte(shown.offset());
            case Target.ToNode node -> {
                Node found = document.root().find(node.path());
                if (found != null) {
                    document.select(found);
                }
            }
            case Address.Nowhere nowhere -> { }
        }
    }
}
