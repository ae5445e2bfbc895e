package org.tipstaff.pdf;

import java.io.IOException;
import java.util.List;
import org.tipstaff.pdf.Page.PageShape;
import org.tipstaff.pdf.file.Bytes;
import org.tipstaff.pdf.file.PdfObjects;
import org.tipstaff.pdf.text.Block;
import org.tipstaff.pdf.text.Fonts;
import org.tipstaff.pdf.text.Ink;
import org.tipstaff.pdf.text.Pen;
import org.tipstaff.pdf.text.TextLine;
import org.tipstaff.pdf.text.Typeface;

/**
 * The pages of a document, one at a time: each goes into the file when the next begins. Every page's foot shows the
 * number of pages through one shared form, which is written when that number is known.
 */
final class Pages {
    private static final String HEAD = "/Type/Pagination/Subtype/Header/Attached[/Top]";
    private static final String FOOT = "/Type/Pagination/Subtype/Footer/Attached[/Bottom]";
    private static final float SMALL = 7.5f;

    private final PdfObjects objects;
    private final PdfProperties properties;
    private final Fonts fonts;
    private final Typeface.Sized small;
    private final int tree;
    private final int resources;
    private final int totalForm;
    private final Bytes kids = new Bytes(1024);
    private final Bytes parents = new Bytes(1024);
    private int count;
    private Page current;
    private String annotations = "";

    Pages(PdfObjects objects, PdfProperties properties, Fonts fonts) throws IOException {
        this.objects = objects;
        this.properties = properties;
        this.fonts = fonts;
        this.small = fonts.regular().at(SMALL);
        this.tree = objects.reserve();
        this.resources = objects.reserve();
        this.totalForm = objects.reserve();
        this.current = open(PageShape.PORTRAIT);
    }

    Page current() {
        return current;
    }

    int count() {
        return count;
    }

    /** The object of the tree of pages. */
    int tree() {
        return tree;
    }

    /** Goes on on a fresh page. */
    Page turn(PageShape shape) throws IOException {
        close();
        current = open(shape);
        return current;
    }

    /** The page with at least this much room, which is a fresh one if need be. */
    Page withRoom(float height) throws IOException {
        return current.room() >= height ? current : turn(current.shape());
    }

    /** Puts an annotation on the current page. */
    void annotate(int annotation) {
        annotations += annotation + " 0 R ";
    }

    private Page open(PageShape shape) throws IOException {
        count++;
        Page page = new Page(shape, objects.reserve());
        kids.add(page.number()).add(" 0 R ");
        float head = shape.height() - 40;
        TextLine right = small.line(properties.header().right());
        page.artifact(HEAD, block(small.line(properties.header().left())), shape.left(), head);
        page.artifact(HEAD, block(right), shape.right() - small.width(right), head);
        page.rule(Ink.RULE, shape.left(), head - 14, shape.textWidth());
        TextLine foot = small.line(properties.footer());
        TextLine numbered = small.line("Page " + count + " of ");
        page.rule(Ink.RULE, shape.left(), 46, shape.textWidth());
        page.artifact(FOOT, block(numbered), shape.left(), 40);
        page.footForm("Total", shape.left() + small.width(numbered), 40 - SMALL);
        page.artifact(FOOT, block(foot), shape.right() - small.width(foot), 40);
        return page;
    }

    private Block block(TextLine line) {
        return new Block(List.of(line), small, Ink.QUIET, SMALL);
    }

    private void close() throws IOException {
        int index = count - 1;
        String annots = annotations.isEmpty() ? "" : "/Annots[" + annotations + "]";
        annotations = "";
        current.write(objects, "/Parent " + tree + " 0 R/Resources " + resources + " 0 R" + annots, index);
        int onPage = objects.reserve();
        objects.begin(onPage).add((byte) '[').add(current.parents()).add((byte) ']');
        objects.end();
        parents.add(index).add((byte) ' ').add(onPage).add(" 0 R ");
    }

    /** Writes the last page and what the pages share; returns the entries of the table of parents. */
    Bytes finish() throws IOException {
        close();
        Bytes total = new Bytes(64);
        Pen pen = new Pen(total);
        pen.down();
        pen.draw(block(small.line(Integer.toString(count))), 0, SMALL);
        pen.up();
        objects.stream(
                totalForm, "/Type/XObject/Subtype/Form/BBox[0 -4 90 10]/Resources<<" + fonts.resources() + ">>", total);
        objects.put(resources, "<<" + fonts.resources() + "/XObject<</Total " + totalForm + " 0 R>>>>");
        objects.begin(tree)
                .add("<</Type/Pages/Count ")
                .add(count)
                .add("/Kids[")
                .add(kids)
                .add("]>>");
        objects.end();
        return parents;
    }
}
