package org.tipstaff.disclosure.contents;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.tipstaff.disclosure.RowTexts;
import org.tipstaff.pdf.Fact;
import org.tipstaff.process.Instrument;

/**
 * The legal process as papers name it. What an instrument does not have is absent here, so that no sentence can have a
 * hole where it would stand.
 *
 * @param issuer the court; null for letters and requests, which come from none, and for a subpoena that names none
 * @param agencyCaseNumber empty where the agency gave none
 */
public record ProcessFacts(
        Instrument instrument, @Nullable Issuer issuer, LocalDate issuedOn, String agency, String agencyCaseNumber) {
    /**
     * A court, and what it put on the paper.
     *
     * @param court in full, for example "United States District Court for the Northern District of California"
     * @param federalRules whether it issues warrants under the Federal Rules of Criminal Procedure
     * @param docket as on the document; may be empty
     * @param judge who issued it; may be empty
     */
    public record Issuer(String court, boolean federalRules, String docket, String judge) {
        public Issuer {
            if (court.isBlank()) {
                throw new IllegalArgumentException("An issuer is a court with a name");
            }
        }
    }

    public ProcessFacts {
        switch (instrument) {
            case ORDER_2703D, SEARCH_WARRANT -> {
                if (issuer == null) {
                    throw new IllegalArgumentException("A court issues this instrument");
                }
            }
            case PRESERVATION, EMERGENCY -> {
                if (issuer != null) {
                    throw new IllegalArgumentException("No court issues this instrument");
                }
            }
            case SUBPOENA -> {
                // With a court or, as of a grand jury or an agency, without one.
            }
        }
    }

    /** Nothing compelled it: 18 U.S.C. § 2702(c)(4). */
    public boolean isVoluntary() {
        return instrument == Instrument.EMERGENCY;
    }

    public boolean isUnderFederalRules() {
        return issuer != null && issuer.federalRules();
    }

    /** For example {@code court order 3:26-mc-00417}; without a docket the instrument alone. */
    public String shortName() {
        String title = instrument.title().toLowerCase(Locale.ROOT);
        return issuer == null || issuer.docket().isBlank() ? title : title + " " + issuer.docket();
    }

    /** Continues "the answer to the …", complete and without a full stop. */
    public String inFull() {
        String named = instrument.title().toLowerCase(Locale.ROOT) + " under " + instrument.statute();
        if (issuer == null) {
            return instrument == Instrument.SUBPOENA
                    ? named + ", issued on " + dated() + ", served by " + agency
                    : named + " of " + agency + ", dated " + dated();
        }
        return named + " of the " + issuer.court()
                + (issuer.docket().isBlank() ? "" : ", docket " + issuer.docket())
                + ", issued on " + dated()
                + (issuer.judge().isBlank() ? "" : " by " + issuer.judge())
                + ", served by " + agency;
    }

    /** Court, docket, date: what of them there is. */
    public List<Fact> issue(String courtLabel) {
        List<Fact> facts = new ArrayList<>();
        if (issuer == null) {
            facts.add(new Fact(instrument == Instrument.SUBPOENA ? "Issued" : "Dated", dated()));
            return facts;
        }
        facts.add(new Fact(courtLabel, issuer.court()));
        if (!issuer.docket().isBlank()) {
            facts.add(new Fact("Docket", issuer.docket()));
        }
        facts.add(new Fact("Issued", dated() + (issuer.judge().isBlank() ? "" : ", by " + issuer.judge())));
        return facts;
    }

    public String agencyAndCase() {
        return agency + (agencyCaseNumber.isBlank() ? "" : " (case " + agencyCaseNumber + ")");
    }

    /** What an answer without process rests on, for whoever reads nothing else. */
    public static List<String> voluntary() {
        return List.of(
                "No process compelled this disclosure; it is voluntary. The provider, in good faith, believed that an"
                        + " emergency involving danger of death or serious physical injury to a person required disclosure"
                        + " without delay of information relating to the emergency (18 U.S.C. § 2702(c)(4)).",
                "The belief rests on what the agency said in its request. Legal process for these records is to follow;"
                        + " file it at the portal under this reference.");
    }

    private String dated() {
        return RowTexts.day(issuedOn);
    }
}
