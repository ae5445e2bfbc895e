package org.tipstaff.web;

import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;
import java.util.List;
import java.util.regex.Pattern;

/**
 * A list as a file for spreadsheets (RFC 4180, UTF-8). A cell that a spreadsheet would run as a formula gets an
 * apostrophe before it (OWASP, CSV injection).
 */
public final class Csv {
    private static final Pattern FORMULA = Pattern.compile("^[\\s]*[=+\\-@|%＝＋－＠].*", Pattern.DOTALL);
    private static final Pattern SPECIAL = Pattern.compile("[\",\\r\\n]");

    private final StringBuilder text = new StringBuilder();

    public Csv(List<String> header) {
        add(header);
    }

    public Csv add(List<String> cells) {
        text.append(String.join(",", cells.stream().map(Csv::cell).toList())).append("\r\n");
        return this;
    }

    static String cell(String value) {
        String harmless = FORMULA.matcher(value).matches() || value.startsWith("\t") ? "'" + value : value;
        return SPECIAL.matcher(harmless).find() ? "\"" + harmless.replace("\"", "\"\"") + "\"" : harmless;
    }

    /** @param name of the file, without its ending; letters, digits and hyphens only */
    public Response download(String name) {
        return Response.ok(text.toString(), "text/csv; charset=UTF-8")
                .header(HttpHeaders.CONTENT_DISPOSITION, "attachment; filename=\"" + name + ".csv\"")
                .header(HttpHeaders.CACHE_CONTROL, "no-store")
                .build();
    }

    @Override
    public String toString() {
        return text.toString();
    }
}
