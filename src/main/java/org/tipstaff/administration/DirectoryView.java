package org.tipstaff.administration;

import java.util.List;
import java.util.Map;
import org.tipstaff.web.Pages;
import org.tipstaff.web.form.FormView;

/**
 * A list of accounts or agencies.
 *
 * @param total in all pages
 */
public record DirectoryView<T>(List<T> rows, long total, boolean filtered, FormView form, Pages pages) {
    public DirectoryView {
        rows = List.copyOf(rows);
    }

    static <T> DirectoryView<T> of(String path, Directory.Asked asked, Directory.Found<T> found) {
        Map<String, String> filters = Map.of("q", asked.text(), "state", asked.state());
        return new DirectoryView<>(
                found.rows(),
                found.total(),
                asked.filters(),
                new FormView(filters, List.of()),
                new Pages(path, filters, asked.page(), Pages.count(found.total(), Directory.ROWS)));
    }
}
