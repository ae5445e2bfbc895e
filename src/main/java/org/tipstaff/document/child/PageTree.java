package org.tipstaff.document.child;

import java.util.ArrayList;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Set;
import org.apache.pdfbox.cos.COSArray;
import org.apache.pdfbox.cos.COSDictionary;
import org.apache.pdfbox.cos.COSName;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.PDPage;
import org.apache.pdfbox.pdmodel.common.PDRectangle;
import org.tipstaff.document.PageSize;
import org.tipstaff.document.RefusalReason;

/**
 * The page tree, walked by hand: the counts in it must be true at every node (ISO 32000-1, 7.7.3.2), else two readers
 * show different pages.
 */
final class PageTree {
    private static final int MOST_PAGES = 500;
    private static final int DEEPEST = 50;
    private static final double SMALLEST = 18;
    private static final double LARGEST = 7200; // 100 inches

    private final Set<COSDictionary> seen = Collections.newSetFromMap(new IdentityHashMap<>());
    private int pages;

    private PageTree() {}

    /** The sizes of all pages. */
    static List<PageSize> check(PDDocument document) {
        if (!(document.getDocumentCatalog().getCOSObject().getDictionaryObject(COSName.PAGES)
                instanceof COSDictionary root)) {
            throw new Refused(RefusalReason.BROKEN);
        }
        PageTree tree = new PageTree();
        tree.count(root, 0);
        if (tree.pages == 0 || root.getDictionaryObject(COSName.KIDS) == null) {
            throw new Refused(RefusalReason.PAGES_MISCOUNTED);
        }
        List<PageSize> sizes = new ArrayList<>();
        for (PDPage page : document.getPages()) {
            sizes.add(size(page));
        }
        if (sizes.size() != tree.pages) {
            throw new Refused(RefusalReason.PAGES_MISCOUNTED);
        }
        return sizes;
    }

    private void count(COSDictionary node, int depth) {
        if (pages > MOST_PAGES) {
            throw new Refused(RefusalReason.TOO_MANY_PAGES);
        }
        if (!seen.add(node)) {
            throw new Refused(RefusalReason.PAGES_IN_A_CIRCLE);
        }
        if (depth > DEEPEST) {
            throw new Refused(RefusalReason.PAGES_TOO_DEEP);
        }
        checkAbove(node);
        if (!(node.getDictionaryObject(COSName.KIDS) instanceof COSArray kids)) {
            pages++;
            return;
        }
        int before = pages;
        for (int i = 0; i < kids.size(); i++) {
            if (!(kids.getObject(i) instanceof COSDictionary kid)) {
                throw new Refused(RefusalReason.BROKEN);
            }
            count(kid, depth + 1);
        }
        if (pages > MOST_PAGES) {
            throw new Refused(RefusalReason.TOO_MANY_PAGES);
        }
        if (node.getInt(COSName.COUNT) != pages - before) {
            throw new Refused(RefusalReason.PAGES_MISCOUNTED);
        }
    }

    /** A page inherits from what it says lies above it (ISO 32000-1, 7.7.3.4), whether that lists it or not. */
    private static void checkAbove(COSDictionary node) {
        Set<COSDictionary> above = Collections.newSetFromMap(new IdentityHashMap<>());
        COSDictionary at = node;
        while (at != null) {
            if (!above.add(at)) {
                throw new Refused(RefusalReason.PAGES_IN_A_CIRCLE);
            }
            if (above.size() > DEEPEST + 2) {
                throw new Refused(RefusalReason.PAGES_TOO_DEEP);
            }
            at = at.getDictionaryObject(COSName.PARENT) instanceof COSDictionary parent ? parent : null;
        }
    }

    private static PageSize size(PDPage page) {
        PDRectangle box = page.getCropBox();
        double width = (double) box.getWidth() * page.getUserUnit();
        double height = (double) box.getHeight() * page.getUserUnit();
        if (!(width >= SMALLEST && width <= LARGEST && height >= SMALLEST && height <= LARGEST)) {
            throw new Refused(RefusalReason.PAGE_SIZE);
        }
        boolean lying = page.getRotation() % 180 != 0;
        return lying ? new PageSize(height, width) : new PageSize(width, height);
    }
}
