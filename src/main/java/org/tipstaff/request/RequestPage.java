package org.tipstaff.request;

import java.util.List;

/**
 * One page of a list.
 *
 * @param page from 0
 * @param total requests in all pages
 */
public record RequestPage(List<Request> requests, int page, int size, long total) {
    public int pages() {
        return (int) Math.max(1, (total + size - 1) / size);
    }
}
