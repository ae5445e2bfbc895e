package org.tipstaff.demo.orders;

import java.util.Map;
import org.tipstaff.identity.Agency;
import org.tipstaff.process.LegalProcess;
import org.tipstaff.process.OrderSignature;
import org.tipstaff.process.Terms;
import org.tipstaff.process.Verdict;

/**
 * A fictional order, what to file with it and what should come of it.
 *
 * @param slug file name without its ending
 * @param title what is special about it, and what should come of it
 * @param filing what an officer types
 * @param expected what should come of it
 */
public record SampleOrder(String slug, String title, Filing filing, Expectation expected, OrderFile file) {

    /**
     * What an officer types.
     *
     * @param user who files it in the demonstration
     */
    public record Filing(String user, Agency agency, LegalProcess process, Terms terms) {}

    /**
     * What should come of it.
     *
     * @param findings codes of the findings that are not PASS, with their verdicts; without the inspection's own
     * @param signature what the document's signature says
     * @param condition what the inspection says of the bytes
     */
    public record Expectation(Map<String, Verdict> findings, OrderSignature signature, Condition condition) {
        public Expectation {
            findings = Map.copyOf(findings);
        }
    }

    /** What the inspection of the bytes finds. */
    public enum Condition {
        READABLE,
        IMAGE_ONLY,
        ENCRYPTED,
        ACTIVE_CONTENT
    }

    public byte[] pdf() {
        return file.bytes();
    }
}
