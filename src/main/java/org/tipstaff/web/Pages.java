package org.tipstaff.web;

import io.quarkus.qute.TemplateData;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Where a reader is in a long list, with the addresses of the pages beside; tag {@code pages} shows it.
 *
 * @param path of the list
 * @param filters what is filtered by: they stay in the address; never a handle or an address of the log
 * @param number from 1
 * @param count of all pages, at least 1
 */
@TemplateData
public record Pages(String path, Map<String, String> filters, int number, int count) {
    public Pages {
        filters = Map.copyOf(filters);
        count = Math.max(1, count);
        number = Math.max(1, number);
    }

    /** The number of a page in an address, which somebody may have written: 1 where it is none. */
    public static int asked(@Nullable String page) {
        return page != null && page.matches("[0-9]{1,5}") ? Math.max(1, Integer.parseInt(page)) : 1;
    }

    /** @param rows found in all */
    public static int count(long rows, int rowsPerPage) {
        return (int) Math.max(1, (rows + rowsPerPage - 1) / rowsPerPage);
    }

    public boolean hasPrevious() {
        return number > 1;
    }

    public boolean hasNext() {
        return number < count;
    }

    public String previous() {
        return page(number - 1);
    }

    public String next() {
        return page(number + 1);
    }

    private String page(int wanted) {
        return address(path, filters) + (filters.values().stream().allMatch(String::isEmpty) ? "?" : "&") + "page="
                + wanted;
    }

    /** A path with its filters, in the order of their names; empty ones are left out. */
    public static String address(String path, Map<String, String> filters) {
        String query = filters.entrySet().stream()
                .filter(filter -> !filter.getValue().isEmpty())
                .sorted(Map.Entry.comparingByKey())
                .map(filter -> filter.getKey() + "=" + URLEncoder.encode(filter.getValue(), StandardCharsets.UTF_8))
                .collect(Collectors.joining("&"));
        return query.isEmpty() ? path : path + "?" + query;
    }

    /** A value as a segment of a path. */
    public static String segment(String value) {
        return URLEncoder.encode(value, StandardCharsets.UTF_8).replace("+", "%20");
    }
}
