package org.tipstaff.pdf;

import java.awt.color.ColorSpace;
import java.awt.color.ICC_Profile;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.tipstaff.pdf.file.Bytes;
import org.tipstaff.pdf.file.PdfObjects;
import org.tipstaff.pdf.file.PdfStrings;
import org.tipstaff.sealing.Sha256;

/** What a document has once, beside its pages: metadata, outline, attached files, the signature field (7.7.2). */
final class PdfCatalog {
    private static final DateTimeFormatter DATE =
            DateTimeFormatter.ofPattern("'(D:'yyyyMMddHHmmss'Z)'", Locale.ROOT).withZone(ZoneOffset.UTC);

    private final PdfObjects objects;
    private final PdfProperties properties;
    private final int structTreeRoot;
    private final List<Bookmark> bookmarks = new ArrayList<>();
    private final List<AttachedFile> files = new ArrayList<>();
    private @Nullable SignatureField signatureField;

    private record Bookmark(String title, int page, float y) {}

    private record AttachedFile(String name, int specification) {}

    /** @param element the structure element that the field's annotation belongs to */
    record SignatureField(SignatureArea area, String description, int number, int page, int element) {}

    PdfCatalog(PdfObjects objects, PdfProperties properties) {
        this.objects = objects;
        this.properties = properties;
        this.structTreeRoot = objects.reserve();
    }

    int structTreeRoot() {
        return structTreeRoot;
    }

    void outline(String title, int page, float y) {
        bookmarks.add(new Bookmark(title, page, y));
    }

    void sign(SignatureField field) {
        if (signatureField != null) {
            throw new IllegalStateException("A document has one area for a signature");
        }
        signatureField = field;
    }

    void attach(Attachment attachment) throws IOException {
        int file = objects.reserve();
        String params =
                "/Params<</Size " + Files.size(attachment.file()) + "/ModDate" + date(attachment.modifiedAt()) + ">>";
        try (InputStream in = new BufferedInputStream(Files.newInputStream(attachment.file()))) {
            objects.copy(file, "/Type/EmbeddedFile/Subtype/" + PdfStrings.name(attachment.mediaType()) + params, in);
        }
        String name = PdfStrings.text(attachment.name());
        int specification = objects.add("<</Type/Filespec/F" + name + "/UF" + name + "/AFRelationship/Data/Desc"
                + PdfStrings.text(attachment.description()) + "/EF<</F " + file + " 0 R/UF " + file + " 0 R>>>>");
        files.add(new AttachedFile(attachment.name(), specification));
    }

    /** @param parents the entries of the pages in the table of parents */
    void write(int document, Pages pages, Bytes parents) throws IOException {
        Bytes nums = parents;
        String form = "";
        SignatureField field = signatureField;
        if (field != null) {
            objects.put(field.number(), widget(field, pages.count()));
            nums.add(pages.count()).add((byte) ' ').add(field.element()).add(" 0 R");
            form = "/AcroForm<</Fields[" + field.number() + " 0 R]>>";
        }
        objects.begin(structTreeRoot)
                .add("<</Type/StructTreeRoot/K[")
                .add(document)
                .add(" 0 R]/ParentTree<</Nums[")
                .add(nums)
                .add("]>>/ParentTreeNextKey ")
                .add(pages.count() + 1)
                .add(">>");
        objects.end();
        int metadata = objects.reserve();
        byte[] packet = Xmp.packet(properties);
        objects.plainStream(metadata, "/Type/Metadata/Subtype/XML", packet, packet.length);
        int profile = objects.reserve();
        byte[] srgb = ICC_Profile.getInstance(ColorSpace.CS_sRGB).getData();
        objects.stream(profile, "/N 3/Alternate/DeviceRGB", new Bytes(srgb.length).add(srgb, srgb.length));
        int catalog = objects.add("<</Type/Catalog/Pages " + pages.tree() + " 0 R/Lang("
                + properties.language() + ")/MarkInfo<</Marked true>>/StructTreeRoot " + structTreeRoot
                + " 0 R/ViewerPreferences<</DisplayDocTitle true>>/Metadata " + metadata
                + " 0 R/OutputIntents[<</Type/OutputIntent/S/GTS_PDFA1/OutputConditionIdentifier(sRGB IEC61966-2.1)"
                + "/Info(sRGB IEC61966-2.1)/DestOutputProfile " + profile + " 0 R>>]" + outlines() + attached() + form
                + ">>");
        int info = objects.add("<</Title" + PdfStrings.text(properties.title()) + "/Author"
                + PdfStrings.text(properties.author()) + "/Producer(" + Xmp.PRODUCER + ")/CreationDate"
                + date(properties.createdAt()) + ">>");
        String id = "<" + identifier(packet) + ">";
        objects.finish("/Root " + catalog + " 0 R/Info " + info + " 0 R/ID[" + id + id + "]");
    }

    private String widget(SignatureField field, int structParent) throws IOException {
        SignatureArea area = field.area();
        int appearance = objects.reserve();
        objects.stream(
                appearance,
                "/Type/XObject/Subtype/Form/BBox[0 0 " + area.width() + " " + area.height() + "]/Resources<<>>");
        return "<</Type/Annot/Subtype/Widget/FT/Sig/F 132/T" + PdfStrings.text(area.fieldName()) + "/TU"
                + PdfStrings.text(field.description()) + "/Rect[" + area.left() + " " + area.bottom() + " "
                + (area.left() + area.width()) + " " + (area.bottom() + area.height()) + "]/P " + field.page()
                + " 0 R/StructParent " + structParent + "/AP<</N " + appearance + " 0 R>>>>";
    }

    private String attached() {
        if (files.isEmpty()) {
            return "";
        }
        StringBuilder associated = new StringBuilder();
        StringBuilder names = new StringBuilder();
        for (AttachedFile file : files) {
            associated.append(file.specification()).append(" 0 R ");
        }
        // A name tree's keys are sorted (7.9.6).
        files.sort(Comparator.comparing(AttachedFile::name));
        for (AttachedFile file : files) {
            names.append(PdfStrings.text(file.name()))
                    .append(file.specification())
                    .append(" 0 R ");
        }
        return "/AF[" + associated + "]/Names<</EmbeddedFiles<</Names[" + names + "]>>>>";
    }

    private String outlines() throws IOException {
        if (bookmarks.isEmpty()) {
            return "";
        }
        int root = objects.reserve();
        int[] items = bookmarks.stream().mapToInt(bookmark -> objects.reserve()).toArray();
        for (int i = 0; i < items.length; i++) {
            Bookmark bookmark = bookmarks.get(i);
            objects.put(
                    items[i],
                    "<</Title" + PdfStrings.text(bookmark.title()) + "/Parent " + root + " 0 R"
                            + (i > 0 ? "/Prev " + items[i - 1] + " 0 R" : "")
                            + (i < items.length - 1 ? "/Next " + items[i + 1] + " 0 R" : "") + "/Dest["
                            + bookmark.page() + " 0 R/XYZ 0 " + Math.round(bookmark.y() + 12) + " 0]>>");
        }
        objects.put(
                root,
                "<</Type/Outlines/Count " + items.length + "/First " + items[0] + " 0 R/Last " + items[items.length - 1]
                        + " 0 R>>");
        return "/Outlines " + root + " 0 R";
    }

    private static String date(Instant instant) {
        return DATE.format(instant);
    }

    /** Names the file (14.4): the same description gives the same name. */
    private static String identifier(byte[] packet) {
        return Sha256.of(packet).hex().substring(0, 32);
    }
}
