package org.tipstaff.review;

import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;
import org.tipstaff.document.DocumentSignature;
import org.tipstaff.document.Found;
import org.tipstaff.document.Inspection;
import org.tipstaff.document.OrderDocument;
import org.tipstaff.document.PageSize;
import org.tipstaff.document.TextFinder;
import org.tipstaff.document.Word;
import org.tipstaff.invitation.Handle;
import org.tipstaff.request.Request;

/**
 * The order beside the checklist.
 *
 * @param signature one sentence on the digital signature
 */
public record OrderView(String fileName, boolean scan, String signature, String signatureColour, List<Sheet> sheets) {
    /**
     * A page of it.
     *
     * @param number from 1
     * @param width points of 1/72 inch
     * @param height points of 1/72 inch
     */
    public record Sheet(int number, String picture, double width, double height, List<Mark> marks, String text) {}

    /**
     * A box around what was found, in the points of its page.
     *
     * @param flag short name of what it is, printed beside the box; empty for the further words of the same place
     */
    public record Mark(double x, double y, double width, double height, String flag) {
        /** Right of the box: before it stands what leads to it, such as “No.” or “account”. */
        public double flagX() {
            return x + width + 11;
        }

        public double flagY() {
            return y + height / 2;
        }

        /** Whether this one stands right of the other in the same line. */
        boolean follows(Mark before) {
            return x > before.x && Math.abs(flagY() - before.flagY()) < height / 2;
        }

        Mark joined(Mark next) {
            double top = Math.min(y, next.y);
            double right = Math.max(x + width, next.x + next.width);
            double bottom = Math.max(y + height, next.y + next.height);
            return new Mark(x, top, right - x, bottom - top, flag);
        }
    }

    static OrderView of(Request request, OrderDocument document) {
        Inspection inspection = document.inspection();
        Places places = Places.of(request, inspection);
        List<Sheet> sheets = new ArrayList<>();
        for (int page = 1; page <= inspection.pages(); page++) {
            PageSize size = inspection.sizes().get(page - 1);
            sheets.add(new Sheet(
                    page,
                    "/review/%s/pages/%d.png".formatted(request.reference(), page),
                    size.width(),
                    size.height(),
                    places.marks(page, size),
                    inspection.texts().get(page - 1).text().strip()));
        }
        return new OrderView(
                document.fileName(),
                inspection.imageOnly(),
                sentence(inspection.signature()),
                colour(inspection.signature()),
                sheets);
    }

    private static String sentence(DocumentSignature signature) {
        return switch (signature.verdict()) {
            case VALID_TRUSTED -> "Digitally signed, valid" + signer(signature);
            case VALID_UNKNOWN_SIGNER -> "Digitally signed by an unknown signer" + signer(signature);
            case SIGNED_AFTER_CHANGE -> "Signed after an earlier signer's text was changed" + signer(signature);
            case REWRITTEN -> "Added to or saved anew after it was signed" + signer(signature);
            case INDETERMINATE -> "Digitally signed, but the signature cannot be checked here" + signer(signature);
            case ALTERED -> "Changed after it was signed" + signer(signature);
            case NOT_SIGNED -> "Not digitally signed";
        };
    }

    private static String signer(DocumentSignature signature) {
        return signature.signer().map(name -> ": " + name).orElse("");
    }

    private static String colour(DocumentSignature signature) {
        return switch (signature.verdict()) {
            case VALID_TRUSTED -> "green";
            case VALID_UNKNOWN_SIGNER, SIGNED_AFTER_CHANGE, REWRITTEN, INDETERMINATE -> "yellow";
            case ALTERED -> "red";
            case NOT_SIGNED -> "grey";
        };
    }

    /** Room of a mark left and right of its word, in points. */
    private static final double ASIDE = 2;
    /** Room of a mark above its word, in heights of the word. */
    private static final double ABOVE = 0.4;
    /** Room of a mark for descenders, in heights of the word. */
    private static final double BELOW = 0.45;

    /** Where something stands, with the flag it gets. */
    private record Place(String flag, Found found) {}

    private record Places(List<Place> places) {
        static Places of(Request request, Inspection inspection) {
            TextFinder finder = new TextFinder(inspection.texts());
            List<Place> places = new ArrayList<>();
            int number = 0;
            for (Handle handle : request.terms().handles()) {
                String flag = "H" + ++number;
                finder.findAny(handle.spellings()).forEach(found -> places.add(new Place(flag, found)));
            }
            find(finder, request.process().docket(), "D", places);
            find(finder, request.process().judge(), "J", places);
            find(finder, request.process().courtName(), "C", places);
            return new Places(places);
        }

        private static void find(TextFinder finder, String needle, String flag, List<Place> places) {
            if (!needle.isBlank()) {
                finder.find(needle).forEach(found -> places.add(new Place(flag, found)));
            }
        }

        List<Mark> marks(int page, PageSize size) {
            List<Mark> marks = new ArrayList<>();
            for (Place place : places) {
                if (place.found().page() == page) {
                    marks.addAll(lines(place, size));
                }
            }
            return marks;
        }

        /** One mark for the words of a line; the flag stands at the first. */
        private static List<Mark> lines(Place place, PageSize size) {
            List<Mark> lines = new ArrayList<>();
            for (Word word : place.found().boxes()) {
                Mark mark = around(word, size, lines.isEmpty() ? place.flag() : "");
                Mark last = lines.isEmpty() ? mark : lines.get(lines.size() - 1);
                if (mark != last && mark.follows(last)) {
                    lines.set(lines.size() - 1, last.joined(mark));
                } else {
                    lines.add(mark);
                }
            }
            return lines;
        }

        /** A word's box ends at its baseline and may be lower than its capitals: framed, it must not be crossed out. */
        private static Mark around(Word word, PageSize size, String flag) {
            double height = word.height() * size.height();
            return new Mark(
                    rounded(word.x() * size.width() - ASIDE),
                    rounded(word.y() * size.height() - ABOVE * height),
                    rounded(word.width() * size.width() + 2 * ASIDE),
                    rounded((ABOVE + 1 + BELOW) * height),
                    flag);
        }

        private static double rounded(double points) {
            return Math.round(points * 10) / 10.0;
        }
    }

    /** Pages on which each handle of the terms stands, in words; in the order of the terms. */
    static List<String> pagesOfHandles(Request request, OrderDocument document) {
        TextFinder finder = new TextFinder(document.inspection().texts());
        return request.terms().handles().stream()
                .map(handle -> pages(finder.findAny(handle.spellings())))
                .toList();
    }

    private static String pages(List<Found> found) {
        TreeSet<Integer> pages = new TreeSet<>();
        found.forEach(place -> pages.add(place.page()));
        if (pages.isEmpty()) {
            return "";
        }
        return (pages.size() == 1 ? "page " : "pages ")
                + String.join(", ", pages.stream().map(String::valueOf).toList());
    }

    /** Never the order's text. */
    @Override
    public String toString() {
        return "order of " + sheets.size() + " pages";
    }
}
