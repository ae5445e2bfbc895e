package org.tipstaff.demo.orders;

import java.io.IOException;
import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import org.tipstaff.invitation.Direction;
import org.tipstaff.invitation.LogKind;
import org.tipstaff.process.Instrument;

/** Writes an order's document in the anatomy that such orders have. All persons and numbers are fictional. */
final class OrderComposer {
    private static final DateTimeFormatter LONG = DateTimeFormatter.ofPattern("MMMM d, uuuu", Locale.US);

    private OrderComposer() {}

    static byte[] compose(OrderDraft draft) throws IOException {
        try (OrderSheet sheet = new OrderSheet(draft.style() == OrderDraft.Style.PLEADING)) {
            heading(sheet, draft);
            body(sheet, draft);
            signature(sheet, draft);
            attachment(sheet, draft);
            return sheet.finish(draft.process().instrument().title());
        }
    }

    private static void heading(OrderSheet sheet, OrderDraft draft) throws IOException {
        for (String line : draft.heading()) {
            sheet.centre(line, OrderSheet.BOLD);
        }
        sheet.space(14);
        List<String> matter = matter(draft);
        List<String> number = List.of(number(draft.process().docket()), "", "(UNDER SEAL)");
        switch (draft.style()) {
            case BRACKETS -> sheet.caption(matter, number, ")");
            case PLEADING -> sheet.caption(matter, number, ")");
            case DASHES -> {
                sheet.line("---------------------------------------------------------- x", 0);
                sheet.caption(matter, number, "");
                sheet.line("---------------------------------------------------------- x", 0);
            }
            case FORM -> {
                sheet.rule();
                sheet.caption(matter, number, "");
                sheet.rule();
            }
        }
        sheet.space(8);
        sheet.centre(title(draft.process().instrument()), OrderSheet.BOLD);
        sheet.space(10);
    }

    private static String number(String docket) {
        return docket.toLowerCase(Locale.ROOT).contains("no.") ? docket : "No. " + docket;
    }

    private static String title(Instrument instrument) {
        return switch (instrument) {
            case ORDER_2703D -> "ORDER";
            case SEARCH_WARRANT -> "SEARCH AND SEIZURE WARRANT";
            case SUBPOENA -> "SUBPOENA TO TESTIFY BEFORE A GRAND JURY";
            case PRESERVATION -> "REQUEST TO PRESERVE RECORDS";
            case EMERGENCY -> "EMERGENCY REQUEST";
        };
    }

    private static List<String> matter(OrderDraft draft) {
        return switch (draft.process().instrument()) {
            case ORDER_2703D ->
                List.of(
                        "IN THE MATTER OF THE APPLICATION",
                        draft.isFederal() ? "OF THE UNITED STATES OF AMERICA" : "OF THE PEOPLE OF THE STATE",
                        "FOR AN ORDER PURSUANT TO",
                        "18 U.S.C. § 2703(d)");
            case SEARCH_WARRANT ->
                List.of(
                        "IN THE MATTER OF THE SEARCH OF",
                        "INFORMATION ASSOCIATED WITH",
                        "ACCOUNTS STORED AT PREMISES",
                        "CONTROLLED BY THE PROVIDER");
            case SUBPOENA ->
                List.of("IN RE GRAND JURY INVESTIGATION", "", "TO: CUSTODIAN OF RECORDS", "OF THE PROVIDER");
            case PRESERVATION, EMERGENCY -> List.of("TO: CUSTODIAN OF RECORDS", "OF THE PROVIDER");
        };
    }

    private static void body(OrderSheet sheet, OrderDraft draft) throws IOException {
        float leading = draft.style() == OrderDraft.Style.FORM ? 16 : 22.7f;
        if (!draft.finding().isEmpty()) {
            sheet.paragraph(draft.finding(), leading);
        }
        sheet.paragraph(command(draft), leading);
        for (String paragraph : draft.further()) {
            sheet.paragraph(paragraph, leading);
        }
        sheet.paragraph(
                "IT IS FURTHER ORDERED that the application and this document are sealed until otherwise ordered by the Court.",
                leading);
    }

