package org.tipstaff;

import org.tipstaff.disclosure.LargeBench;
import org.tipstaff.pdf.PdfBench;
import org.tipstaff.signing.SigningBench;

/** Benchmarks of docs/performance.md: P4 and P5; with a number of rows, the memory that so long a disclosure takes. */
public final class Bench {
    private Bench() {}

    public static void main(String[] arguments) throws Exception {
        if (arguments.length > 0) {
            LargeBench.main(arguments);
        } else {
            PdfBench.main(arguments);
            SigningBench.main(arguments);
        }
    }
}
