package org.tipstaff.pdf;

import java.io.IOException;
import org.tipstaff.pdf.file.Bytes;
import org.tipstaff.pdf.file.PdfObjects;

/**
 * An element of the structure tree (ISO 32000-1, 14.7.2): what a piece of the document is, for people who do not see the
 * page. Written when it is closed; until then it holds only the numbers of its children.
 */
final class Tag {
    private final PdfObjects objects;
    private final String type;
    private final int parent;
    private final int number;
    private final Bytes kids = new Bytes(16);
    private int page;

    private Tag(PdfObjects objects, String type, int parent) {
        this.objects = objects;
        this.type = type;
        this.parent = parent;
        this.number = objects.reserve();
    }

    static Tag root(PdfObjects objects, int structTreeRoot) {
        return new Tag(objects, "Document", structTreeRoot);
    }

    /** @param parent whose children the caller keeps */
    static Tag of(PdfObjects objects, String type, int parent) {
        return new Tag(objects, type, parent);
    }

    Tag child(String childType) {
        Tag child = new Tag(objects, childType, number);
        kids.add(child.number).add(" 0 R ");
        return child;
    }

    /** A number for a child that the caller writes. */
    int childNumber() {
        int child = objects.reserve();
        kids.add(child).add(" 0 R ");
        return child;
    }

    int number() {
        return number;
    }

    /** Says that a marked piece of a page belongs to this element; an element may go on over several pages. */
    void content(int pageNumber, int markedContent) {
        if (page == 0) {
            page = pageNumber;
        }
        addContent(kids, page, pageNumber, markedContent);
    }

    /** @param page of the element */
    static void addContent(Bytes kids, int page, int pageNumber, int markedContent) {
        if (page == pageNumber) {
            kids.add(markedContent).add((byte) ' ');
        } else {
            kids.add("<</Type/MCR/Pg ")
                    .add(pageNumber)
                    .add(" 0 R/MCID ")
                    .add(markedContent)
                    .add(">>");
        }
    }

    /** Says that an annotation belongs to this element. */
    void annotation(int pageNumber, int annotation) {
        kids.add("<</Type/OBJR/Pg ")
                .add(pageNumber)
                .add(" 0 R/Obj ")
                .add(annotation)
                .add(" 0 R>>");
    }

    void close() throws IOException {
        Bytes body = objects.begin(number)
                .add("<</S/")
                .add(type)
                .add("/P ")
                .add(parent)
                .add(" 0 R");
        if (page != 0) {
            body.add("/Pg ").add(page).add(" 0 R");
        }
        body.add("/K[").add(kids).add("]>>");
        objects.end();
    }
}
