package org.tipstaff.letter;

import java.io.IOException;
import java.util.List;
import org.tipstaff.pdf.PdfWriter;

/** What one kind of letter says between its cover and its end: plain sentences, no row of a log and no number of rows. */
sealed interface LetterBody permits RefusalBody, PartialGrantBody, PreservationBody, DestructionBody, RecallBody {
    /** Names of the people who decided; empty where the portal acted by rule. */
    List<String> decidedBy();

    /** What happened, for somebody who reads nothing else. */
    String summary();

    void write(PdfWriter pdf) throws IOException;
}
