package io.github.qcowscope.ui.go;

import io.github.qcowscope.bytes.Span;
import io.github.qcowscope.job.Progress;
import io.github.qcowscope.qcow2.BackingChain;
import io.github.qcowscope.qcow2.guest.GuestLocation;
import io.github.qcowscope.qcow2.guest.GuestMap;
import io.github.qcowscope.qcow2.guest.GuestRange;
import io.github.qcowscope.ui.document.Document;
import io.github.qcowscope.ui.text.Messages;
import java.util.function.BiFunction;

/**
 * Tells where an offset of the virtual disk lies in the open file, or in a sentence why it lies nowhere there. Takes a
 * few reads of the file and opens no other one, so it may be asked on the FX thread.
 */
public final class GuestGoto implements BiFunction<Document, Long, GotoParser.Address> {

    @Override
    public GotoParser.Address apply(Document document, Long offset) {
        GuestMap map = new GuestMap(BackingChain.alone(document.path(), document.image()));
        GuestLocation found = map.find(offset, Progress.NONE);
        String hex = Long.toHexString(offset);
        if (found == null) {
            return new GotoParser.Address.Nowhere(
                    Messages.get("goto.guest-behind", hex, Long.toHexString(map.length())));
        }
        Span bytes = found.bytes();
        GuestRange range = found.range();
        return bytes != null ? new GotoParser.Address.ToByte(bytes.range().offset())
                : new GotoParser.Address.Nowhere(range.problem() != null
                ? Messages.get("goto.guest-elsewhere", hex, range.problem())
                : range.data() ? Messages.get("goto.guest-data-file", hex, found.nodePath())
                : Messages.get("goto.guest-nothing", hex, found.nodePath()));
    }
}
