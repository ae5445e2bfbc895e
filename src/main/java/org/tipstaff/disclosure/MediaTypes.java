package org.tipstaff.disclosure;

/** Media types of a disclosure's files (RFC 6838), as constants for annotations. */
public final class MediaTypes {
    public static final String PDF = "application/pdf";
    public static final String CSV = "text/csv";
    public static final String JSON = "application/json";
    public static final String XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";

    private MediaTypes() {}
}
