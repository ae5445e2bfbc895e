package org.tipstaff.document.child;

import java.util.ArrayDeque;
import java.util.Collection;
import java.util.Collections;
import java.util.Deque;
import java.util.IdentityHashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.apache.pdfbox.cos.COSBase;
import org.apache.pdfbox.cos.COSDictionary;
import org.apache.pdfbox.cos.COSName;
import org.apache.pdfbox.cos.COSStream;
import org.tipstaff.document.RefusalReason;

/**
 * Refuses a drawing that may draw itself, at once or by way of others: a form, a tiling pattern or a glyph among whose
 * resources it is found again (ISO 32000-1, 8.10.1). Drawing it would not end.
 */
final class DrawingLoops {
    private static final int DEEPEST = 40;
    private static final List<COSName> KINDS =
            List.of(COSName.XOBJECT, COSName.PATTERN, COSName.FONT, COSName.EXT_G_STATE);

    private final Set<COSBase> done = Collections.newSetFromMap(new IdentityHashMap<>());
    private final Set<COSBase> above = Collections.newSetFromMap(new IdentityHashMap<>());
    private final Deque<Level> levels = new ArrayDeque<>();

    /** A drawing and what it may draw that was not yet looked at. */
    private record Level(COSDictionary drawing, Iterator<COSDictionary> inside) {}

    /** @param drawing a dictionary with resources of its own; any other has nothing inside */
    void check(COSDictionary drawing) {
        enter(drawing);
        while (!levels.isEmpty()) {
            Level level = levels.element();
            if (level.inside().hasNext()) {
                enter(level.inside().next());
            } else {
                levels.remove();
                above.remove(level.drawing());
                done.add(level.drawing());
            }
        }
    }

    private void enter(COSDictionary drawing) {
        if (above.contains(drawing) || levels.size() > DEEPEST) {
            throw new Refused(RefusalReason.DRAWS_ITSELF);
        }
        if (!done.contains(drawing)) {
            above.add(drawing);
            levels.push(new Level(drawing, inside(drawing).iterator()));
        }
    }

    private static Collection<COSDictionary> inside(COSDictionary drawing) {
        if (!(drawing.getDictionaryObject(COSName.RESOURCES) instanceof COSDictionary resources)) {
            return List.of();
        }
        return KINDS.stream()
                .flatMap(kind -> entries(resources.getDictionaryObject(kind)))
                .flatMap(DrawingLoops::drawn)
                .toList();
    }

    private static Stream<COSDictionary> entries(COSBase named) {
        return named instanceof COSDictionary dictionary
                ? dictionary.keySet().stream()
                        .map(dictionary::getDictionaryObject)
                        .filter(COSDictionary.class::isInstance)
                        .map(COSDictionary.class::cast)
                : Stream.empty();
    }

    /** The picture itself, the font whose glyphs are drawings, the form behind a soft mask. */
    private static Stream<COSDictionary> drawn(COSDictionary entry) {
        if (entry instanceof COSStream || entry.containsKey(COSName.CHAR_PROCS)) {
            return Stream.of(entry);
        }
        return entry.getDictionaryObject(COSName.SMASK) instanceof COSDictionary mask
                        && mask.getDictionaryObject(COSName.G) instanceof COSDictionary group
                ? Stream.of(group)
                : Stream.empty();
    }
}
