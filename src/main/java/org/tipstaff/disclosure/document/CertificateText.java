package org.tipstaff.disclosure.document;

import java.util.ArrayList;
import java.util.List;
import org.tipstaff.disclosure.RowTexts;
import org.tipstaff.disclosure.contents.DisclosureContents;
import org.tipstaff.disclosure.contents.DisclosureContents.Certification;
import org.tipstaff.disclosure.contents.Outcome;
import org.tipstaff.invitation.Direction;
import org.tipstaff.process.Terms;

/** The sentences of the custodian's certificate: FRE 803(6), 803(7), 902(11), 902(13), 902(14); 28 U.S.C. § 1746. */
final class CertificateText {
    private static final String BLANK = "____________________";

    private final DisclosureContents contents;
    private final Volumes volumes;
    private final Outcome outcome;

    CertificateText(DisclosureContents contents, Volumes volumes, Outcome outcome) {
        this.outcome = outcome;
        this.contents = contents;
        this.volumes = volumes;
    }

    String declarant() {
        Certification who = contents.certification();
        if (who == null) {
            return "I, " + BLANK + ", declare: I am " + BLANK + ", employed by " + BLANK
                    + ", and I am authorized to make this certificate. My knowledge rests on " + BLANK
                    + ". (To be completed by the custodian who certifies.)";
        }
        return "I, " + who.name() + ", declare: I am " + who.title() + ", employed by " + who.employer()
                + ", and I am authorized to make this certificate. My knowledge rests on " + who.basis() + ".";
    }

    /** FRE 803(6)(A)-(C) with 902(11); where no row was found, 803(7) with them. */
    List<String> records() {
        List<String> statements = new ArrayList<>();
        statements.add("The records were made at or near the time of the events they show by, or from information"
                + " transmitted by, someone with knowledge, here by the provider's servers as each event occurred (FRE"
                + " 803(6)(A)).");
        statements.add("The records were kept in the course of a regularly conducted activity of the provider (FRE"
                + " 803(6)(B)).");
        statements.add("Making the records was a regular practice of that activity (FRE 803(6)(C)).");
        statements.add(
                outcome.isEmpty()
                        ? noneFound()
                        : "The rows in this document and in "
                                + (volumes.several() ? "the files produced with it" : "its attached files")
                                + " are true copies of those records (FRE 902(11)).");
        return List.copyOf(statements);
    }

    /** A log that could not be searched is no evidence of absence. */
    private String noneFound() {
        return outcome.isSearched()
                ? "A diligent search of records regularly kept for such events, over the time and as far as stated in"
                        + " this document, found none that answers the terms granted (FRE 803(7))."
                : "No record of such events could be searched for the time of the terms granted, for the reasons"
                        + " stated in this document. This certificate does not say that there were none.";
    }

    /** FRE 902(13): what the system is and does. */
    List<String> system() {
        Terms granted = contents.answer().granted();
        String column = granted.direction() == Direction.BY_SOURCE
                ? "whose source handle (who asked, invited or signed in) is"
                : "whose target handle (who was looked up or invited) is";
        return List.of(
                "A row is written by the provider's server when it receives a directory question, a call invitation or"
                        + " a sign-in. Time is that of the server's clock, kept in UTC to the microsecond.",
                "Rows are kept for the time stated under Retention and then destroyed with the key that reads them. At"
                        + " rest they are sealed; only the provider's services write them, and nobody can read the rows"
                        + " held for a request before it is approved.",
                "Rows were selected by this predicate alone: rows " + column
                        + " exactly one of the handles of the granted"
                        + " terms, in the logs of these terms, with a time from (and including) "
                        + RowTexts.seconds(granted.range().from()) + " up to (and not including) "
                        + RowTexts.seconds(granted.range().to()) + ". Retention was applied as of "
                        + RowTexts.readable(contents.answer().coverage().asOf()) + " UTC.",
                "The rows were sealed at "
                        + RowTexts.readable(contents.handling().heldAt())
                        + " UTC into a snapshot with the SHA-256 hash "
                        + contents.handling().snapshot().hex() + ", from which this document was composed by Tipstaff "
                        + contents.names().softwareVersion() + ".",
                "The process produces an accurate result. Known sources of error: the limits stated on page 1, gaps"
                        + " stated under Retention, and what devices say of themselves (user agent, hardware, operating"
                        + " system), which the server records without checking.");
    }

    /** FRE 902(14): what was compared. */
    String copies() {
        String files = volumes.several() ? "file produced with this document" : "attached file";
        return "Each " + files + " is identified by its SHA-256 hash (FIPS 180-4). The hashes under Files produced were"
                + " computed from the files as " + (volumes.several() ? "produced" : "attached here")
                + "; a file whose hash is the same is a true duplicate (FRE 902(14)).";
    }

    String oath() {
        Certification who = contents.certification();
        return "I declare under penalty of perjury that the foregoing is true and correct. Executed on "
                + (who == null ? BLANK : RowTexts.day(who.executedOn())) + ".";
    }

    List<String> underSignature() {
        Certification who = contents.certification();
        return who == null
                ? List.of("Custodian of records: " + BLANK)
                : List.of(who.name(), who.title() + ", " + who.employer());
    }
}
