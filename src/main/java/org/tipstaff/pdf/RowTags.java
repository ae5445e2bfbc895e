package org.tipstaff.pdf;

import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.tipstaff.pdf.file.Bytes;
import org.tipstaff.pdf.file.PdfObjects;
import org.tipstaff.pdf.text.Block;

/**
 * The elements of a table's rows, one row at a time: a large document is mostly these, so nothing is made anew for each.
 * A row's number comes before those of its cells.
 */
final class RowTags {
    private final PdfObjects objects;
    private final Tag parent;
    private final Bytes[] heads;
    private final Bytes[] kids;
    private final int[] pages;
    private final @Nullable Tag[] spellings;
    private final Bytes onPage = new Bytes(48);
    private int samePage;
    private int row;

    /** What a cell is. */
    enum Kind {
        COLUMN_HEADER("TH/A<</O/Table/Scope/Column>>"),
        ROW_HEADER("TH/A<</O/Table/Scope/Row>>"),
        DATA("TD");

        private final Bytes head;

        Kind(String entries) {
            head = Bytes.of("<</S/" + entries);
        }
    }

    RowTags(PdfObjects objects, Tag parent, List<Kind> cells) {
        this.objects = objects;
        this.parent = parent;
        this.heads = cells.stream().map(kind -> kind.head).toArray(Bytes[]::new);
        this.kids = cells.stream().map(kind -> new Bytes(16)).toArray(Bytes[]::new);
        this.pages = new int[cells.size()];
        this.spellings = new Tag[cells.size()];
    }

    void begin() {
        row = parent.childNumber();
        for (int i = 0; i < kids.length; i++) {
            objects.reserve();
            kids[i].clear();
        }
        Arrays.fill(pages, 0);
        samePage = 0;
    }

    /** Draws lines of a cell; {@code spelling} says whether they spell what it shows. */
    void text(Page page, int cell, boolean spelling, Block block, float left, float top) throws IOException {
        if (spelling) {
            page.text(spelling(cell), block, left, top);
            return;
        }
        int id = page.text(row + 1 + cell, block, left, top);
        if (pages[cell] == 0) {
            pages[cell] = page.number();
        }
        Tag.addContent(kids[cell], pages[cell], page.number(), id);
    }

    private Tag spelling(int cell) {
        Tag known = spellings[cell];
        if (known == null) {
            known = Tag.of(objects, "Span", row + 1 + cell);
            kids[cell].add(known.number()).add(" 0 R ");
            spellings[cell] = known;
        }
        return known;
    }

    /** Writes the row's elements. */
    void end() throws IOException {
        for (int i = 0; i < heads.length; i++) {
            Tag spelling = spellings[i];
            if (spelling != null) {
                spelling.close();
                spellings[i] = null;
            }
            objects.begin(row + 1 + i)
                    .add(heads[i])
                    .add(above(pages[i]))
                    .add(kids[i])
                    .add("]>>");
            objects.end();
        }
        Bytes body = objects.begin(row).add("<</S/TR/P ").add(parent.number()).add(" 0 R/K[");
        for (int i = 0; i < heads.length; i++) {
            body.add(row + 1 + i).add(" 0 R ");
        }
        body.add("]>>");
        objects.end();
    }

    /** The entries that the cells of one row on one page have in common. */
    private Bytes above(int page) {
        if (samePage != page || page == 0) {
            onPage.clear();
            onPage.add("/P ").add(row).add(" 0 R");
            if (page != 0) {
                onPage.add("/Pg ").add(page).add(" 0 R");
            }
            onPage.add("/K[");
            samePage = page;
        }
        return onPage;
    }
}
