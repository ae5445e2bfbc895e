package org.tipstaff.disclosure;

import java.util.Arrays;
import java.util.Optional;

/** The files of a disclosure, each offered for download under its own name. */
public enum FileKind {
    PDF("pdf", "The disclosure, signed"),
    CSV("csv", "The rows as CSV (RFC 4180)"),
    JSON("json", "The rows and their terms as JSON"),
    XLSX("xlsx", "The rows in the spreadsheet layout of the capability query log");

    private final String path;
    private final String holds;

    FileKind(String path, String holds) {
        this.path = path;
        this.holds = holds;
    }

    /** Last segment of the download's path. */
    public String path() {
        return path;
    }

    /** What it holds, for people. */
    public String holds() {
        return holds;
    }

    static Optional<FileKind> ofPath(String path) {
        return Arrays.stream(values()).filter(kind -> kind.path.equals(path)).findFirst();
    }

    static FileKind of(String mediaType) {
        return switch (mediaType) {
            case Bundle.PDF -> PDF;
            case Bundle.CSV -> CSV;
            case Bundle.JSON -> JSON;
            case Bundle.XLSX -> XLSX;
            default -> throw new IllegalArgumentException("No file of a disclosure is " + mediaType);
        };
    }
}