    private static String command(OrderDraft draft) {
        return switch (draft.process().instrument()) {
            case ORDER_2703D ->
                "IT IS ORDERED, pursuant to 18 U.S.C. § 2703(d), that the provider shall, within ten (10) days of the date of this Order, disclose to the applicant the records described in Part II of Attachment A for the accounts listed in Part I of Attachment A.";
            case SEARCH_WARRANT ->
                "TO ANY AUTHORIZED LAW ENFORCEMENT OFFICER: An application having been made under "
                        + (draft.isFederal()
                                ? "Rule 41 of the Federal Rules of Criminal Procedure"
                                : "the law of this State")
                        + " and 18 U.S.C. § 2703(c)(1)(A), and the affidavit establishing probable cause, YOU ARE COMMANDED to execute this search warrant within "
                        + (draft.isFederal() ? "fourteen (14)" : "ten (10)")
                        + " days and to obtain from the provider the records described in Part II of Attachment A for the accounts listed in Part I of Attachment A.";
            case SUBPOENA ->
                "YOU ARE COMMANDED by this subpoena to appear before the grand jury and to bring with you the records described in Part II of Attachment A for the accounts listed in Part I of Attachment A. Personal appearance is excused where the records are sent to the agent named below.";
            case PRESERVATION, EMERGENCY -> "The records described in Attachment A are asked for.";
        };
    }

    private static void signature(OrderSheet sheet, OrderDraft draft) throws IOException {
        LocalDate issued = draft.process().issuedOn();
        sheet.space(8);
        sheet.line("Dated: " + issued.format(LONG), 0);
        sheet.line(draft.bench().place(), 0);
        sheet.space(18);
        sheet.line("/s/ " + draft.process().judge(), 232);
        sheet.rule(322, 540);
        sheet.line(draft.process().judge(), 232);
        sheet.line(draft.bench().title(), 232);
    }

    private static void attachment(OrderSheet sheet, OrderDraft draft) throws IOException {
        sheet.newPage();
        sheet.centre("ATTACHMENT A", OrderSheet.BOLD);
        sheet.space(10);
        sheet.line("Part I. Accounts to be searched", 0);
        sheet.space(6);
        int number = 0;
        for (String account : draft.accounts()) {
            number++;
            sheet.line(number + ".   " + account, 36);
        }
        sheet.space(12);
        sheet.line("Part II. Records to be disclosed", 0);
        sheet.space(6);
        boolean reverse = draft.terms().direction() == Direction.BY_TARGET;
        for (LogKind log : draft.terms().logs()) {
            sheet.paragraph(
                    (reverse
                                    ? "All rows of the provider's " + log.title()
                                            + " in which any person looked up or invited an account listed in Part I"
                                    : "All rows of the provider's " + log.title()
                                            + " of which an account listed in Part I was the source")
                            + ", with date and time, network address and device fields, not including the contents of any communication.",
                    18);
        }
        sheet.paragraph(
                "The period is from " + draft.terms().range().from() + " to "
                        + draft.terms().range().to() + " (Coordinated Universal Time).",
                18);
        sheet.newPage();
        sheet.centre("ATTACHMENT B", OrderSheet.BOLD);
        sheet.space(8);
        sheet.centre("CERTIFICATE OF AUTHENTICITY OF DOMESTIC RECORDS", OrderSheet.BOLD);
        sheet.centre("PURSUANT TO FEDERAL RULES OF EVIDENCE 902(11) AND 902(13)", OrderSheet.BOLD);
        sheet.space(10);
        sheet.paragraph(
                "I, ______________________________, attest, under penalties of perjury by the laws of the United States of America pursuant to 28 U.S.C. § 1746, that the information contained in this certification is true and correct. I am employed by the provider, and my title is ______________________________.",
                22);
        sheet.paragraph(
                "The records attached hereto were made at or near the time of the occurrence of the matters set forth, by, or from information transmitted by, a person with knowledge of those matters; they were kept in the course of a regularly conducted activity; and making them was a regular practice of that activity.",
                22);
        sheet.space(24);
        sheet.line("____________________          ______________________________", 0);
        sheet.line("Date                                          Signature", 0);
    }
}
