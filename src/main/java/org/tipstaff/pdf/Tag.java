package org.tipstaff.pdf;

import java.io.IOException;

/**
 * An element of the structure tree (ISO 32000-1, 14.7.2): what a piece of the document is, for people who do not see the
 * page. Written when it is closed; until then it holds only the numbers of its children.
 */
final class Tag {
    private final PdfObjects objects;
    private final String type;
    private final int parent;
    private final String attributes;
    private final int number;
    private final StringBuilder kids = new StringBuilder();
    private int page;

    private Tag(PdfObjects objects, String type, int parent, String attributes) {
        this.objects = objects;
        this.type = type;
        this.parent = parent;
        this.attributes = attributes;
        this.number = objects.reserve();
    }

    static Tag root(PdfObjects objects, int structTreeRoot) {
        return new Tag(objects, "Document", structTreeRoot, "");
    }

    Tag child(String childType) {
        return child(childType, "");
    }

    /** @param childAttributes entries of the element's dictionary, for example its scope in a table */
    Tag child(String childType, String childAttributes) {
        Tag child = new Tag(objects, childType, number, childAttributes);
        kids.append(child.number).append(" 0 R ");
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
        if (page == pageNumber) {
            kids.append(markedContent).append(' ');
        } else {
            kids.append("<</Type/MCR/Pg ")
                    .append(pageNumber)
                    .append(" 0 R/MCID ")
                    .append(markedContent)
                    .append(">>");
        }
    }

    /** Says that an annotation belongs to this element. */
    void annotation(int pageNumber, int annotation) {
        kids.append("<</Type/OBJR/Pg ")
                .append(pageNumber)
                .append(" 0 R/Obj ")
                .append(annotation)
                .append(" 0 R>>");
    }

    void close() throws IOException {
        StringBuilder body = new StringBuilder(kids.length() + 64)
                .append("<</S/")
                .append(type)
                .append("/P ")
                .append(parent)
                .append(" 0 R");
        if (page != 0) {
            body.append("/Pg ").append(page).append(" 0 R");
        }
        objects.put(number, body.append(attributes).append("/K[").append(kids).append("]>>"));
    }
}
